import { answering, changingJson, type Members, without } from './answers.ts';
import { sendBack, textOf } from './callback.ts';
import type { Fault, FaultHandler, FaultServer } from './fault.ts';
import { places } from './places.ts';
import { gatewayPage, strangePage } from './strange-pages.ts';

type Entry = Omit<Fault, 'step'>;

const { authorization, discovery, keys, token } = places;

function saying(change: (members: Members, server: FaultServer) => Members): FaultHandler {
  return changingJson(discovery, change);
}

/** Several handlers as one. */
function both(...handlers: readonly [FaultHandler, FaultHandler]): FaultHandler {
  const [first, second] = handlers;
  return (ctx, next, server) => first(ctx, () => second(ctx, next, server), server);
}

const entries: readonly Entry[] = [
  {
    id: 'discovery-missing',
    title: 'No discovery document',
    effect: 'Answers 404 at both addresses of the discovery document.',
    handle: answering(discovery, { status: 404, json: { error: 'not_found' } }),
  },
  {
    id: 'discovery-html',
    title: 'A page instead of the discovery document',
    effect: 'Answers 200 with the sign-in page of a company network, as a proxy before it would.',
    handle: answering(discovery, { status: 200, page: gatewayPage }),
  },
  {
    id: 'discovery-invalid-json',
    title: 'Discovery document is no JSON',
    effect: 'Answers a document that breaks off in the middle of a member.',
    handle: answering(discovery, {
      status: 200,
      text: '{"issuer":"http://127.0.0.1","token_endpoint":',
      type: 'application/json',
    }),
  },
  {
    id: 'discovery-500',
    title: 'Discovery fails with 500',
    effect: 'Answers 500 with JSON at the address of the discovery document.',
    handle: answering(discovery, { status: 500, json: { error: 'server_error' } }),
  },
  {
    id: 'discovery-503',
    title: 'Discovery is down for maintenance',
    effect: 'Answers 503 with Retry-After: 120.',
    handle: answering(discovery, {
      status: 503,
      headers: { 'Retry-After': '120' },
      page: strangePage('Maintenance', 'We are back in two minutes.'),
    }),
  },
  {
    id: 'discovery-redirect',
    title: 'Discovery document has moved',
    effect: 'Redirects from the address of the discovery document to another one.',
    handle: answering(discovery, {
      status: 301,
      headers: { Location: '/v2/openid-configuration' },
      isEmpty: true,
    }),
  },
  {
    id: 'issuer-other-host',
    title: 'Issuer of another host',
    effect: 'The document names an issuer at another host, as behind a gateway.',
    handle: saying((members) => ({ ...members, issuer: 'https://login.internal.example' })),
  },
  {
    id: 'issuer-trailing-slash',
    title: 'Issuer with a slash at its end',
    effect: 'The document names the issuer with a slash at its end.',
    handle: saying((members, { issuer }) => ({ ...members, issuer: `${issuer}/` })),
  },
  {
    id: 'issuer-other-tenant',
    title: 'Issuer of another tenant',
    effect: 'The document names the issuer of another tenant of the same host.',
    handle: saying((members, { issuer }) => ({ ...members, issuer: `${issuer}/tenants/staging` })),
  },
  {
    id: 'issuer-missing',
    title: 'No issuer in the document',
    effect: 'The document names no issuer.',
    handle: saying((members) => without(members, 'issuer')),
  },
  {
    id: 'authorization-endpoint-missing',
    title: 'No authorization endpoint',
    effect: 'The document names no authorization endpoint.',
    handle: saying((members) => without(members, 'authorization_endpoint')),
  },
  {
    id: 'token-endpoint-missing',
    title: 'No token endpoint',
    effect: 'The document names no token endpoint.',
    handle: saying((members) => without(members, 'token_endpoint')),
  },
  {
    id: 'token-endpoint-unreachable',
    title: 'Token endpoint cannot be reached',
    effect: 'The document names a token endpoint at a port where nothing listens.',
    handle: saying((members, { deadOrigin }) => ({
      ...members,
      token_endpoint: `${deadOrigin}/token`,
    })),
  },
  {
    id: 'jwks-missing',
    title: 'Keys are gone',
    effect: 'Answers 404 at the address of the keys (jwks_uri).',
    handle: answering(keys, { status: 404, json: { error: 'not_found' } }),
  },
  {
    id: 'jwks-empty',
    title: 'Key set without a key',
    effect: 'Answers a key set that holds no key.',
    handle: answering(keys, { status: 200, json: { keys: [] } }),
  },
  {
    id: 'other-client-authentication',
    title: 'Other client authentication announced',
    effect:
      'The document lists private_key_jwt alone, and the token endpoint refuses every other way.',
    handle: both(
      saying((members) => ({
        ...members,
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      })),
      answering(token, {
        status: 401,
        json: { error: 'invalid_client', error_description: 'client authentication failed' },
      }),
    ),
  },
  {
    id: 'no-s256',
    title: 'S256 not supported',
    effect: 'The document lists plain PKCE alone, and a request with S256 is refused.',
    handle: both(
      saying((members) => ({ ...members, code_challenge_methods_supported: ['plain'] })),
      async (ctx, next) => {
        if (!authorization(ctx) || ctx.query['code_challenge_method'] !== 'S256') return next();
        const parameters = new URLSearchParams(ctx.querystring);
        parameters.set('code_challenge_method', 'none-of-ours');
        ctx.querystring = parameters.toString();
        await next();
      },
    ),
  },
  {
    id: 'scope-not-supported',
    title: 'Scopes no longer supported',
    effect:
      'The document lists openid alone, and a request for any other scope comes back with invalid_scope.',
    handle: both(
      saying((members) => ({ ...members, scopes_supported: ['openid'] })),
      async (ctx, next, server) => {
        const scopes = textOf(ctx, 'scope').split(' ');
        if (!authorization(ctx) || scopes.every((scope) => scope === 'openid')) return next();
        return sendBack(ctx, next, server, { error: 'invalid_scope' });
      },
    ),
  },
];

/** Faults of the discovery document, and of what it promises. */
export const discoveryFaults: readonly Fault[] = entries.map((entry) => ({
  ...entry,
  step: 'Discovery',
}));
