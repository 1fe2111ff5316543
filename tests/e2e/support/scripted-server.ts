import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** A request that the server got. */
export type ReceivedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** The parameters of a form body. */
  readonly form: URLSearchParams;
};

export type Reply =
  | {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** Breaks the connection off without a word. */
  | 'break-off'
  /** Takes the request and never answers. */
  | 'hang';

type Answer = (request: ReceivedRequest) => Reply | Promise<Reply>;

export type ScriptedServer = {
  readonly issuer: string;
  readonly host: string;
  /** Everything that was asked for, in order. */
  readonly requests: readonly ReceivedRequest[];
  /** What each endpoint answers; put another function in place to change it. */
  readonly answers: Record<Endpoint, Answer>;
  /** The metadata that discovery answers with, unless `answers.discovery` was changed. */
  readonly metadata: Record<string, unknown>;
  /** The requests that one endpoint got. */
  requestsTo(endpoint: Endpoint): readonly ReceivedRequest[];
  /** Resolves when the endpoint has got its next request. */
  nextRequestTo(endpoint: Endpoint): Promise<ReceivedRequest>;
  /** A well-formed token response to the authorization request that came last. */
  tokenResponse(changes?: TokenResponseChanges): Promise<Record<string, unknown>>;
  close(): Promise<void>;
};

type TokenResponseChanges = {
  /** Members of the response; `undefined` takes one out. */
  readonly members?: Readonly<Record<string, unknown>>;
  /** Claims of the ID token; `undefined` takes one out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Signs with a key that the server does not publish. */
  readonly hasForeignSignature?: boolean;
};

const PATHS = {
  discovery: '/.well-known/openid-configuration',
  oauthDiscovery: '/.well-known/oauth-authorization-server',
  authorize: '/authorize',
  token: '/token',
  jwks: '/jwks',
} as const;
type Endpoint = keyof typeof PATHS;

const LOOPBACK = '127.0.0.1';

/** Starts an authorization server on loopback that says whatever a test wants it to say. By default all is well. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const [published, foreign] = await Promise.all([makeKey('published'), makeKey('published')]);
  const requests: ReceivedRequest[] = [];
  const waiting: { readonly path: string; readonly resolve: (request: ReceivedRequest) => void }[] =
    [];
  const server = createServer((request, response) => void handle(request, response));
  const port = await new Promise<number>((resolve) => {
    server.listen(0, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  const host = `${LOOPBACK}:${port}`;
  const issuer = `http://${host}`;
  const metadata: Record<string, unknown> = {
    issuer,
    authorization_endpoint: issuer + PATHS.authorize,
    token_endpoint: issuer + PATHS.token,
    jwks_uri: issuer + PATHS.jwks,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['ES256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    scopes_supported: ['openid', 'profile', 'invoices.read'],
  };

  const requestsTo = (endpoint: Endpoint) =>
    requests.filter(({ path }) => path === PATHS[endpoint]);

  const tokenResponse = async (changes: TokenResponseChanges = {}) => {
    const asked = requestsTo('authorize').at(-1)?.query ?? new URLSearchParams();
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: issuer,
      sub: 'user-1',
      aud: asked.get('client_id'),
      iat: now,
      exp: now + 3600,
      nonce: asked.get('nonce') ?? undefined,
      name: 'Ada Lindqvist',
      ...changes.claims,
    };
    const key = changes.hasForeignSignature === true ? foreign : published;
    const idToken = await new SignJWT(defined(claims))
      .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'JWT' })
      .sign(key.privateKey);
    return defined({
      access_token: 'opaque-access-token-0123456789',
      token_type: 'Bearer',
      expires_in: 3600,
      scope: asked.get('scope') ?? undefined,
      id_token: idToken,
      ...changes.members,
    });
  };

  const answers: Record<Endpoint, Answer> = {
    discovery: () => json(metadata),
    oauthDiscovery: () => ({ status: 404, body: 'Not found' }),
    authorize: (request) => redirectBack(request, { code: 'the-code-0123456789' }),
    token: async () => json(await tokenResponse()),
    jwks: () => json({ keys: [published.jwk] }),
  };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', issuer);
    const received: ReceivedRequest = {
      method: request.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      form: new URLSearchParams(await readBody(request)),
    };
    requests.push(received);
    for (const waiter of waiting.filter(({ path }) => path === received.path)) {
      waiting.splice(waiting.indexOf(waiter), 1);
      waiter.resolve(received);
    }
    const endpoint = (Object.keys(PATHS) as Endpoint[]).find(
      (name) => PATHS[name] === received.path,
    );
    const reply: Reply =
      endpoint === undefined
        ? { status: 404, body: 'Not found' }
        : await answers[endpoint](received);
    if (reply === 'hang') return;
    if (reply === 'break-off') {
      request.socket.destroy();
      return;
    }
    response.writeHead(reply.status ?? 200, { ...reply.headers });
    response.end(reply.body ?? '');
  }

  return {
    issuer,
    host,
    requests,
    answers,
    metadata,
    requestsTo,
    nextRequestTo: (endpoint) =>
      new Promise((resolve) => {
        waiting.push({ path: PATHS[endpoint], resolve });
      }),
    tokenResponse,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** An answer in JSON. */
export function json(value: unknown, status = 200): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** An answer in HTML. */
export function page(body: string, status = 200): Reply {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** Sends the browser back to the redirect URI with these parameters and the state, unless they bring their own. */
export function redirectBack(
  { query }: ReceivedRequest,
  parameters: Readonly<Record<string, string | undefined>>,
): Reply {
  const state = query.get('state') ?? undefined;
  return redirectTo(query.get('redirect_uri') ?? '', { state, ...parameters });
}

/** Sends the browser to a place with these parameters; `undefined` takes one out. */
export function redirectTo(
  place: string,
  parameters: Readonly<Record<string, string | undefined>>,
): Reply {
  const url = new URL(place);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  // What carries a code is not kept: browsers would write it to the disk.
  return { status: 302, headers: { location: url.href, 'cache-control': 'no-store' } };
}

/** A loopback address where nothing listens. */
export async function unusedOrigin(): Promise<string> {
  const server = await startScriptedServer();
  await server.close();
  return server.issuer;
}

async function makeKey(kid: string) {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' };
  return { kid, jwk, privateKey };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function defined(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
