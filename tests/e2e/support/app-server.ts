import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { html, type Markup } from '../../../lab/common/html.ts';
import { listen, stop } from '../../../lab/common/loopback-server.ts';
import { makePng } from './png.ts';

/** A request that reached the app's server. */
type AppRequest = {
  readonly method: string;
  /** With its query, as it stood in the request. */
  readonly path: string;
  readonly body: string;
};

/** The server of an app that owns its redirect URI, and what reached it. */
export type AppServer = {
  readonly origin: string;
  readonly redirectUri: string;
  /** Everything that arrived, in order, but for the icon that browsers ask for by themselves. */
  readonly requests: readonly AppRequest[];
  /** The requests to one path, whatever their query. */
  requestsTo(path: string): readonly AppRequest[];
  /** An authorization request as the app makes it, with a new state each time. */
  signInUrl(authorizationEndpoint: string, parameters?: Parameters): string;
  /** Lets the app's own sign-in begin there; before that it has none. */
  connectTo(authorizationEndpoint: string, parameters?: Parameters): void;
  close(): Promise<void>;
};

/** Where the app is, as its redirect URI names it. */
export type AppServerOptions = {
  readonly host?: keyof typeof ADDRESSES;
  /** 0 takes any free port. */
  readonly port?: number;
};

type Parameters = Readonly<Record<string, string>>;
type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
};

const ADDRESSES = { '127.0.0.1': '127.0.0.1', '[::1]': '::1', localhost: '127.0.0.1' } as const;

/** Starts the server of an app on loopback. Whatever it is sent, its pages show nothing of it. */
export async function startAppServer({
  host = '127.0.0.1',
  port = 0,
}: AppServerOptions = {}): Promise<AppServer> {
  const server = createServer();
  const origin = `http://${host}:${await listen(server, port, ADDRESSES[host])}`;
  const redirectUri = `${origin}/callback`;
  const requests: AppRequest[] = [];
  let beginSignIn = (): Answer => NOT_FOUND;

  const signInUrl = (authorizationEndpoint: string, parameters: Parameters = {}) => {
    const url = new URL(authorizationEndpoint);
    const request = {
      response_type: 'code',
      client_id: 'the-app',
      redirect_uri: redirectUri,
      state: randomBytes(16).toString('base64url'),
      ...parameters,
    };
    for (const [name, value] of Object.entries(request)) url.searchParams.set(name, value);
    return url.href;
  };

  const routes: Readonly<Record<string, () => Answer>> = {
    'GET /': () => page(HOME),
    'GET /sign-in': () => beginSignIn(),
    'GET /callback': () => page(SIGNED_IN),
    'POST /callback': () => page(SIGNED_IN),
    'GET /callback/logo.png': () => ({
      headers: { 'content-type': 'image/png' },
      body: makePng(32, 32),
    }),
    'GET /callback.js': () => script(SCRIPT),
    'GET /offline': () => page(OFFLINE),
    'GET /service-worker.js': () => script(SERVICE_WORKER),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '' } = request;
    const seen = { method, path, body: '' };
    // Noted on arrival: one that breaks off later was seen too.
    if (path !== '/favicon.ico') requests.push(seen);
    seen.body = await text(request);
    const answer = routes[`${method} ${withoutQuery(path)}`]?.() ?? NOT_FOUND;
    response.writeHead(answer.status ?? 200, answer.headers).end(answer.body);
  }

  server.on('request', (request, response) => {
    handle(request, response).catch(() => response.destroy());
  });

  return {
    origin,
    redirectUri,
    requests,
    requestsTo: (path) => requests.filter((request) => withoutQuery(request.path) === path),
    signInUrl,
    connectTo: (authorizationEndpoint, parameters) => {
      beginSignIn = () => ({
        status: 302,
        headers: {
          location: signInUrl(authorizationEndpoint, parameters),
          'cache-control': 'no-store',
        },
      });
    },
    close: () => stop(server),
  };
}

const NOT_FOUND: Answer = { status: 404, body: 'Not found' };

/** Under the path of the callback, as the image beside it: what belongs to pages is no answer to take. */
const SCRIPT = "document.querySelector('output').textContent = 'The script of the app runs';";

const HOME = html`
  <h1>The app</h1>
  <img src="/callback/logo.png" alt="Logo of the app" />
  <p><a href="/sign-in">Sign in with the server</a></p>
  <output></output>
  <script src="/callback.js"></script>
`;

/** A page of an app that also works without a network: from here on its service worker answers for every address. */
const OFFLINE = html`
  <h1>The app works offline</h1>
  <output></output>
  <script>
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      document.querySelector('output').textContent = 'Ready';
    });
    navigator.serviceWorker.register('/service-worker.js');
  </script>
`;

const SERVICE_WORKER = `
  addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  addEventListener('fetch', (event) => event.respondWith(fetch(event.request)));
`;

const SIGNED_IN = html`<h1>Signed in at the app</h1>`;

function page(body: Markup): Answer {
  return {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
    body: html`<!doctype html>
      <html lang="en">
        <title>The app</title
        >${body}
      </html>`.toString(),
  };
}

function script(body: string): Answer {
  return { headers: { 'content-type': 'text/javascript' }, body };
}

function withoutQuery(path: string): string {
  return path.replace(/\?.*$/, '');
}
