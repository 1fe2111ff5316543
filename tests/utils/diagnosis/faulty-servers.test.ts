import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import { diagnose } from '../../../utils/diagnosis/diagnose';
import { symptomsOfRun } from '../../../utils/diagnosis/gather-symptoms';
import type { FlowInput, FlowPorts } from '../../../utils/oauth/flow';
import { resultOf } from '../../../utils/oauth/run-result';
import { sampleClient } from '../clients/sample-client';
import { answering, playFlow } from '../oauth/flow-harness';
import { opaqueRedirect, tickingClock } from '../oauth/recording-ports';
import { type Answer, sendHtml, sendJson, startScriptedServer } from '../oauth/scripted-server';
import { encode } from '../tokens/vectors';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' };

type Claims = Readonly<Record<string, unknown>>;

/** How a server of this table behaves; what is not given is as it should be. */
type Behaviour = {
  readonly metadata?: Claims;
  readonly discovery?: Answer;
  readonly token?: Answer;
  readonly tokenMembers?: Claims;
  readonly claims?: Claims;
  readonly header?: Claims;
  readonly jwks?: Answer;
  readonly signature?: string;
};

type Fault = Behaviour & {
  readonly client?: Partial<Client>;
  readonly path?: string;
  readonly changes?: Partial<FlowPorts> & Partial<FlowInput>;
};

const NONCE = 'random-value-number-2-'.padEnd(43, 'x');

function server(behaviour: Behaviour, origin: () => string, path = ''): Answer {
  const issuer = () => origin() + path;
  return (request, response) => {
    const { metadata = {}, discovery, token, jwks } = behaviour;
    if (request.path.includes('/.well-known/')) {
      if (discovery !== undefined) return discovery(request, response);
      const document = JSON.stringify({
        issuer: issuer(),
        authorization_endpoint: `${origin()}/authorize`,
        token_endpoint: `${origin()}/token`,
        jwks_uri: `${origin()}/jwks`,
        ...metadata,
      });
      return sendJson(response, JSON.parse(document.replaceAll('ORIGIN', origin())));
    }
    if (request.path === '/jwks') {
      return jwks === undefined ? sendJson(response, { keys: [jwk] }) : jwks(request, response);
    }
    if (token !== undefined) return token(request, response);
    return sendJson(response, {
      access_token: 'the-access-token',
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile',
      id_token: idToken(behaviour, issuer()),
      ...behaviour.tokenMembers,
    });
  };
}

function idToken({ claims = {}, header = {}, signature }: Behaviour, issuer: string): string {
  const now = Math.floor(Date.now() / 1000);
  const head = encode(JSON.stringify({ alg: 'RS256', kid: 'key-1', ...header }));
  const payload = encode(
    JSON.stringify({
      iss: issuer,
      sub: 'ada',
      aud: 'booking-widget',
      iat: now,
      exp: now + 600,
      nonce: NONCE,
      ...claims,
    }),
  );
  const made = sign('sha256', Buffer.from(`${head}.${payload}`), privateKey).toString('base64url');
  return `${head}.${payload}.${signature ?? made}`;
}

async function diagnosesOf({ client, path = '', changes, ...behaviour }: Fault) {
  let origin = '';
  const scripted = await startScriptedServer(server(behaviour, () => origin, path));
  origin = scripted.origin;
  const { run } = await playFlow(
    {
      ...sampleClient,
      issuer: `${origin}${path}`,
      endpoints: {},
      tokenEndpointAuthMethod: 'none',
      secrets: [],
      authorizationParameters: [],
      ...client,
      ...(client?.issuer === undefined ? {} : { issuer: client.issuer.replace('ORIGIN', origin) }),
    },
    { openWindow: answering({ code: 'the-code' }), ...changes },
  );
  const symptoms = symptomsOfRun(run, resultOf(run), run.updatedAt);
  if (symptoms === undefined) throw new Error('The run is not over.');
  return { diagnoses: diagnose(symptoms), run };
}

const json =
  (value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) =>
    sendJson(response, value, status, headers);

const html =
  (page: string, status = 200): Answer =>
  (_, response) =>
    sendHtml(response, page, status);

const raw =
  (status: number, headers: Readonly<Record<string, string>>, body = ''): Answer =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };

const secret = { clientSecret: 'abcdefgh12345678' };
const basic = { tokenEndpointAuthMethod: 'client_secret_basic' } as const;
const post = { tokenEndpointAuthMethod: 'client_secret_post' } as const;
const refused = json({ error: 'invalid_client' }, 401);
const plainId = { clientId: 'bookingwidget' };

describe('a run at a server that is as it should be', () => {
  test.each<[string, Fault]>([
    ['public', {}],
    ['confidential', { client: basic, changes: { clientSecret: 'a-secret: with signs' } }],
    [
      'client credentials',
      {
        client: { ...basic, grantType: 'client_credentials', scopes: [] },
        changes: secret,
        tokenMembers: { id_token: undefined, scope: undefined },
      },
    ],
    ['a path in the issuer', { path: '/realms/demo' }],
    ['a clock that is a little off', { changes: { now: tickingClock(Date.now() + 20_000) } }],
  ])('%s: nothing is said', async (_, fault) => {
    const { diagnoses, run } = await diagnosesOf(fault);
    expect(run.state).toEqual({ status: 'done' });
    expect(diagnoses).toEqual([]);
  });
});

describe('the first diagnosis of a fault', () => {
  test.each<[rule: string, what: string, fault: Fault]>([
    // Discovery
    ['issuer-differs-slightly', 'a slash at the end', { client: { issuer: 'ORIGIN/' } }],
    [
      'issuer-with-placeholder',
      'a placeholder',
      { metadata: { issuer: 'https://login.example.com/{tenantid}/v2.0' } },
    ],
    [
      'issuer-behind-proxy',
      'a scheme of its own',
      { metadata: { issuer: 'https://127.0.0.1:8443' } },
    ],
    [
      'issuer-of-other-server',
      'another server',
      { metadata: { issuer: 'https://other.example.org' } },
    ],
    [
      'issuer-path-differs',
      'another realm',
      { path: '/realms/demo', metadata: { issuer: 'ORIGIN/realms/other' } },
    ],
    ['issuer-not-named', 'no issuer', { metadata: { issuer: undefined } }],
    [
      'issuer-is-document-address',
      'the address of the document',
      { client: { issuer: 'ORIGIN/.well-known/openid-configuration' } },
    ],
    [
      'issuer-path-missing',
      'no path, Keycloak',
      { client: { provider: 'keycloak' }, discovery: json({ error: 'RESTEASY003210' }, 404) },
    ],
    [
      'issuer-is-endpoint',
      'an endpoint',
      { path: '/protocol/openid-connect/auth', discovery: raw(404, {}) },
    ],
    [
      'keycloak-realm',
      'an unknown realm',
      { path: '/realms/dmeo', discovery: json({ error: 'Realm does not exist' }, 404) },
    ],
    ['discovery-document-missing', 'no document', { discovery: raw(404, {}) }],
    [
      'page-instead-of-json',
      'an app at the address',
      { discovery: html('<!doctype html><title>My app</title><div id=root></div>') },
    ],
    [
      'sign-in-page-answered',
      'a sign-in page',
      {
        discovery: html('<html><title>Company portal</title><form><input type="password"></form>'),
      },
    ],
    [
      'proxy-answered',
      'a proxy',
      { discovery: html('<html><title>Web filter</title>Access blocked by Zscaler', 403) },
    ],
    ['document-of-something-else', 'a key set', { discovery: json({ keys: [] }) }],
    [
      'endpoint-in-document-wrong',
      'a relative endpoint',
      { metadata: { token_endpoint: '/token' } },
    ],
    [
      'endpoint-in-document-wrong',
      'no token endpoint',
      { metadata: { token_endpoint: undefined } },
    ],
    [
      'endpoint-in-document-wrong',
      'no authorization endpoint',
      { metadata: { authorization_endpoint: undefined } },
    ],
    [
      'json-broken',
      'JSON that breaks off',
      { discovery: raw(200, { 'content-type': 'application/json' }, '{"issuer": "https://') },
    ],
    [
      'json-broken',
      'no UTF-8',
      {
        discovery: (_, response) => {
          response.writeHead(200, { 'content-type': 'application/json' });
          response.end(Buffer.from([0x7b, 0x22, 0xff, 0xfe]));
        },
      },
    ],
    ['asked-too-often', 'too many', { discovery: raw(429, { 'retry-after': '30' }) }],
    ['server-down', 'a gateway', { discovery: html('<h1>502 Bad Gateway</h1>', 502) }],
    [
      'server-failed',
      'a failing server',
      { discovery: json({ error: 'Internal Server Error' }, 500) },
    ],
    ['access-to-server-refused', 'nobody is let in', { discovery: raw(403, {}) }],
    [
      'answer-too-large',
      'ten megabytes',
      {
        discovery: raw(
          200,
          { 'content-type': 'application/json' },
          `{"a":"${'x'.repeat(600_000)}"}`,
        ),
      },
    ],
    [
      'request-redirected',
      'a redirect',
      { discovery: raw(301, { location: 'https://elsewhere.example.com/' }) },
    ],
    // Client authentication
    [
      'client-authentication-not-announced',
      'a way that is not announced',
      {
        client: { ...post },
        changes: secret,
        metadata: { token_endpoint_auth_methods_supported: ['client_secret_basic'] },
        token: refused,
      },
    ],
    [
      'client-authentication-unsupported-here',
      'assertions alone',
      {
        client: basic,
        changes: secret,
        metadata: { token_endpoint_auth_methods_supported: ['private_key_jwt'] },
        token: refused,
      },
    ],
    ['client-secret-wanted', 'a public client at a server that wants a secret', { token: refused }],
    [
      'client-secret-unwanted',
      'a secret of a public client',
      {
        client: { ...post, ...plainId },
        changes: secret,
        token: json(
          {
            error: 'invalid_request',
            error_description: 'A public client must not send a client secret',
          },
          400,
        ),
      },
    ],
    [
      'client-authentication-other-place',
      'a server that wants Basic',
      {
        client: post,
        changes: secret,
        token: json({ error: 'invalid_client' }, 401, { 'www-authenticate': 'Basic realm="x"' }),
      },
    ],
    [
      'basic-encoding',
      'a server that does not decode',
      {
        client: { ...basic, ...plainId },
        changes: { clientSecret: 'a~secret+with/signs' },
        token: refused,
      },
    ],
    [
      'client-secret-with-white-space',
      'a line break in the secret',
      {
        client: { ...post, ...plainId },
        changes: { clientSecret: 'abcdefgh12345678\n' },
        token: refused,
      },
    ],
    [
      'client-id-with-white-space',
      'a blank in the client ID',
      { client: { clientId: 'booking-widget ' }, token: refused },
    ],
    [
      'client-unknown-to-token-endpoint',
      'an unknown client',
      {
        client: { ...post },
        changes: secret,
        token: json({ error: 'invalid_client', error_description: 'Client not found' }, 401),
      },
    ],
    [
      'client-secret-wrong',
      'a wrong secret',
      {
        client: { ...post },
        changes: secret,
        token: json({ error: 'invalid_client', error_description: 'Invalid client secret' }, 401),
      },
    ],
    [
      'client-credentials-refused',
      'a bare refusal',
      {
        client: { ...basic, ...plainId },
        changes: secret,
        metadata: {
          token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
        },
        token: refused,
      },
    ],
    [
      'client-credentials-refused',
      'a wrong secret with hyphens, and a server that says no more',
      { client: basic, changes: { clientSecret: 'not-the-secret-at-all' }, token: refused },
    ],
    [
      'origin-refused',
      'an origin',
      {
        client: { originHeader: 'sent' },
        token: json(
          {
            error: 'invalid_request',
            error_description: 'Cross-origin token requests are not allowed',
          },
          400,
        ),
      },
    ],
    [
      'dpop-required',
      'DPoP',
      { token: json({ error: 'use_dpop_nonce' }, 400, { 'dpop-nonce': 'n' }) },
    ],
    [
      'tls-certificate-required',
      'a certificate',
      { token: html('<title>400 No required SSL certificate was sent</title>', 400) },
    ],
    // What was handed in
    [
      'code-verifier-missing',
      'PKCE off at a server that demands it',
      {
        client: { pkce: 'off' },
        metadata: { code_challenge_methods_supported: ['S256'] },
        token: json({ error: 'invalid_grant', error_description: 'PKCE verification failed' }, 400),
      },
    ],
    [
      'code-verifier-refused',
      'a verifier that does not fit',
      {
        token: json(
          { error: 'invalid_grant', error_description: 'code_verifier does not match' },
          400,
        ),
      },
    ],
    [
      'redirect-uri-refused-with-code',
      'a redirect URI',
      {
        token: json(
          { error: 'invalid_grant', error_description: 'redirect_uri does not match' },
          400,
        ),
      },
    ],
    [
      'code-expired',
      'an expired code',
      {
        token: json(
          { error: 'invalid_grant', error_description: 'authorization code expired' },
          400,
        ),
      },
    ],
    [
      'code-used-before',
      'a used code',
      {
        token: json(
          { error: 'invalid_grant', error_description: 'The code has already been used' },
          400,
        ),
      },
    ],
    [
      'code-not-accepted',
      'a bare refusal of the code',
      { token: json({ error: 'invalid_grant' }, 400) },
    ],
    [
      'token-scope-refused',
      'scopes of users with client credentials',
      {
        client: { ...basic, ...plainId, grantType: 'client_credentials' },
        changes: secret,
        token: json({ error: 'invalid_scope' }, 400),
      },
    ],
    [
      'grant-not-allowed',
      'a grant that is not allowed',
      { token: json({ error: 'unauthorized_client' }, 400) },
    ],
    [
      'grant-type-unsupported',
      'a grant that is unknown',
      { token: json({ error: 'unsupported_grant_type' }, 400) },
    ],
    [
      'token-parameter-missing',
      'a parameter that is not read',
      {
        token: json(
          { error: 'invalid_request', error_description: 'Missing parameter: grant_type' },
          400,
        ),
      },
    ],
    ['token-target-unknown', 'a target', { token: json({ error: 'invalid_target' }, 400) }],
    // The endpoint
    ['token-endpoint-not-found', 'no endpoint', { token: html('<title>404</title>', 404) }],
    [
      'token-endpoint-not-found',
      'no endpoint, as Spring says it',
      { token: json({ status: 404, error: 'Not Found', path: '/token' }, 404) },
    ],
    ['token-endpoint-takes-no-post', 'GET only', { token: raw(405, { allow: 'GET' }) }],
    ['token-body-not-taken', 'JSON wanted', { token: raw(415, {}) }],
    ['page-instead-of-json', 'a page with 200', { token: html('<title>Welcome</title>') }],
    [
      'sign-in-page-answered',
      'a sign-in page',
      { token: html('<title>Sign in</title><input type=password>') },
    ],
    [
      'request-redirected',
      'a 307',
      { token: raw(307, { location: 'https://elsewhere.example.com/token' }) },
    ],
    [
      'request-redirected',
      'a redirect that the browser hides',
      {
        changes: {
          fetch: async (input, init) =>
            init?.method === 'POST' ? opaqueRedirect() : fetch(input, init),
        },
      },
    ],
    ['answer-empty', 'nothing', { token: raw(200, { 'content-type': 'application/json' }) }],
    ['answer-without-token', 'another JSON', { token: json({ ok: true }) }],
    [
      'json-broken',
      'broken JSON',
      { token: raw(200, { 'content-type': 'application/json' }, '{"access_token": "x", ') },
    ],
    ['asked-too-often', 'too many', { token: raw(429, { 'retry-after': '30' }) }],
    ['server-down', 'a gateway', { token: html('<h1>503 Service Unavailable</h1>', 503) }],
    ['server-failed', 'a stack trace', { token: html('<h1>Server Error</h1>', 500) }],
    [
      'answer-broken-off',
      'a body that breaks off',
      {
        token: (_, response) => {
          response.writeHead(200, { 'content-length': '100' });
          response.write('{"a', () => response.socket?.destroy());
        },
      },
    ],
    [
      'connection-broken-off',
      'a dropped connection',
      { token: (_, response) => response.socket?.destroy() },
    ],
    // Verification
    [
      'id-token-of-other-issuer',
      'an issuer with a slash',
      { claims: { iss: 'https://auth.example.com/' } },
    ],
    ['id-token-for-other-client', 'another audience', { claims: { aud: 'Booking-Widget' } }],
    ['nonce-dropped', 'no nonce', { claims: { nonce: undefined } }],
    ['nonce-of-other-sign-in', 'another nonce', { claims: { nonce: 'another' } }],
    [
      'clock-differs',
      'a clock that is behind',
      { changes: { now: tickingClock(Date.now() - 598_000) } },
    ],
    [
      'clock-differs',
      'a clock that is ahead',
      { changes: { now: tickingClock(Date.now() + 3_600_000) } },
    ],
    [
      'id-token-expired-when-issued',
      'an expired token',
      {
        claims: {
          exp: Math.floor(Date.now() / 1000) - 600,
          iat: Math.floor(Date.now() / 1000) - 1200,
        },
      },
    ],
    [
      'id-token-times-differ-from-server',
      'a time in the future',
      {
        claims: {
          iat: Math.floor(Date.now() / 1000) + 600,
          exp: Math.floor(Date.now() / 1000) + 1200,
        },
      },
    ],
    ['id-token-times-not-in-seconds', 'milliseconds', { claims: { exp: Date.now() + 60_000 } }],
    [
      'sign-in-older-than-max-age',
      'an old sign-in',
      {
        client: { authorizationParameters: [['max_age', '60']] },
        claims: { auth_time: Math.floor(Date.now() / 1000) - 600 },
      },
    ],
    ['id-token-unsigned', 'alg none', { header: { alg: 'none' }, signature: '' }],
    ['signature-wrong', 'a bad signature', { signature: 'AAAA'.repeat(85) + 'AA' }],
    ['signing-key-not-published', 'a key that is not published', { header: { kid: 'key-2' } }],
    [
      'id-token-of-other-answer',
      'another access token',
      { claims: { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' } },
    ],
    // Outcome
    ['scopes-reduced', 'fewer scopes', { tokenMembers: { scope: 'openid' } }],
    ['id-token-not-sent', 'no ID token', { tokenMembers: { id_token: undefined } }],
    ['issuer-keys-not-read', 'a page instead of keys', { jwks: html('<title>no</title>') }],
    ['issuer-keys-not-read', 'keys that cannot be had', { jwks: raw(500, {}) }],
    ['token-response-not-strict', 'no token type', { tokenMembers: { token_type: undefined } }],
    [
      'token-response-not-strict',
      'a form',
      {
        client: { scopes: ['read'] },
        token: raw(
          200,
          { 'content-type': 'application/x-www-form-urlencoded' },
          'access_token=x&token_type=bearer&scope=read',
        ),
      },
    ],
    ['token-lifetime-absurd', 'expired at once', { tokenMembers: { expires_in: 0 } }],
    [
      'refresh-token-not-sent',
      'no refresh token',
      {
        client: { scopes: ['openid', 'offline_access'] },
        tokenMembers: { scope: 'openid offline_access' },
      },
    ],
  ])('%s: %s', async (rule, _, fault) => {
    const { diagnoses } = await diagnosesOf(fault);
    expect(diagnoses[0]?.rule).toBe(rule);
  });
});
