import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { startApaleo, type ApaleoEmulation } from '../../../lab/emulations/start-apaleo.ts';
import type { EmulatedClient } from '../../../lab/emulations/shared/emulation.ts';
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

async function start() {
  const clock = createClock();
  const emulation = closeAfterTest(
    await startApaleo({
      port: 0,
      redirectUris: [redirectUri, loopbackRedirectUri],
      now: clock.now,
    }),
  );
  return {
    clock,
    emulation,
    store: clientAt(emulation, 0),
    fine: clientAt(emulation, 1),
    custom: clientAt(emulation, 2),
  };
}

function authorizationUrl(
  { origin }: ApaleoEmulation,
  client: EmulatedClient,
  more: Parameters = {},
) {
  return urlWith(`${origin}/connect/authorize`, {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: 'openid profile offline_access reservations.read',
    state: 'a-state',
    ...more,
  });
}

async function getCode(emulation: ApaleoEmulation, client: EmulatedClient, more?: Parameters) {
  const callback = await decide(authorizationUrl(emulation, client, more));
  return callback.searchParams.get('code') ?? '';
}

function requestToken({ origin }: ApaleoEmulation, client: EmulatedClient, form: Parameters) {
  return answerOf(
    postForm(`${origin}/connect/token`, form, {
      Authorization: basic(client.clientId, secretOf(client)),
    }),
  );
}

function redeem(
  emulation: ApaleoEmulation,
  client: EmulatedClient,
  code: string,
  more?: Parameters,
) {
  return requestToken(emulation, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    ...more,
  });
}

async function signIn(emulation: ApaleoEmulation, client: EmulatedClient, more?: Parameters) {
  const { body } = await redeem(emulation, client, await getCode(emulation, client, more));
  return {
    body,
    accessToken: String(body['access_token']),
    refreshToken: String(body['refresh_token']),
  };
}

function refresh(
  emulation: ApaleoEmulation,
  client: EmulatedClient,
  token: string,
  more?: Parameters,
) {
  return requestToken(emulation, client, {
    grant_type: 'refresh_token',
    refresh_token: token,
    ...more,
  });
}

const invalidGrant = { status: 400, body: { error: 'invalid_grant' } };
const invalidClient = { status: 400, body: { error: 'invalid_client' } };

describe('startApaleo', () => {
  test('has a store app of each type of access and a custom app', async () => {
    const { emulation } = await start();
    expect(
      emulation.clients.map(({ kind, accessType, redirectUris }) => [
        kind,
        accessType,
        redirectUris.length,
      ]),
    ).toEqual([
      ['apaleo-store-app', 'scope', 2],
      ['apaleo-store-app', 'fine-grained', 2],
      ['apaleo-custom-app', 'scope', 0],
    ]);
  });

  test('describes itself, with keys for its signatures', async () => {
    const { emulation } = await start();
    const { origin } = emulation;
    const { status, body } = await answerOf(get(`${origin}/.well-known/openid-configuration`));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      issuer: origin,
      authorization_endpoint: `${origin}/connect/authorize`,
      token_endpoint: `${origin}/connect/token`,
      introspection_endpoint: `${origin}/connect/introspect`,
      revocation_endpoint: `${origin}/connect/revocation`,
      end_session_endpoint: `${origin}/connect/endsession`,
      userinfo_endpoint: `${origin}/connect/userinfo`,
      code_challenge_methods_supported: ['S256'],
    });
    const keys = await answerOf(get(String(body['jwks_uri'])));
    expect(keys.body).toMatchObject({ keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig' }] });
    expect(JSON.stringify(keys.body)).not.toContain('"d"');
  });
});

describe('apaleo authorize', () => {
  test('shows client and scopes in words, and returns a code of 64 hexadecimal characters', async () => {
    const { emulation, store } = await start();
    const page = await (await get(authorizationUrl(emulation, store))).text();
    expect(page).toContain('Aurora Guest Messaging wants to connect to your apaleo account');
    expect(page).toContain('Read reservations');
    const callback = await decide(authorizationUrl(emulation, store));
    expect(callback.origin + callback.pathname).toBe(redirectUri);
    expect(Object.fromEntries(callback.searchParams)).toEqual({
      code: expect.stringMatching(/^[0-9a-f]{64}$/),
      state: 'a-state',
    });
  });

  test('works without state', async () => {
    const { emulation, store } = await start();
    const callback = await decide(authorizationUrl(emulation, store, { state: undefined }));
    expect([...callback.searchParams.keys()]).toEqual(['code']);
  });

  test('returns access_denied when the user denies', async () => {
    const { emulation, store } = await start();
    const callback = await decide(authorizationUrl(emulation, store), { decision: 'deny' });
    expect(Object.fromEntries(callback.searchParams)).toEqual({
      error: 'access_denied',
      state: 'a-state',
    });
  });

  test.each([
    ['a redirect URI with another end', { redirect_uri: `${redirectUri}/` }],
    ['no redirect URI', { redirect_uri: undefined }],
    ['an unknown client', { client_id: 'NOBODY' }],
    ['a custom app', { client_id: 'LAB-AC-CUSTOM' }],
  ])('shows an error page for %s', async (_name, more) => {
    const { emulation, store } = await start();
    const response = await get(authorizationUrl(emulation, store, more));
    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
    const page = await response.text();
    expect(page).toContain('Something went wrong');
    expect(page).toContain('Sorry! We could not process your request.');
    expect(page).toContain('unauthorized_client');
    expect(page).toMatch(/Request Id: [0-9A-Z]{13}:[0-9A-F]{8}/);
  });

  test.each([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ response_type: undefined }, 'invalid_request'],
    [{ scope: undefined }, 'invalid_request'],
    [{ scope: 'openid rockets.launch' }, 'invalid_scope'],
    [{ code_challenge: codeChallenge, code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: codeChallenge }, 'invalid_request'],
  ])('answers %j with %s', async (more, error) => {
    const { emulation, store } = await start();
    expect(await refusalOf(authorizationUrl(emulation, store, more))).toEqual({
      error,
      state: 'a-state',
    });
  });

  test('sees only the first of two scope parameters', async () => {
    const { emulation, store } = await start();
    const url = `${authorizationUrl(emulation, store, { scope: 'reports.read' })}&scope=logs.read`;
    const page = await (await get(url)).text();
    expect(page).toContain('Retrieve report data');
    expect(page).not.toContain('Read logs');
  });

  test('loopback-http-redirects: refused', async () => {
    const { emulation, store } = await start();
    const url = authorizationUrl(emulation, store, { redirect_uri: loopbackRedirectUri });
    expect((await get(url)).status).toBe(200);
    emulation.setSwitch('loopback-http-redirects', 'refused');
    expect((await get(url)).status).toBe(400);
    expect((await get(authorizationUrl(emulation, store))).status).toBe(200);
  });
});

describe('apaleo token: authorization code', () => {
  test('answers with JWTs, a refresh token and the granted scopes', async () => {
    const { emulation, store, clock } = await start();
    const { status, body } = await redeem(
      emulation,
      store,
      await getCode(emulation, store, { nonce: 'a-nonce' }),
    );
    expect({ status, body }).toEqual({
      status: 200,
      body: {
        access_token: expect.any(String),
        id_token: expect.any(String),
        refresh_token: expect.stringMatching(/^[\w-]{43}$/),
        expires_in: 3600,
        token_type: 'Bearer',
        scope: 'openid profile offline_access reservations.read',
      },
    });
    const keys = createRemoteJWKSet(
      new URL(`${emulation.origin}/.well-known/openid-configuration/jwks`),
    );
    const { payload } = await jwtVerify(String(body['id_token']), keys, {
      issuer: emulation.origin,
      audience: store.clientId,
      currentDate: new Date(clock.now()),
    });
    expect(payload).toMatchObject({
      sub: 'user-ada-lindqvist',
      name: 'Ada Lindqvist',
      preferred_username: 'ada.lindqvist@harbour-fern.example',
      account_code: 'FERN',
      nonce: 'a-nonce',
    });
    await jwtVerify(String(body['access_token']), keys, {
      issuer: emulation.origin,
      currentDate: new Date(clock.now()),
    });
    expect(decodeProtectedHeader(String(body['access_token'])).typ).toBe('at+jwt');
  });

  test('answers only with the access token when no more is asked for', async () => {
    const { emulation, store } = await start();
    emulation.setSwitch('scope-in-response', 'no');
    const { body } = await signIn(emulation, store, { scope: 'reservations.read' });
    expect(body).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      expires_in: 3600,
      token_type: 'Bearer',
    });
  });

  test('gives a fine-grained client identity:permissions in place of API scopes', async () => {
    const { emulation, fine } = await start();
    const { body } = await signIn(emulation, fine);
    expect(body['scope']).toBe('identity:permissions openid profile offline_access');
    expect(decodeJwt(String(body['access_token']))['scope']).toBe(body['scope']);
  });

  test('connects the account of the chosen person', async () => {
    const { emulation, store } = await start();
    const callback = await decide(authorizationUrl(emulation, store), {
      person: 'user-tomas-rivera',
    });
    const { body } = await redeem(emulation, store, callback.searchParams.get('code') ?? '');
    expect(decodeJwt(String(body['id_token']))['account_code']).toBe('TIDE');
  });

  test('takes a code once', async () => {
    const { emulation, store } = await start();
    const code = await getCode(emulation, store);
    expect((await redeem(emulation, store, code)).status).toBe(200);
    expect(await redeem(emulation, store, code)).toEqual(invalidGrant);
  });

  test('takes a code for five minutes', async () => {
    const { emulation, store, clock } = await start();
    const [first, second] = [await getCode(emulation, store), await getCode(emulation, store)];
    clock.passSeconds(299);
    expect((await redeem(emulation, store, first)).status).toBe(200);
    clock.passSeconds(1);
    expect(await redeem(emulation, store, second)).toEqual(invalidGrant);
  });

  test('code-lifetime: already expired', async () => {
    const { emulation, store } = await start();
    emulation.setSwitch('code-lifetime', 'already expired');
    expect(await redeem(emulation, store, await getCode(emulation, store))).toEqual(invalidGrant);
  });

  test.each([
    ['another redirect URI', { redirect_uri: loopbackRedirectUri }],
    ['no redirect URI', { redirect_uri: undefined }],
    ['an invented code', { code: 'f'.repeat(64) }],
  ])('answers %s with a bare invalid_grant', async (_name, more) => {
    const { emulation, store } = await start();
    const code = await getCode(emulation, store);
    expect(await redeem(emulation, store, code, more)).toEqual(invalidGrant);
  });

  test.each(['fine', 'custom'] as const)('refuses a code with the %s client', async (other) => {
    const { emulation, store, [other]: client } = await start();
    const code = await getCode(emulation, store);
    expect(await redeem(emulation, client, code)).toEqual(invalidGrant);
  });

  test.each([
    [codeVerifier, 200],
    [`${codeVerifier}x`, 400],
    [undefined, 400],
  ])('checks the code verifier %s', async (verifier, status) => {
    const { emulation, store } = await start();
    const code = await getCode(emulation, store, {
      code_challenge: codeChallenge,
      code_challenge_method: 'S256',
    });
    const answer = await redeem(emulation, store, code, { code_verifier: verifier });
    expect(answer.status).toBe(status);
  });
});

describe('apaleo token: refresh', () => {
  test('gives no refresh token without offline_access', async () => {
    const { emulation, store } = await start();
    const { body } = await signIn(emulation, store, { scope: 'openid' });
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('refresh-rotation: same', async () => {
    const { emulation, store } = await start();
    const { refreshToken, accessToken } = await signIn(emulation, store);
    for (let use = 0; use < 2; use += 1) {
      const { status, body } = await refresh(emulation, store, refreshToken);
      expect(status).toBe(200);
      expect(body['refresh_token']).toBe(refreshToken);
      expect(body['access_token']).not.toBe(accessToken);
      expect(body).not.toHaveProperty('id_token');
    }
  });

  test('refresh-rotation: new value', async () => {
    const { emulation, store } = await start();
    emulation.setSwitch('refresh-rotation', 'new value');
    const { refreshToken } = await signIn(emulation, store);
    const { body } = await refresh(emulation, store, refreshToken);
    expect(body['refresh_token']).not.toBe(refreshToken);
    expect(await refresh(emulation, store, refreshToken)).toEqual(invalidGrant);
    expect((await refresh(emulation, store, String(body['refresh_token']))).status).toBe(200);
  });

  test('refuses an access token, and the refresh token of another client', async () => {
    const { emulation, store, fine } = await start();
    const { refreshToken, accessToken } = await signIn(emulation, store);
    expect(await refresh(emulation, store, accessToken)).toEqual(invalidGrant);
    expect(await refresh(emulation, fine, refreshToken)).toEqual(invalidGrant);
  });

  test('gives fewer scopes, never more', async () => {
    const { emulation, store } = await start();
    const { refreshToken } = await signIn(emulation, store);
    const fewer = await refresh(emulation, store, refreshToken, { scope: 'reservations.read' });
    expect(fewer.body['scope']).toBe('reservations.read');
    expect(await refresh(emulation, store, refreshToken, { scope: 'logs.read' })).toEqual({
      status: 400,
      body: { error: 'invalid_scope' },
    });
  });

  test('scopes-added-since-sign-in: yes', async () => {
    const { emulation, store } = await start();
    const { refreshToken } = await signIn(emulation, store);
    emulation.setSwitch('scopes-added-since-sign-in', 'yes');
    expect(await refresh(emulation, store, refreshToken)).toEqual({
      status: 400,
      body: { error: 'invalid_request' },
    });
  });
});

describe('apaleo token: client credentials', () => {
  test('needs nothing but the grant type', async () => {
    const { emulation, custom } = await start();
    const { status, body } = await requestToken(emulation, custom, {
      grant_type: 'client_credentials',
    });
    expect(status).toBe(200);
    expect(body).toEqual({
      access_token: expect.stringMatching(/^eyJ/),
      expires_in: 3600,
      token_type: 'Bearer',
      scope: custom.scopes.join(' '),
    });
  });

  test.each([
    ['reports.read', 200],
    ['reservations.manage', 400],
  ])('answers the scope %s with %i', async (scope, status) => {
    const { emulation, custom } = await start();
    const answer = await requestToken(emulation, custom, {
      grant_type: 'client_credentials',
      scope,
    });
    expect(answer.status).toBe(status);
  });

  test('refuses a store app with invalid_scope', async () => {
    const { emulation, store } = await start();
    expect(await requestToken(emulation, store, { grant_type: 'client_credentials' })).toEqual({
      status: 400,
      body: { error: 'invalid_scope' },
    });
  });
});

describe('apaleo token: client authentication', () => {
  const grant = { grant_type: 'client_credentials' };

  test('takes credentials in the form', async () => {
    const { emulation, custom } = await start();
    const form = { ...grant, client_id: custom.clientId, client_secret: secretOf(custom) };
    expect((await postForm(`${emulation.origin}/connect/token`, form)).status).toBe(200);
  });

  test('takes no credentials from the query', async () => {
    const { emulation, custom } = await start();
    const credentials = { client_id: custom.clientId, client_secret: secretOf(custom) };
    const url = urlWith(`${emulation.origin}/connect/token`, credentials);
    expect(await answerOf(postForm(url, grant))).toEqual(invalidClient);
  });

  test.each([
    ['a wrong secret', basic('LAB-AC-CUSTOM', 'wrong')],
    ['an unknown client', basic('NOBODY', 'wrong')],
    ['a header without a colon', `Basic ${btoa('LAB-AC-CUSTOM')}`],
    ['a broken encoding', rawBasic('LAB-AC-CUSTOM', '%zz')],
  ])('refuses %s', async (_name, authorization) => {
    const { emulation } = await start();
    const url = `${emulation.origin}/connect/token`;
    expect(await answerOf(postForm(url, grant, { Authorization: authorization }))).toEqual(
      invalidClient,
    );
  });

  test.each([
    ['form-decoded', basic, 400, 'invalid_scope'],
    ['form-decoded', rawBasic, 400, 'invalid_client'],
    ['raw', basic, 400, 'invalid_client'],
    ['raw', rawBasic, 400, 'invalid_scope'],
  ])('basic-decoding: %s', async (value, encode, status, error) => {
    // A store app with the right secret gets as far as invalid_scope.
    const { emulation, fine } = await start();
    emulation.setSwitch('basic-decoding', value);
    const headers = { Authorization: encode(fine.clientId, secretOf(fine)) };
    expect(await answerOf(postForm(`${emulation.origin}/connect/token`, grant, headers))).toEqual({
      status,
      body: { error },
    });
  });

  test.each([
    [{ grant_type: 'password' }, 'unsupported_grant_type'],
    [{}, 'invalid_request'],
  ])('answers %j with %s', async (form, error) => {
    const { emulation, custom } = await start();
    expect(await requestToken(emulation, custom, form)).toEqual({ status: 400, body: { error } });
  });

  test('takes forms only', async () => {
    const { emulation, custom } = await start();
    const response = await fetch(`${emulation.origin}/connect/token`, {
      method: 'POST',
      body: JSON.stringify(grant),
      headers: {
        'Content-Type': 'application/json',
        Authorization: basic(custom.clientId, secretOf(custom)),
      },
    });
    expect(await answerOf(response)).toEqual({ status: 400, body: { error: 'invalid_request' } });
  });
});

describe('apaleo secrets', () => {
  const works = async ({ origin }: ApaleoEmulation, clientId: string, secret: string) => {
    const headers = { Authorization: basic(clientId, secret) };
    const form = { grant_type: 'client_credentials' };
    return (await postForm(`${origin}/connect/token`, form, headers)).status === 200;
  };

  test('an added secret works beside the old one, a removed one no longer', async () => {
    const { emulation, custom } = await start();
    const { clientId } = custom;
    const old = secretOf(custom);
    const added = emulation.addSecret(clientId, 'Rotation');
    expect(added.length).toBeGreaterThanOrEqual(16);
    expect(clientAt(emulation, 2).secrets).toEqual([
      { description: 'First secret', value: old },
      { description: 'Rotation', value: added },
    ]);
    expect([
      await works(emulation, clientId, old),
      await works(emulation, clientId, added),
    ]).toEqual([true, true]);
    emulation.removeSecret(clientId, 'First secret');
    expect([
      await works(emulation, clientId, old),
      await works(emulation, clientId, added),
    ]).toEqual([false, true]);
  });

  test('says what it cannot do', async () => {
    const { emulation, custom } = await start();
    const { clientId } = custom;
    expect(() => emulation.addSecret('NOBODY', 'x')).toThrow('There is no client "NOBODY".');
    expect(() => emulation.addSecret(clientId, ' ')).toThrow('A secret needs a description.');
    expect(() => emulation.addSecret(clientId, 'First secret')).toThrow(
      'LAB-AC-CUSTOM already has a secret "First secret".',
    );
    expect(() => emulation.removeSecret(clientId, 'x')).toThrow('LAB-AC-CUSTOM has no secret "x".');
  });
});

describe('apaleo introspection, revocation and userinfo', () => {
  function ask(emulation: ApaleoEmulation, client: EmulatedClient, path: string, token: string) {
    const headers = { Authorization: basic(client.clientId, secretOf(client)) };
    return postForm(`${emulation.origin}/connect/${path}`, { token }, headers);
  }

  const isActive = async (emulation: ApaleoEmulation, client: EmulatedClient, token: string) =>
    (await answerOf(ask(emulation, client, 'introspect', token))).body['active'];

  test('introspects the access tokens of the client that asks', async () => {
    const { emulation, store, fine, clock } = await start();
    const { accessToken, refreshToken } = await signIn(emulation, store);
    const issuedAt = clock.now() / 1000;
    expect(await answerOf(ask(emulation, store, 'introspect', accessToken))).toEqual({
      status: 200,
      body: {
        active: true,
        iss: emulation.origin,
        sub: 'user-ada-lindqvist',
        client_id: store.clientId,
        scope: 'openid profile offline_access reservations.read',
        iat: issuedAt,
        exp: issuedAt + 3600,
        token_type: 'Bearer',
      },
    });
    expect(await isActive(emulation, fine, accessToken)).toBe(false);
    expect(await isActive(emulation, store, refreshToken)).toBe(false);
    clock.passSeconds(3600);
    expect(await isActive(emulation, store, accessToken)).toBe(false);
  });

  test('demands the credentials of a client', async () => {
    const { emulation } = await start();
    for (const path of ['introspect', 'revocation']) {
      const response = postForm(`${emulation.origin}/connect/${path}`, { token: 'x' });
      expect(await answerOf(response)).toEqual(invalidClient);
    }
  });

  test('revokes each token for itself', async () => {
    const { emulation, store, fine } = await start();
    const { accessToken, refreshToken } = await signIn(emulation, store);
    await ask(emulation, fine, 'revocation', accessToken);
    await ask(emulation, fine, 'revocation', refreshToken);
    expect((await refresh(emulation, store, refreshToken)).status).toBe(200);
    const revocation = await ask(emulation, store, 'revocation', refreshToken);
    expect([revocation.status, await revocation.text()]).toEqual([200, '']);
    expect(await refresh(emulation, store, refreshToken)).toEqual(invalidGrant);
    expect(await isActive(emulation, store, accessToken)).toBe(true);
    await ask(emulation, store, 'revocation', accessToken);
    expect(await isActive(emulation, store, accessToken)).toBe(false);
    expect((await ask(emulation, store, 'revocation', 'unknown')).status).toBe(200);
  });

  test('does not revoke the token of a custom app', async () => {
    const { emulation, custom } = await start();
    const { body } = await requestToken(emulation, custom, { grant_type: 'client_credentials' });
    const accessToken = String(body['access_token']);
    expect((await ask(emulation, custom, 'revocation', accessToken)).status).toBe(200);
    expect(await isActive(emulation, custom, accessToken)).toBe(true);
  });

  test('tells about the user', async () => {
    const { emulation, store } = await start();
    const { accessToken } = await signIn(emulation, store);
    const url = `${emulation.origin}/connect/userinfo`;
    expect(await answerOf(get(url, { Authorization: `Bearer ${accessToken}` }))).toEqual({
      status: 200,
      body: {
        sub: 'user-ada-lindqvist',
        name: 'Ada Lindqvist',
        preferred_username: 'ada.lindqvist@harbour-fern.example',
        account_code: 'FERN',
      },
    });
    const withoutProfile = await signIn(emulation, store, { scope: 'openid' });
    const { body } = await answerOf(
      get(url, { Authorization: `Bearer ${withoutProfile.accessToken}` }),
    );
    expect(body).toEqual({ sub: 'user-ada-lindqvist', account_code: 'FERN' });
  });

  test('tells nothing without a token for it', async () => {
    const { emulation, store } = await start();
    const url = `${emulation.origin}/connect/userinfo`;
    const unknown = await get(url, { Authorization: 'Bearer nothing' });
    expect(unknown.status).toBe(401);
    expect(unknown.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    const { accessToken } = await signIn(emulation, store, { scope: 'reports.read' });
    expect((await get(url, { Authorization: `Bearer ${accessToken}` })).status).toBe(403);
  });

  test('ends a session at a registered redirect URI or on a page', async () => {
    const { emulation } = await start();
    const url = `${emulation.origin}/connect/endsession`;
    const known = await get(urlWith(url, { post_logout_redirect_uri: redirectUri, state: 's' }));
    expect(known.headers.get('location')).toBe(`${redirectUri}?state=s`);
    const other = await get(urlWith(url, { post_logout_redirect_uri: 'https://other.example/' }));
    expect(other.status).toBe(200);
    expect(await other.text()).toContain('You are signed out');
  });
});
