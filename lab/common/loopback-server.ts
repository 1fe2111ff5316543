import type { Server } from 'node:http';

/** The only address a lab server listens on. */
export const loopback = '127.0.0.1';

/**
 * Lets a server listen on loopback and gives the port; 0 takes any free one.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken.
 */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, loopback, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Stops a server and drops the connections that are still open. */
export function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
