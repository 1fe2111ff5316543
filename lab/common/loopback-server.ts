import { createServer, type Server } from 'node:http';

/** The address that a lab server listens on. */
export const loopback = '127.0.0.1';

/**
 * Lets a server listen on loopback, of IPv4 unless another address is named, and gives the port; 0 takes any free one.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken.
 */
export function listen(server: Server, port: number, address = loopback): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, () => {
      const bound = server.address();
      resolve(typeof bound === 'object' && bound !== null ? bound.port : port);
    });
  });
}

/** An origin on loopback at which nothing listens: a port that was free a moment ago. */
export async function findDeadOrigin(): Promise<string> {
  const server = createServer();
  const port = await listen(server, 0);
  await stop(server);
  return `http://${loopback}:${port}`;
}

/** Stops a server and drops the connections that are still open. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
