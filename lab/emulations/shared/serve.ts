import { createServer } from 'node:http';
import { listen, loopback, stop } from '../../common/loopback-server.ts';
import { type Answer, Refusal, jsonAnswer } from './answer.ts';
import type { SeenRequest } from './emulation.ts';
import { readRequest } from './read-request.ts';

/** Answers one request. @throws Refusal */
type Handler = (request: SeenRequest) => Answer | Promise<Answer>;

/** The handlers by method and path: `GET /oauth/authorize`. */
export type Routes = Readonly<Record<string, Handler>>;

/** A loopback server and what it has seen. */
export type RunningServer = {
  readonly origin: string;
  readonly requests: readonly SeenRequest[];
  readonly close: () => Promise<void>;
};

const rememberedRequests = 1000;

/**
 * Serves routes on 127.0.0.1. They are made when the origin is known.
 *
 * @throws Error with the code `EADDRINUSE` when the port is taken.
 */
export async function serve(
  port: number,
  createRoutes: (origin: string) => Routes,
): Promise<RunningServer> {
  const server = createServer();
  const requests: SeenRequest[] = [];
  const origin = `http://${loopback}:${await listen(server, port)}`;
  const routes = createRoutes(origin);

  server.on('request', (message, response) => {
    void handle(message).then(({ status, headers, body }) =>
      response.writeHead(status, headers).end(body),
    );
  });

  async function handle(message: Parameters<typeof readRequest>[0]): Promise<Answer> {
    try {
      const request = await readRequest(message);
      requests.push(request);
      if (requests.length > rememberedRequests) requests.shift();
      return await route(routes, request);
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      console.error(error);
      return jsonAnswer(500, { error: 'server_error' });
    }
  }

  return { origin, requests, close: () => stop(server) };
}

function route(routes: Routes, request: SeenRequest): Answer | Promise<Answer> {
  const handler = routes[`${request.method} ${request.path}`];
  if (handler !== undefined) return handler(request);
  const methods = Object.keys(routes)
    .filter((name) => name.endsWith(` ${request.path}`))
    .map((name) => name.split(' ')[0]);
  if (methods.length === 0) return jsonAnswer(404, { error: 'not_found' });
  return jsonAnswer(405, { error: 'method_not_allowed' }, { Allow: methods.join(', ') });
}
