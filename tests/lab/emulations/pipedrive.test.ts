import { describe, expect, onTestFinished, test } from 'vitest';
import type { Emulation } from '../../../lab/emulations/shared/emulation.ts';
import { startPipedrive } from '../../../lab/emulations/start-pipedrive.ts';
import { startAppServer } from '../../e2e/support/app-server.ts';
import {
  answerOf,
  basic,
  clientAt,
  closeAfterTest,
  createClock,
  decide,
  get,
  loopbackRedirectUri,
  postForm,
  rawBasic,
  redirectUri,
  secretOf,
  urlWith,
} from './emulation-client.ts';

type Parameters = Record<string, string | undefined>;

async function start() {
  const clock = createClock();
  const emulation = closeAfterTest(
    await startPipedrive({ port: 0, redirectUri, more: [loopbackRedirectUri], now: clock.now }),
  );
  return { clock, emulation };
}

function authorizationUrl(emulation: Emulation, more: Parameters = {}) {
  return urlWith(`${emulation.origin}/oauth/authorize`, {
    client_id: clientAt(emulation, 0).clientId,
    redirect_uri: redirectUri,
    ...more,
  });
}

async function getCode(emulation: Emulation, person?: string) {
  const callback = await decide(
    authorizationUrl(emulation),
    person === undefined ? {} : { person },
  );
  return callback.searchParams.get('code') ?? '';
}

function basicOf(emulation: Emulation, index = 0, encode = basic) {
  const client = clientAt(emulation, index);
  return { Authorization: encode(client.clientId, secretOf(client)) };
}

function requestToken(emulation: Emulation, form: Parameters, headers = basicOf(emulation)) {
  return answerOf(postForm(`${emulation.origin}/oauth/token`, form, headers));
}

function redeem(emulation: Emulation, code: string, more?: Parameters) {
  return requestToken(emulation, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    ...more,
  });
}

function refresh(emulation: Emulation, token: string, headers = basicOf(emulation)) {
  const form = { grant_type: 'refresh_token', refresh_token: token };
  return requestToken(emulation, form, headers);
}

async function install(emulation: Emulation, person?: string) {
  const { body } = await redeem(emulation, await getCode(emulation, person));
  return {
    accessToken: String(body['access_token']),
    refreshToken: String(body['refresh_token']),
  };
}

function currentUser(emulation: Emulation, token: string) {
  return get(`${emulation.origin}/v1/users/me`, { Authorization: `Bearer ${token}` });
}

function refusal(error: string, message: string, status = 400) {
  return { status, body: { success: false, message, error } };
}

const badCode = refusal('invalid_grant', 'Invalid grant: authorization_code is invalid');
const badRefreshToken = refusal('invalid_grant', 'Invalid grant: refresh_token is invalid');
const badClient = refusal('invalid_client', 'Invalid client: client is invalid');
const noCredentials = refusal(
  'invalid_client',
  'Invalid client: cannot retrieve client credentials',
);

describe('Pipedrive authorize', () => {
  test('returns to the one callback URL of an app whose own server is there', async () => {
    const app = await startAppServer();
    onTestFinished(() => app.close());
    const emulation = closeAfterTest(
      await startPipedrive({ port: 0, redirectUri: app.redirectUri }),
    );
    const [client, ...others] = emulation.clients;
    expect(client?.redirectUris).toEqual([app.redirectUri]);
    expect(others).toEqual([]);

    app.connectTo(`${emulation.origin}/oauth/authorize`, { client_id: client?.clientId ?? '' });
    const signIn = await get(`${app.origin}/sign-in`);
    const callback = await decide(signIn.headers.get('location') ?? '');
    expect(callback.href.startsWith(`${app.redirectUri}?code=`)).toBe(true);
    expect(await (await get(callback.href)).text()).toContain('Signed in at the app');

    const code = callback.searchParams.get('code') ?? '';
    const { status } = await redeem(emulation, code, { redirect_uri: app.redirectUri });
    expect(status).toBe(200);
  });

  test('has one callback URL per app', async () => {
    const { emulation } = await start();
    expect(emulation.clients.map(({ redirectUris }) => redirectUris)).toEqual([
      [redirectUri],
      [loopbackRedirectUri],
    ]);
  });

  test('needs client_id and redirect_uri only, and shows the scopes of the app', async () => {
    const { emulation } = await start();
    const page = await (await get(authorizationUrl(emulation))).text();
    expect(page).toContain('Allow Kestrel Lead Capture to use your company&#39;s data');
    expect(page).toContain('Create, read, update and delete persons and organizations');
    expect(page).toContain('Tide Hotels');
    const callback = await decide(authorizationUrl(emulation));
    expect([...callback.searchParams.keys()]).toEqual(['code']);
  });

  test('returns state, and ignores everything else', async () => {
    const { emulation } = await start();
    const callback = await decide(
      authorizationUrl(emulation, {
        state: 'a-state',
        scope: 'rockets:launch',
        response_type: 'token',
        code_challenge: 'x',
      }),
    );
    expect(callback.searchParams.get('state')).toBe('a-state');
    const { status, body } = await redeem(emulation, callback.searchParams.get('code') ?? '');
    expect([status, body['scope']]).toEqual([
      200,
      'deals:read,contacts:full,activities:read,users:read,base',
    ]);
  });

  test.each(['user_denied', 'access_denied'])('denied-value: %s', async (value) => {
    const { emulation } = await start();
    emulation.setSwitch('denied-value', value);
    const url = authorizationUrl(emulation, { state: 'a-state' });
    const callback = await decide(url, { decision: 'deny' });
    expect(Object.fromEntries(callback.searchParams)).toEqual({ error: value, state: 'a-state' });
  });

  test('denies with user_denied unless told otherwise', async () => {
    const { emulation } = await start();
    expect(emulation.switches['denied-value']?.value).toBe('user_denied');
  });

  test.each([
    ['an unknown client', { client_id: 'nobody' }],
    ['no redirect URI', { redirect_uri: undefined }],
    ['the callback URL of another app', { redirect_uri: loopbackRedirectUri }],
  ])('shows an error page for %s', async (_name, more) => {
    const { emulation } = await start();
    const response = await get(authorizationUrl(emulation, more));
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This app cannot be installed');
  });
});

describe('Pipedrive token', () => {
  test.each(['/oauth/token', '/oauth/token/'])('answers at %s', async (path) => {
    const { emulation } = await start();
    const form = {
      grant_type: 'authorization_code',
      code: await getCode(emulation),
      redirect_uri: redirectUri,
    };
    expect(
      await answerOf(postForm(`${emulation.origin}${path}`, form, basicOf(emulation))),
    ).toEqual({
      status: 200,
      body: {
        access_token: expect.stringMatching(/^v1u:[\w+/=]+:[\w+/=]+$/),
        token_type: 'Bearer',
        expires_in: 3599,
        refresh_token: expect.stringMatching(/^1:1:[\da-f]{40}$/),
        scope: 'deals:read,contacts:full,activities:read,users:read,base',
        api_domain: emulation.origin,
      },
    });
  });

  test('takes a code once', async () => {
    const { emulation } = await start();
    const code = await getCode(emulation);
    expect((await redeem(emulation, code)).status).toBe(200);
    expect(await redeem(emulation, code)).toEqual(badCode);
  });

  test('takes a code for five minutes', async () => {
    const { emulation, clock } = await start();
    const [first, second] = [await getCode(emulation), await getCode(emulation)];
    clock.passSeconds(299);
    expect((await redeem(emulation, first)).status).toBe(200);
    clock.passSeconds(1);
    expect(await redeem(emulation, second)).toEqual(
      refusal('invalid_grant', 'Invalid grant: authorization_code has expired'),
    );
  });

  test('code-lifetime: already expired', async () => {
    const { emulation } = await start();
    emulation.setSwitch('code-lifetime', 'already expired');
    expect(await redeem(emulation, await getCode(emulation))).toEqual(
      refusal('invalid_grant', 'Invalid grant: authorization_code has expired'),
    );
  });

  test('refuses the code of another app', async () => {
    const { emulation } = await start();
    const form = {
      grant_type: 'authorization_code',
      code: await getCode(emulation),
      redirect_uri: redirectUri,
    };
    expect(await requestToken(emulation, form, basicOf(emulation, 1))).toEqual(badCode);
  });

  test.each([
    [{}, 'invalid_request', 'Missing parameter: grant_type'],
    [
      { grant_type: 'client_credentials' },
      'unsupported_grant_type',
      'Unsupported grant type: grant_type is invalid',
    ],
    [{ grant_type: 'exchange_api_token' }, 'invalid_grant', 'Invalid grant: api_token is invalid'],
    [
      { grant_type: 'authorization_code', code: 'x' },
      'invalid_request',
      'Invalid request: redirect_uri is not a valid URI',
    ],
    [
      { grant_type: 'authorization_code', code: 'x', redirect_uri: 'nowhere' },
      'invalid_request',
      'Invalid request: redirect_uri is not a valid URI',
    ],
    [
      { grant_type: 'authorization_code', code: 'x', redirect_uri: redirectUri },
      'invalid_grant',
      'Invalid grant: authorization_code is invalid',
    ],
    [
      { grant_type: 'refresh_token', refresh_token: 'x' },
      'invalid_grant',
      'Invalid grant: refresh_token is invalid',
    ],
  ])('answers %j with %s: %s', async (form: Parameters, error, message) => {
    const { emulation } = await start();
    expect(await requestToken(emulation, form)).toEqual(refusal(error, message));
  });

  test('refuses another redirect URI', async () => {
    const { emulation } = await start();
    const code = await getCode(emulation);
    expect(await redeem(emulation, code, { redirect_uri: loopbackRedirectUri })).toEqual(
      refusal('invalid_request', 'Invalid request: redirect_uri is invalid'),
    );
  });

  test('takes forms only', async () => {
    const { emulation } = await start();
    const response = await fetch(`${emulation.origin}/oauth/token`, {
      method: 'POST',
      body: '{}',
      headers: { 'Content-Type': 'application/json', ...basicOf(emulation) },
    });
    expect(await answerOf(response)).toEqual(
      refusal(
        'invalid_request',
        'Invalid request: content must be application/x-www-form-urlencoded',
      ),
    );
  });
});

describe('Pipedrive client authentication', () => {
  const form = { grant_type: 'refresh_token', refresh_token: 'x' };

  function inForm(emulation: Emulation, secret = secretOf(clientAt(emulation, 0))) {
    return { ...form, client_id: clientAt(emulation, 0).clientId, client_secret: secret };
  }

  test('says whether credentials are missing or wrong', async () => {
    const { emulation } = await start();
    expect(await requestToken(emulation, form, { Authorization: '' })).toEqual(noCredentials);
    const wrong = { Authorization: basic(clientAt(emulation, 0).clientId, 'wrong') };
    expect(await requestToken(emulation, form, wrong)).toEqual(badClient);
    const unreadable = { Authorization: `Basic ${btoa('no colon')}` };
    expect(await requestToken(emulation, form, unreadable)).toEqual(noCredentials);
  });

  test('client-authentication', async () => {
    const { emulation } = await start();
    const url = `${emulation.origin}/oauth/token`;
    expect(await answerOf(postForm(url, inForm(emulation)))).toEqual(badRefreshToken);
    emulation.setSwitch('client-authentication', 'basic-only');
    expect(await answerOf(postForm(url, inForm(emulation)))).toEqual(noCredentials);
    expect(await requestToken(emulation, form)).toEqual(badRefreshToken);
  });

  test('client-authentication-failure: 401', async () => {
    const { emulation } = await start();
    emulation.setSwitch('client-authentication-failure', '401');
    const url = `${emulation.origin}/oauth/token`;
    const headers = { Authorization: basic(clientAt(emulation, 0).clientId, 'wrong') };
    const response = await postForm(url, form, headers);
    expect(response.headers.get('www-authenticate')).toBe('Basic realm="Service"');
    expect(await answerOf(response)).toEqual({ ...badClient, status: 401 });
    // In a form they get 400 all the same.
    expect(await answerOf(postForm(url, inForm(emulation, 'wrong')))).toEqual(badClient);
  });

  test('basic-decoding', async () => {
    const { emulation } = await start();
    expect(await requestToken(emulation, form, basicOf(emulation))).toEqual(badRefreshToken);
    emulation.setSwitch('basic-decoding', 'raw');
    expect(await requestToken(emulation, form, basicOf(emulation))).toEqual(badClient);
    const raw = basicOf(emulation, 0, rawBasic);
    expect(await requestToken(emulation, form, raw)).toEqual(badRefreshToken);
  });

  test('a refreshed secret ends the old one at once and leaves tokens alone', async () => {
    const { emulation } = await start();
    const { accessToken, refreshToken } = await install(emulation);
    const oldBasic = basicOf(emulation);
    const { clientId } = clientAt(emulation, 0);
    const secret = emulation.refreshSecret(clientId);
    expect(clientAt(emulation, 0)).toMatchObject({
      clientId,
      secrets: [{ description: 'Client secret', value: secret }],
    });
    expect(await refresh(emulation, refreshToken, oldBasic)).toEqual(badClient);
    expect((await refresh(emulation, refreshToken)).status).toBe(200);
    expect((await currentUser(emulation, accessToken)).status).toBe(200);
    expect(emulation.refreshSecret(clientId)).not.toBe(secret);
    expect(() => emulation.refreshSecret('nobody')).toThrow('There is no client "nobody".');
  });
});

describe('Pipedrive refresh', () => {
  test('refresh-rotation: kept', async () => {
    const { emulation } = await start();
    const { accessToken, refreshToken } = await install(emulation);
    const { status, body } = await refresh(emulation, refreshToken);
    expect([status, body['refresh_token']]).toEqual([200, refreshToken]);
    expect(body['access_token']).not.toBe(accessToken);
    expect((await currentUser(emulation, String(body['access_token']))).status).toBe(200);
  });

  test('refresh-rotation: rotates', async () => {
    const { emulation } = await start();
    emulation.setSwitch('refresh-rotation', 'rotates');
    const { refreshToken } = await install(emulation);
    const { body } = await refresh(emulation, refreshToken);
    expect(body['refresh_token']).not.toBe(refreshToken);
    expect(await refresh(emulation, refreshToken)).toEqual(badRefreshToken);
    expect((await refresh(emulation, String(body['refresh_token']))).status).toBe(200);
  });

  test('each use gives a refresh token another 60 days', async () => {
    const { emulation, clock } = await start();
    const { refreshToken } = await install(emulation);
    const sixtyDays = 60 * 24 * 3600;
    for (let use = 0; use < 2; use += 1) {
      clock.passSeconds(sixtyDays - 1);
      expect((await refresh(emulation, refreshToken)).status).toBe(200);
    }
    clock.passSeconds(sixtyDays);
    expect(await refresh(emulation, refreshToken)).toEqual(badRefreshToken);
  });

  test('refuses an access token and the token of another app', async () => {
    const { emulation } = await start();
    const { accessToken, refreshToken } = await install(emulation);
    expect(await refresh(emulation, accessToken)).toEqual(badRefreshToken);
    expect(await refresh(emulation, refreshToken, basicOf(emulation, 1))).toEqual(badRefreshToken);
  });
});

describe('Pipedrive revocation', () => {
  function revoke(emulation: Emulation, token: string, headers = basicOf(emulation)) {
    return postForm(`${emulation.origin}/oauth/revoke`, { token }, headers);
  }

  test('an access token goes alone', async () => {
    const { emulation } = await start();
    const { accessToken, refreshToken } = await install(emulation);
    const response = await revoke(emulation, accessToken);
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect((await currentUser(emulation, accessToken)).status).toBe(401);
    expect((await refresh(emulation, refreshToken)).status).toBe(200);
  });

  test('a refresh token takes all tokens of the user with it, and of nobody else', async () => {
    const { emulation } = await start();
    const [first, second] = [await install(emulation), await install(emulation)];
    const other = await install(emulation, 'user-daniel-moreau');
    await revoke(emulation, first.refreshToken);
    for (const { accessToken, refreshToken } of [first, second]) {
      expect((await currentUser(emulation, accessToken)).status).toBe(401);
      expect(await refresh(emulation, refreshToken)).toEqual(badRefreshToken);
    }
    expect((await currentUser(emulation, other.accessToken)).status).toBe(200);
  });

  test('needs the credentials of the app, and leaves the tokens of others alone', async () => {
    const { emulation } = await start();
    const { accessToken } = await install(emulation);
    const noHeader = await answerOf(revoke(emulation, accessToken, { Authorization: '' }));
    expect(noHeader).toEqual(noCredentials);
    expect((await revoke(emulation, accessToken, basicOf(emulation, 1))).status).toBe(200);
    expect((await revoke(emulation, 'unknown')).status).toBe(200);
    expect((await currentUser(emulation, accessToken)).status).toBe(200);
  });
});

describe('Pipedrive API', () => {
  test('tells who the user is, for an hour', async () => {
    const { emulation, clock } = await start();
    const { accessToken } = await install(emulation, 'user-daniel-moreau');
    expect(await answerOf(currentUser(emulation, accessToken))).toEqual({
      status: 200,
      body: {
        success: true,
        data: {
          id: 202,
          name: 'Daniel Moreau',
          email: 'daniel.moreau@northwind-sales.example',
          company_id: 22,
          company_name: 'Northwind Sales',
          company_domain: 'northwind-sales',
        },
      },
    });
    clock.passSeconds(3600);
    expect(await answerOf(currentUser(emulation, accessToken))).toEqual(
      refusal('invalid_token', 'Invalid token: access token is invalid', 401),
    );
  });

  test('needs a bearer token', async () => {
    const { emulation } = await start();
    expect(await answerOf(get(`${emulation.origin}/v1/users/me`))).toEqual(
      refusal('invalid_request', 'Invalid request: malformed authorization header', 401),
    );
  });

  test.each(['/.well-known/openid-configuration', '/oauth/introspect'])(
    'has no %s',
    async (path) => {
      const { emulation } = await start();
      expect((await get(`${emulation.origin}${path}`)).status).toBe(404);
    },
  );
});
