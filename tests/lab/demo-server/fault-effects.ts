import { createRemoteJWKSet, jwtVerify } from 'jose';
import { expect } from 'vitest';
import type { Look } from './faults-seen.ts';

type Effect = (look: Look) => Promise<unknown>;

const discovery =
  (wanted: object): Effect =>
  async (look) =>
    expect(await look.discovery()).toMatchObject(wanted);

const page =
  (status: number, text: string): Effect =>
  async (look) => {
    const shown = await look.authorize();
    expect(shown).toMatchObject({ status });
    expect(shown.text).toContain(text);
  };

const callback =
  (wanted: object): Effect =>
  async (look) =>
    expect((await look.authorize()).parameters).toEqual(wanted);

const error =
  (code: string, description?: string): Effect =>
  async (look) =>
    callback({
      error: code,
      ...(description === undefined ? {} : { error_description: description }),
      state: 'the-state',
      iss: look.issuer,
    })(look);

const token =
  (wanted: object): Effect =>
  async (look) =>
    expect(await look.token()).toMatchObject(wanted);

const refusal = (status: number, code: string, description?: string): Effect =>
  token({
    status,
    json: {
      error: code,
      ...(description === undefined ? {} : { error_description: description }),
    },
  });

const claims =
  (wanted: object): Effect =>
  async (look) =>
    expect((await look.idToken()).claims).toMatchObject(wanted);

const header =
  (name: string, value: string, see: (look: Look) => Promise<{ readonly headers: Headers }>) =>
  async (look: Look) =>
    expect((await see(look)).headers.get(name)).toBe(value);

const all =
  (...effects: readonly Effect[]): Effect =>
  async (look) => {
    for (const effect of effects) await effect(look);
  };

/** The code of the answer is there as usual, beside what is wrong. */
const usual = { code: expect.any(String), state: 'the-state', iss: expect.any(String) };

const introspect = (look: Look) => look.post('/introspect', { token: 'a-token' });
const revoke = (look: Look) => look.post('/revoke', { token: 'a-token' });
const userInfo = async (look: Look) => {
  const { json } = await look.token({}, { scope: 'openid profile' });
  return look.get('/userinfo', { authorization: `Bearer ${String(json['access_token'])}` });
};

const now = () => Date.now() / 1000;
const about = (seconds: number) => ({
  asymmetricMatch: (value: unknown) => typeof value === 'number' && Math.abs(value - seconds) < 60,
});

/** What one sees of a server that has each fault, bad input aside. */
export const effects: Readonly<Record<string, Effect>> = {
  'discovery-missing': async (look) => {
    await discovery({ status: 404 })(look);
    expect(await look.get('/.well-known/oauth-authorization-server')).toMatchObject({
      status: 404,
    });
  },
  'discovery-html': discovery({
    status: 200,
    text: expect.stringContaining('<h1>Sign in to the network'),
  }),
  'discovery-invalid-json': discovery({
    status: 200,
    json: {},
    text: expect.stringMatching(/^\{"issuer"/),
  }),
  'discovery-500': discovery({ status: 500, json: { error: 'server_error' } }),
  'discovery-503': all(
    discovery({ status: 503 }),
    header('retry-after', '120', (look) => look.discovery()),
  ),
  'discovery-redirect': all(
    discovery({ status: 301 }),
    header('location', '/v2/openid-configuration', (look) => look.discovery()),
  ),
  'issuer-other-host': discovery({ json: { issuer: 'https://login.internal.example' } }),
  'issuer-trailing-slash': (look) => discovery({ json: { issuer: `${look.issuer}/` } })(look),
  'issuer-other-tenant': (look) =>
    discovery({ json: { issuer: `${look.issuer}/tenants/staging` } })(look),
  'issuer-missing': async (look) =>
    expect((await look.discovery()).json).not.toHaveProperty('issuer'),
  'authorization-endpoint-missing': async (look) =>
    expect((await look.discovery()).json).not.toHaveProperty('authorization_endpoint'),
  'token-endpoint-missing': async (look) =>
    expect((await look.discovery()).json).not.toHaveProperty('token_endpoint'),
  'token-endpoint-unreachable': async (look) => {
    const { json } = await look.discovery();
    await expect(fetch(String(json['token_endpoint']))).rejects.toThrow('fetch failed');
  },
  'jwks-missing': async (look) => expect(await look.keys()).toMatchObject({ status: 404 }),
  'jwks-empty': async (look) => expect((await look.keys()).json).toEqual({ keys: [] }),
  'other-client-authentication': all(
    discovery({ json: { token_endpoint_auth_methods_supported: ['private_key_jwt'] } }),
    refusal(401, 'invalid_client'),
  ),
  'no-s256': async (look) => {
    await discovery({ json: { code_challenge_methods_supported: ['plain'] } })(look);
    expect((await look.authorize()).parameters).toMatchObject({ error: 'invalid_request' });
  },
  'scope-not-supported': all(
    discovery({ json: { scopes_supported: ['openid'] } }),
    error('invalid_scope'),
  ),

  'unknown-client': page(400, 'invalid_client'),
  'redirect-uri-mismatch': page(400, 'invalid_redirect_uri'),
  'redirect-uri-mismatch-as-unauthorized-client': page(400, 'unauthorized_client'),
  'sign-in-page-500': page(500, '500 Internal Server Error'),
  'sign-in-page-503': page(503, 'Maintenance'),
  'sign-in-page-blocked': page(403, 'Request blocked'),
  'sign-in-page-404': page(404, 'Not found'),
  'sign-in-page-circle': async (look) => {
    const seen = await look.get('/authorize?client_id=demo-confidential');
    expect(seen.status).toBe(302);
    expect(seen.headers.get('location')).toBe('/authorize?client_id=demo-confidential');
  },
  'sign-in-error-with-200': page(200, 'Something went wrong'),

  'callback-access-denied': error('access_denied', 'The resource owner denied the request'),
  'callback-invalid-scope': error('invalid_scope', 'requested scope is not allowed'),
  'callback-unauthorized-client': error(
    'unauthorized_client',
    'requested response_type is not allowed for this client',
  ),
  'callback-unsupported-response-type': error(
    'unsupported_response_type',
    'unsupported response_type requested',
  ),
  'callback-server-error': error('server_error', 'oops! something went wrong'),
  'callback-temporarily-unavailable': error('temporarily_unavailable', 'The server is overloaded'),
  'callback-login-required': error('login_required', 'End-User authentication is required'),
  'callback-consent-required': error('consent_required', 'Requested scopes not granted'),
  'callback-interaction-required': error(
    'interaction_required',
    'interaction is required from the end-user',
  ),
  'callback-account-selection-required': error(
    'account_selection_required',
    'An account has to be chosen',
  ),
  'callback-invalid-request': error('invalid_request', "missing required parameter 'audience'"),
  'callback-invalid-request-unexplained': error('invalid_request'),
  'callback-invalid-target': error('invalid_target', 'resource indicator is missing, or unknown'),
  'state-wrong': callback({ ...usual, state: 'the-state-of-somebody-else' }),
  'state-missing': callback({ code: usual.code, iss: usual.iss }),
  'iss-wrong': callback({ ...usual, iss: 'https://login.attacker.example' }),
  'iss-missing': callback({ code: usual.code, state: usual.state }),
  'code-missing': callback({ state: usual.state, iss: usual.iss }),
  'code-empty': callback({ ...usual, code: '' }),
  'code-twice': async (look) =>
    expect((await look.authorize()).callback?.searchParams.getAll('code')).toHaveLength(2),
  'answer-in-fragment': async (look) => {
    const { callback: url } = await look.authorize();
    expect(url?.search).toBe('');
    expect(new URLSearchParams(url?.hash.slice(1)).get('code')).not.toBeNull();
  },
  'code-damaged': refusal(400, 'invalid_grant'),
  'callback-307': callback(usual),

  'code-expired': refusal(400, 'invalid_grant', 'Authorization code expired'),
  'code-used': refusal(400, 'invalid_grant', 'Authorization code has already been used'),
  'invalid-grant-unexplained': token({ status: 400, text: '{"error":"invalid_grant"}' }),
  'verifier-mismatch': refusal(400, 'invalid_grant', 'PKCE verification failed'),
  'challenge-lost': refusal(400, 'invalid_grant'),
  'token-redirect-uri-mismatch': refusal(400, 'invalid_grant'),
  'invalid-client-401': all(
    refusal(401, 'invalid_client'),
    header('www-authenticate', 'Basic realm="token endpoint"', (look) => look.token()),
  ),
  'invalid-client-400': refusal(400, 'invalid_client', 'Invalid client secret'),
  'unauthorized-challenge-alone': token({ status: 401, text: '' }),
  'basic-taken-raw': async (look) => {
    const encoded = `Basic ${btoa('demo%2Dconfidential:demo%2Dsecret%2Dnot%2Da%2Dreal%2Done')}`;
    expect(await look.token({ authorization: encoded })).toMatchObject({ status: 401 });
    expect(await look.token()).toMatchObject({ status: 200 });
  },
  'unauthorized-client': refusal(400, 'unauthorized_client'),
  'unsupported-grant-type': refusal(400, 'unsupported_grant_type'),
  'token-invalid-scope': refusal(400, 'invalid_scope'),
  'token-invalid-request': refusal(400, 'invalid_request'),
  'dpop-required': refusal(400, 'invalid_dpop_proof'),
  'slow-down': refusal(400, 'slow_down'),
  'token-429': all(
    token({ status: 429 }),
    header('retry-after', '60', (look) => look.token()),
  ),
  'origin-refused-400': async (look) => {
    expect(await look.token({ origin: 'https://a.example' })).toMatchObject({ status: 400 });
    expect(await look.token()).toMatchObject({ status: 200 });
  },
  'origin-refused-403': async (look) => {
    expect(await look.token({ origin: 'https://a.example' })).toMatchObject({ status: 403 });
    expect(await look.token()).toMatchObject({ status: 200 });
  },
  'token-500': refusal(500, 'server_error'),
  'token-502': token({ status: 502, text: expect.stringContaining('Bad Gateway') }),
  'token-503': refusal(503, 'temporarily_unavailable'),
  'token-404': token({ status: 404 }),
  'token-405': token({ status: 405 }),
  'token-html': token({ status: 200, text: expect.stringContaining('<h1>Sign in') }),
  'token-redirect-307': token({ status: 307 }),
  'token-redirect-302': token({ status: 302 }),
  'token-empty': token({ status: 200, text: '' }),
  'token-204': token({ status: 204, text: '' }),
  'token-error-with-200': refusal(200, 'bad_verification_code'),
  'token-form-encoded': token({ status: 200, text: expect.stringMatching(/^access_token=/) }),
  'token-type-missing': async (look) =>
    expect((await look.token()).json).not.toHaveProperty('token_type'),
  'token-type-unknown': token({ json: { token_type: 'User Access Token' } }),
  'access-token-missing': async (look) => {
    const seen = await look.token();
    expect(seen.status).toBe(200);
    expect(seen.json).not.toHaveProperty('access_token');
  },
  'expires-in-text': token({ json: { expires_in: '3600' } }),
  'token-slow': async (look) => {
    const before = Date.now();
    await token({ status: 200 })(look);
    expect(Date.now() - before).toBeGreaterThanOrEqual(2990);
  },
  'token-dropped': async (look) => expect(look.token()).rejects.toThrow('fetch failed'),

  'scopes-reduced': token({ json: { scope: 'openid profile' } }),
  'scopes-reduced-unsaid': async (look) => {
    const { json } = await look.token();
    expect(json).not.toHaveProperty('scope');
    expect((await look.idToken()).claims).not.toHaveProperty('email');
  },
  'signature-bad': async (look) => {
    const { idToken } = await look.idToken();
    const keys = createRemoteJWKSet(new URL(`${look.issuer}/jwks`));
    await expect(jwtVerify(idToken, keys)).rejects.toThrow('signature verification failed');
  },
  'kid-unknown': async (look) =>
    expect((await look.idToken()).header).toMatchObject({ kid: 'key-of-last-year' }),
  'alg-none': async (look) => {
    const seen = await look.idToken();
    expect(seen.header).toEqual({ alg: 'none' });
    expect(seen.idToken.endsWith('.')).toBe(true);
  },
  'aud-wrong': claims({ aud: 'another-client' }),
  'id-token-iss-wrong': claims({ iss: 'https://login.elsewhere.example' }),
  'nonce-wrong': claims({ nonce: 'the-nonce-of-somebody-else' }),
  'nonce-missing': async (look) =>
    expect((await look.idToken()).claims).not.toHaveProperty('nonce'),
  'sub-missing': async (look) => expect((await look.idToken()).claims).not.toHaveProperty('sub'),
  'id-token-expired': (look) => claims({ exp: about(now() - 3600) })(look),
  'clock-ahead': async (look) => {
    await claims({ iat: about(now() + 600) })(look);
    const date = Date.parse((await look.token()).headers.get('date') ?? '') / 1000;
    expect(date).toEqual(about(now() + 600));
  },
  'clock-behind': (look) => claims({ iat: about(now() - 7200) })(look),
  'at-hash-wrong': claims({ at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' }),
  'id-token-missing': async (look) =>
    expect((await look.token()).json).not.toHaveProperty('id_token'),
  'id-token-damaged': async (look) =>
    expect((await look.token()).json['id_token']).toHaveLength(60),
  'access-token-opaque': token({ json: { access_token: expect.stringMatching(/^[\w-]{32}$/) } }),

  'introspection-401': async (look) =>
    expect(await introspect(look)).toMatchObject({ status: 401 }),
  'introspection-403': async (look) =>
    expect(await introspect(look)).toMatchObject({ status: 403 }),
  'introspection-inactive': async (look) =>
    expect((await introspect(look)).json).toEqual({ active: false }),
  'revocation-unsupported': async (look) =>
    expect((await revoke(look)).json).toMatchObject({ error: 'unsupported_token_type' }),
  'user-info-401': async (look) => expect(await userInfo(look)).toMatchObject({ status: 401 }),
  'user-info-403': async (look) => expect(await userInfo(look)).toMatchObject({ status: 403 }),
  'user-info-other-user': async (look) =>
    expect((await userInfo(look)).json).toMatchObject({ sub: 'user-of-another-session' }),
};
