import { decodeJwt } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Emulation } from '../../../lab/emulations/shared/emulation.ts';
import { startPleo } from '../../../lab/emulations/start-pleo.ts';
import {
  answerOf,
  basic,
  clientAt,
  closeAfterTest,
  codeChallenge,
  codeVerifier,
  createClock,
  decide,
  get,
  loopbackRedirectUri,
  postForm,
  rawBasic,
  redirectUri,
  refusalOf,
  secretOf,
  urlWith,
} from './emulation-client.ts';

type Parameters = Record<string, string | undefined>;

const insecureRedirectUri = 'http://client.example/callback';

async function start() {
  const clock = createClock();
  const redirectUris = [redirectUri, loopbackRedirectUri, insecureRedirectUri];
  const emulation = closeAfterTest(await startPleo({ port: 0, redirectUris, now: clock.now }));
  return { clock, emulation };
}

function authorizationUrl(emulation: Emulation, more: Parameters = {}) {
  return urlWith(`${emulation.origin}/oauth/authorize`, {
    response_type: 'code',
    client_id: clientAt(emulation, 0).clientId,
    redirect_uri: redirectUri,
    scope: 'users:read test:test',
    state: 'a-state',
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...more,
  });
}

async function getCode(emulation: Emulation, more?: Parameters) {
  const callback = await decide(authorizationUrl(emulation, more));
  return callback.searchParams.get('code') ?? '';
}

function credentialsOf(emulation: Emulation) {
  const client = clientAt(emulation, 0);
  return { client_id: client.clientId, client_secret: secretOf(client) };
}

function basicOf(emulation: Emulation, encode = basic) {
  const { client_id, client_secret } = credentialsOf(emulation);
  return { Authorization: encode(client_id, client_secret) };
}

function requestToken(emulation: Emulation, form: Parameters, headers = basicOf(emulation)) {
  return answerOf(postForm(`${emulation.origin}/oauth/token`, form, headers));
}

function redeem(emulation: Emulation, code: string, more?: Parameters) {
  return requestToken(emulation, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: codeVerifier,
    ...more,
  });
}

function refresh(emulation: Emulation, token: string) {
  return requestToken(emulation, { grant_type: 'refresh_token', refresh_token: token });
}

function tokensOf({ body }: { readonly body: Record<string, unknown> }) {
  return {
    accessToken: String(body['access_token']),
    refreshToken: String(body['refresh_token']),
  };
}

async function signIn(emulation: Emulation) {
  return tokensOf(await redeem(emulation, await getCode(emulation)));
}

async function isActive(emulation: Emulation, token: string) {
  const url = `${emulation.origin}/oauth/token/introspect`;
  return (await answerOf(postForm(url, { token }, basicOf(emulation)))).body['active'];
}

const invalidGrant = { status: 400, body: expect.objectContaining({ error: 'invalid_grant' }) };
const invalidClient = { status: 401, body: expect.objectContaining({ error: 'invalid_client' }) };

describe('Pleo authorize', () => {
  test('has one confidential client with a UUID', async () => {
    const { emulation } = await start();
    expect(emulation.clients).toHaveLength(1);
    expect(clientAt(emulation, 0).clientId).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
  });

  test('shows client and scopes in words, and returns code and state', async () => {
    const { emulation } = await start();
    const page = await (await get(authorizationUrl(emulation))).text();
    expect(page).toContain('Authorise Northwind Expenses to use your Pleo data');
    expect(page).toContain('Search employees and read one by ID');
    const callback = await decide(authorizationUrl(emulation));
    expect(Object.fromEntries(callback.searchParams)).toEqual({
      code: expect.any(String),
      state: 'a-state',
    });
  });

  test.each([
    ['response_type', 'The parameter response_type is missing.'],
    ['scope', 'The parameter scope is missing.'],
    ['code_challenge', 'The parameter code_challenge is missing.'],
    ['code_challenge_method', 'The parameter code_challenge_method is missing.'],
  ])('requires %s', async (name, description) => {
    const { emulation } = await start();
    expect(await refusalOf(authorizationUrl(emulation, { [name]: undefined }))).toEqual({
      error: 'invalid_request',
      error_description: description,
      state: 'a-state',
    });
  });

  test.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ scope: 'users:read rockets:launch' }, 'invalid_scope'],
  ])('answers %j with %s', async (more, error) => {
    const { emulation } = await start();
    expect(await refusalOf(authorizationUrl(emulation, more))).toMatchObject({ error });
  });

  test('takes any scope for testing', async () => {
    const { emulation } = await start();
    expect((await get(authorizationUrl(emulation, { scope: 'test:other' }))).status).toBe(200);
  });

  test.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['a redirect URI that is not registered', { redirect_uri: `${redirectUri}?a=b` }],
    ['http outside loopback', { redirect_uri: insecureRedirectUri }],
  ])('shows an error page for %s', async (_name, more) => {
    const { emulation } = await start();
    const response = await get(authorizationUrl(emulation, more));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This request cannot be handled');
  });

  test('takes http on loopback', async () => {
    const { emulation } = await start();
    const url = authorizationUrl(emulation, { redirect_uri: loopbackRedirectUri });
    expect((await get(url)).status).toBe(200);
  });

  test('error-description', async () => {
    const { emulation } = await start();
    const deny = async () =>
      Object.fromEntries(
        (await decide(authorizationUrl(emulation), { decision: 'deny' })).searchParams,
      );
    expect(await deny()).toEqual({
      error: 'access_denied',
      error_description: 'The user refused the request.',
      state: 'a-state',
    });
    emulation.setSwitch('error-description', 'left out');
    expect(await deny()).toEqual({ error: 'access_denied', state: 'a-state' });
  });

  test('state', async () => {
    const { emulation } = await start();
    const url = authorizationUrl(emulation, { state: undefined });
    expect(await refusalOf(url)).toEqual({
      error: 'invalid_request',
      error_description: 'The parameter state is missing.',
    });
    emulation.setSwitch('state', 'optional');
    expect([...(await decide(url)).searchParams.keys()]).toEqual(['code']);
  });

  test('pkce: exception granted', async () => {
    const { emulation } = await start();
    emulation.setSwitch('pkce', 'exception granted');
    const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined };
    const code = await getCode(emulation, withoutPkce);
    expect((await redeem(emulation, code, { code_verifier: undefined })).status).toBe(200);
    const withPkce = await getCode(emulation);
    expect(await redeem(emulation, withPkce, { code_verifier: undefined })).toEqual(invalidGrant);
  });
});

describe('Pleo token', () => {
  test('answers with the documented members', async () => {
    const { emulation } = await start();
    expect(await redeem(emulation, await getCode(emulation))).toEqual({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^[\w-]{43}$/),
        refresh_token: expect.stringMatching(/^[\w-]{43}$/),
        token_type: 'Bearer',
        expires_in: 3600,
      },
    });
  });

  test('scope-in-response: yes', async () => {
    const { emulation } = await start();
    emulation.setSwitch('scope-in-response', 'yes');
    const first = await redeem(emulation, await getCode(emulation));
    expect(first.body['scope']).toBe('users:read test:test');
    const second = await refresh(emulation, tokensOf(first).refreshToken);
    expect(second.body['scope']).toBe('users:read test:test');
  });

  test('access-token-format: jwt', async () => {
    const { emulation, clock } = await start();
    emulation.setSwitch('access-token-format', 'jwt');
    const { accessToken } = await signIn(emulation);
    expect(decodeJwt(accessToken)).toMatchObject({
      iss: emulation.origin,
      client_id: clientAt(emulation, 0).clientId,
      exp: clock.now() / 1000 + 3600,
    });
    expect(await isActive(emulation, accessToken)).toBe(true);
  });

  test.each([
    ['another verifier', { code_verifier: `${codeVerifier}x` }],
    ['a short verifier', { code_verifier: 'short' }],
    ['another redirect URI', { redirect_uri: loopbackRedirectUri }],
    ['an invented code', { code: 'invented' }],
  ])('refuses %s', async (_name, more) => {
    const { emulation } = await start();
    expect(await redeem(emulation, await getCode(emulation), more)).toEqual(invalidGrant);
  });

  test('takes a code once, and for five minutes', async () => {
    const { emulation, clock } = await start();
    const [first, second] = [await getCode(emulation), await getCode(emulation)];
    clock.passSeconds(299);
    expect((await redeem(emulation, first)).status).toBe(200);
    expect(await redeem(emulation, first)).toEqual(invalidGrant);
    clock.passSeconds(1);
    expect(await redeem(emulation, second)).toEqual(invalidGrant);
  });

  test('code-lifetime: already expired', async () => {
    const { emulation } = await start();
    emulation.setSwitch('code-lifetime', 'already expired');
    expect(await redeem(emulation, await getCode(emulation))).toEqual(invalidGrant);
  });

  test.each([
    [{ grant_type: 'client_credentials' }, 'unsupported_grant_type'],
    [{}, 'invalid_request'],
  ])('answers %j with %s', async (form, error) => {
    const { emulation } = await start();
    const { status, body } = await requestToken(emulation, form);
    expect([status, body['error']]).toEqual([400, error]);
  });

  test('client-authentication', async () => {
    const { emulation } = await start();
    const form = { grant_type: 'refresh_token', refresh_token: 'x', ...credentialsOf(emulation) };
    const url = `${emulation.origin}/oauth/token`;
    expect(await answerOf(postForm(url, form))).toEqual(invalidGrant);
    emulation.setSwitch('client-authentication', 'basic-only');
    const refused = await postForm(url, form);
    expect(refused.headers.get('www-authenticate')).toBe('Basic realm="Pleo emulation"');
    expect(await answerOf(refused)).toEqual(invalidClient);
    expect(await refresh(emulation, 'x')).toEqual(invalidGrant);
  });

  test('refuses a wrong secret', async () => {
    const { emulation } = await start();
    const { client_id } = credentialsOf(emulation);
    const headers = { Authorization: basic(client_id, 'wrong') };
    expect(await requestToken(emulation, {}, headers)).toEqual(invalidClient);
  });

  test('basic-decoding: raw', async () => {
    const { emulation } = await start();
    emulation.setSwitch('basic-decoding', 'raw');
    // The form encoding of the dashes stays on, and the secret is another one.
    expect(await requestToken(emulation, {}, basicOf(emulation))).toEqual(invalidClient);
    const { status } = await requestToken(emulation, {}, basicOf(emulation, rawBasic));
    expect(status).toBe(400);
  });
});

describe('Pleo refresh', () => {
  test('gives new tokens and ends all earlier ones at once', async () => {
    const { emulation } = await start();
    const first = await signIn(emulation);
    const second = tokensOf(await refresh(emulation, first.refreshToken));
    expect(second.refreshToken).not.toBe(first.refreshToken);
    expect(await isActive(emulation, first.accessToken)).toBe(false);
    expect(await isActive(emulation, second.accessToken)).toBe(true);
    expect((await refresh(emulation, second.refreshToken)).status).toBe(200);
  });

  test('ends the refresh tokens of a grant when a dead one comes again', async () => {
    const { emulation } = await start();
    const other = await signIn(emulation);
    const first = await signIn(emulation);
    const second = tokensOf(await refresh(emulation, first.refreshToken));
    expect(await refresh(emulation, first.refreshToken)).toEqual(invalidGrant);
    expect(await refresh(emulation, second.refreshToken)).toEqual(invalidGrant);
    expect(await isActive(emulation, second.accessToken)).toBe(true);
    expect((await refresh(emulation, other.refreshToken)).status).toBe(200);
  });

  test('takes a refresh token for 60 days', async () => {
    const { emulation, clock } = await start();
    const [first, second] = [await signIn(emulation), await signIn(emulation)];
    clock.passSeconds(60 * 24 * 3600 - 1);
    expect((await refresh(emulation, first.refreshToken)).status).toBe(200);
    clock.passSeconds(1);
    expect(await refresh(emulation, second.refreshToken)).toEqual(invalidGrant);
  });

  test('refresh-token-lifetime: already expired', async () => {
    const { emulation } = await start();
    emulation.setSwitch('refresh-token-lifetime', 'already expired');
    const { refreshToken } = await signIn(emulation);
    expect(await refresh(emulation, refreshToken)).toEqual(invalidGrant);
  });

  test('refuses an unknown token', async () => {
    const { emulation } = await start();
    const { accessToken } = await signIn(emulation);
    expect(await refresh(emulation, accessToken)).toEqual(invalidGrant);
  });
});

describe('Pleo introspection', () => {
  test('answers with the documented members', async () => {
    const { emulation, clock } = await start();
    const { accessToken } = await signIn(emulation);
    const url = `${emulation.origin}/oauth/token/introspect`;
    const issuedAt = clock.now() / 1000;
    expect(await answerOf(postForm(url, { token: accessToken }, basicOf(emulation)))).toEqual({
      status: 200,
      body: {
        active: true,
        sub: 'user-mei-tanaka',
        exp: issuedAt + 3600,
        iat: issuedAt,
        client_id: clientAt(emulation, 0).clientId,
        aud: emulation.origin,
        iss: emulation.origin,
        jti: expect.any(String),
        'urn:pleo:params:oauth:subject_urn':
          'urn:pleo:company:00000000-0000-4000-8000-00000000000a',
      },
    });
    clock.passSeconds(3600);
    expect(await isActive(emulation, accessToken)).toBe(false);
  });

  test('takes Basic only', async () => {
    const { emulation } = await start();
    const { accessToken } = await signIn(emulation);
    const form = { token: accessToken, ...credentialsOf(emulation) };
    const url = `${emulation.origin}/oauth/token/introspect`;
    expect(await answerOf(postForm(url, form))).toEqual(invalidClient);
  });

  test('tells the bearer of a token who it is', async () => {
    const { emulation } = await start();
    const { accessToken } = await signIn(emulation);
    const url = `${emulation.origin}/v1/introspect`;
    expect(await answerOf(get(url, { Authorization: `Bearer ${accessToken}` }))).toEqual({
      status: 200,
      body: {
        data: {
          authMethod: 'OAUTH',
          clientId: clientAt(emulation, 0).clientId,
          scope: 'users:read test:test',
          applicationName: 'Northwind Expenses',
          subjectURN: 'urn:pleo:company:00000000-0000-4000-8000-00000000000a',
        },
      },
    });
    expect((await get(url, { Authorization: 'Bearer nothing' })).status).toBe(401);
  });

  test.each([
    '/.well-known/openid-configuration',
    '/.well-known/oauth-authorization-server',
    '/oauth/revoke',
    '/userinfo',
  ])('has no %s', async (path) => {
    const { emulation } = await start();
    expect((await get(`${emulation.origin}${path}`)).status).toBe(404);
  });
});
