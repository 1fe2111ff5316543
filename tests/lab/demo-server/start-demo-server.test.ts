import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { describe, expect, test } from 'vitest';
import { startDemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import {
  allow,
  answerOf,
  authorizationUrl,
  basicCredentials,
  codeVerifier,
  continueAs,
  openConsent,
  redeem,
  redirectUri,
  requestToken,
  startServer,
} from './demo-flow.ts';
import { HttpBrowser } from './http-browser.ts';

const allScopes = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'reservations.read',
  'reservations.manage',
  'invoices.read',
  'folios.manage',
];
const withoutPkce = { code_challenge: undefined, code_challenge_method: undefined };

describe('startDemoServer: metadata', () => {
  test.each(['openid-configuration', 'oauth-authorization-server'])(
    'answers at /.well-known/%s',
    async (name) => {
      const { issuer } = await startServer();
      const response = await fetch(`${issuer}/.well-known/${name}`);
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        revocation_endpoint: `${issuer}/revoke`,
        introspection_endpoint: `${issuer}/introspect`,
        end_session_endpoint: `${issuer}/sign-out`,
        authorization_response_iss_parameter_supported: true,
        code_challenge_methods_supported: ['S256', 'plain'],
        scopes_supported: allScopes,
      });
    },
  );

  test('gives every client a name, a logo and pages of its own', async () => {
    const { clients } = await startServer();
    expect(new Set(clients.map(({ clientName }) => clientName)).size).toBe(clients.length);
    for (const { logoUri, clientUri, policyUri, tosUri } of clients) {
      const logo = await fetch(logoUri);
      expect(logo.headers.get('content-type')).toContain('image/svg+xml');
      for (const uri of [clientUri, policyUri, tosUri]) expect((await fetch(uri)).status).toBe(200);
    }
  });

  test('reports a taken port', async () => {
    const { issuer } = await startServer();
    const port = Number(new URL(issuer).port);
    await expect(startDemoServer({ port, redirectUris: [redirectUri] })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  test('frees its port when closed', async () => {
    const first = await startDemoServer({ port: 0, redirectUris: [redirectUri] });
    await fetch(first.issuer);
    await first.close();
    const second = await startDemoServer({
      port: Number(new URL(first.issuer).port),
      redirectUris: [redirectUri],
    });
    await second.close();
    expect(second.issuer).toBe(first.issuer);
  });
});

describe('startDemoServer: code flow', () => {
  test('gives a public client a JWT access token for the API and a named ID token', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, {
      scope: 'openid profile email reservations.read',
    });
    const answer = await allow(browser, ['profile', 'email', 'reservations.read']);
    expect(answer.get('state')).toBe('the-state');
    expect(answer.get('iss')).toBe(issuer);

    const { status, body } = await redeem(issuer, answer);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      scope: 'openid profile email reservations.read',
    });
    expect(body).not.toHaveProperty('refresh_token');

    const keys = createRemoteJWKSet(new URL(`${issuer}/jwks`));
    const accessToken = await jwtVerify(String(body['access_token']), keys, {
      issuer,
      audience: `${issuer}/api`,
      typ: 'at+jwt',
    });
    expect(accessToken.payload).toMatchObject({
      scope: 'reservations.read',
      client_id: 'demo-public',
      sub: 'user-ada-lindqvist',
    });
    const idToken = await jwtVerify(String(body['id_token']), keys, {
      issuer,
      audience: 'demo-public',
    });
    expect(idToken.payload).toMatchObject({
      name: 'Ada Lindqvist',
      email: 'ada.lindqvist@harbour-fern.example',
      nonce: 'the-nonce',
    });
    expect(idToken.protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) });
  });

  test('gives an opaque token that userinfo takes when no API scope is asked for', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, { scope: 'openid email' });
    const { body } = await redeem(issuer, await allow(browser, ['email']));
    expect(() => decodeProtectedHeader(String(body['access_token']))).toThrow();
    const userinfo = await fetch(`${issuer}/userinfo`, {
      headers: { authorization: `Bearer ${String(body['access_token'])}` },
    });
    expect(await userinfo.json()).toEqual({
      sub: 'user-ada-lindqvist',
      email: 'ada.lindqvist@harbour-fern.example',
      email_verified: true,
    });
  });

  test('gives an opaque token too when every API scope was unticked', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, { scope: 'openid invoices.read' });
    const { body } = await redeem(issuer, await allow(browser, []));
    expect(body['scope']).toBe('openid');
    expect(() => decodeProtectedHeader(String(body['access_token']))).toThrow();
  });

  test('refuses a JWT access token at userinfo', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, { scope: 'openid invoices.read' });
    const { body } = await redeem(issuer, await allow(browser, ['invoices.read']));
    const userinfo = await fetch(`${issuer}/userinfo`, {
      headers: { authorization: `Bearer ${String(body['access_token'])}` },
    });
    expect(userinfo.status).toBe(401);
    expect(await userinfo.json()).toMatchObject({ error: 'invalid_token' });
  });

  test('asks for consent to offline_access and gives refresh tokens that rotate', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, { scope: 'openid offline_access invoices.read' });
    const { body } = await redeem(
      issuer,
      await allow(browser, ['offline_access', 'invoices.read']),
    );
    const refresh = { grant_type: 'refresh_token', client_id: 'demo-public' };
    const refreshToken = String(body['refresh_token']);
    const second = await requestToken(issuer, { ...refresh, refresh_token: refreshToken });
    expect(second.body).toMatchObject({ scope: 'openid offline_access invoices.read' });
    expect(decodeJwt(String(second.body['access_token'])).scope).toBe('invoices.read');
    const replayed = await requestToken(issuer, { ...refresh, refresh_token: refreshToken });
    expect(replayed).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  test.each([
    ['named', 'plain'],
    ['left out', undefined],
  ])('takes plain PKCE with the method %s', async (_how, method) => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, {
      code_challenge: codeVerifier,
      code_challenge_method: method,
    });
    expect((await redeem(issuer, await allow(browser, []))).status).toBe(200);
  });

  test('refuses a wrong code verifier', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, { code_challenge: 'x'.repeat(43) });
    const { status, body } = await redeem(issuer, await allow(browser, []));
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_grant' });
  });

  test('wants PKCE of the public client', async () => {
    const { issuer } = await startServer();
    const browser = new HttpBrowser(issuer);
    const page = await browser.open(authorizationUrl(issuer, withoutPkce));
    expect(answerOf(page).get('error')).toBe('invalid_request');
  });

  test.each([
    ['demo-confidential', { authorization: basicCredentials }, {}],
    [
      'demo-confidential-post',
      {},
      { client_id: 'demo-confidential-post', client_secret: 'demo-secret-not-a-real-one' },
    ],
  ])('takes %s by its secret, without PKCE', async (clientId, headers, credentials) => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, { client_id: clientId, ...withoutPkce });
    const code = (await allow(browser, [])).get('code') ?? '';
    const parameters = { grant_type: 'authorization_code', code, ...credentials };
    expect((await requestToken(issuer, parameters, headers)).status).toBe(200);
  });

  test('refuses a wrong secret with 401 invalid_client', async () => {
    const { issuer } = await startServer();
    const authorization = `Basic ${btoa('demo-confidential:wrong')}`;
    const parameters = { grant_type: 'authorization_code', code: 'any' };
    expect(await requestToken(issuer, parameters, { authorization })).toMatchObject({
      status: 401,
      body: { error: 'invalid_client' },
    });
  });

  test('introspects and revokes an opaque token', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, {
      client_id: 'demo-confidential',
      ...withoutPkce,
    });
    const code = (await allow(browser, ['profile'])).get('code') ?? '';
    const headers = { authorization: basicCredentials };
    const { body } = await requestToken(
      issuer,
      { grant_type: 'authorization_code', code },
      headers,
    );
    const ask = (endpoint: string) =>
      fetch(`${issuer}/${endpoint}`, {
        method: 'POST',
        headers,
        body: new URLSearchParams({ token: String(body['access_token']) }),
      });
    expect(await (await ask('introspect')).json()).toMatchObject({
      active: true,
      scope: 'openid profile',
    });
    expect((await ask('revoke')).status).toBe(200);
    expect(await (await ask('introspect')).json()).toEqual({ active: false });
  });
});

describe('startDemoServer: sign-in', () => {
  test('takes an email address and the demo password', async () => {
    const { issuer } = await startServer();
    const browser = new HttpBrowser(issuer);
    const signIn = await browser.open(authorizationUrl(issuer));
    expect(signIn.text).toMatch(/<h1>Sign in<\/h1>/);
    const consent = await browser.post([
      ['action', 'sign-in'],
      ['email', ' Ada.Lindqvist@harbour-fern.example'],
      ['password', 'demo'],
    ]);
    expect(consent.text).toMatch(/<h1>Aurora Travel Planner asks for access to your account<\/h1>/);
    const { body } = await redeem(issuer, await allow(browser, []));
    expect(decodeJwt(String(body['id_token'])).sub).toBe('user-ada-lindqvist');
  });

  test('refuses a wrong password in words, with a page that a sign-in window keeps open', async () => {
    const { issuer } = await startServer();
    const browser = new HttpBrowser(issuer);
    await browser.open(authorizationUrl(issuer));
    const page = await browser.post([
      ['action', 'sign-in'],
      ['email', 'ada.lindqvist@harbour-fern.example'],
      ['password', 'wrong'],
    ]);
    expect(page.response?.status).toBe(200);
    expect(page.text).toContain('This email and password do not belong together.');
    expect(page.text).toContain('value="ada.lindqvist@harbour-fern.example"');
  });

  test('puts the login_hint into the email field and points out its user', async () => {
    const { issuer } = await startServer();
    const hint = { login_hint: 'mei.tanaka@harbour-fern.example' };
    const page = await new HttpBrowser(issuer).open(authorizationUrl(issuer, hint));
    expect(page.text).toContain('value="mei.tanaka@harbour-fern.example"');
    expect(page.text).toMatch(
      /class="person is-highlighted"\s+name="user"\s+value="user-mei-tanaka"/,
    );
  });

  test('escapes a hostile login_hint', async () => {
    const { issuer } = await startServer();
    const hint = { login_hint: `"><script>alert('&')</script>` };
    const page = await new HttpBrowser(issuer).open(authorizationUrl(issuer, hint));
    expect(page.text).toContain(
      'value="&quot;&gt;&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;"',
    );
    expect(page.text).not.toContain('<script');
    expect(page.response?.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('returns access_denied when the sign-in is cancelled', async () => {
    const { issuer } = await startServer();
    const browser = new HttpBrowser(issuer);
    await browser.open(authorizationUrl(issuer));
    const answer = answerOf(await browser.post([['action', 'cancel']]));
    expect(answer.get('error_description')).toBe('The user cancelled the sign-in');
  });

  test('shows an interaction to the browser that started it only', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer);
    const stranger = await new HttpBrowser(issuer).open(browser.address);
    expect(stranger.response?.status).toBe(400);
    expect(stranger.text).toContain('This sign-in has ended or belongs to another browser.');
  });
});

describe('startDemoServer: consent', () => {
  test('says who asks, for whom, for what, and where the answer goes', async () => {
    const { issuer } = await startServer();
    const { consent } = await openConsent(issuer, { scope: allScopes.join(' ') });
    for (const text of [
      'Ada Lindqvist',
      'Use another account',
      'View reservations',
      'reservations.read',
      `${issuer}/clients/demo-public/privacy`,
      `${issuer}/clients/demo-public/terms`,
      'abcdefghijklmnopabcdefghijklmnop.chromiumapp.org',
    ]) {
      expect(consent.text).toContain(text);
    }
  });

  test('does not grant what was unticked, and grants it once it is ticked', async () => {
    const { issuer } = await startServer();
    const scope = 'openid reservations.read reservations.manage';
    const { browser } = await openConsent(issuer, { scope });
    const first = await redeem(issuer, await allow(browser, ['reservations.read']));
    expect(first.body['scope']).toBe('openid reservations.read');
    expect(decodeJwt(String(first.body['access_token'])).scope).toBe('reservations.read');

    await browser.open(authorizationUrl(issuer, { scope, prompt: 'consent' }));
    const second = await redeem(
      issuer,
      await allow(browser, ['reservations.read', 'reservations.manage']),
    );
    expect(second.body['scope']).toBe(scope);
  });

  test('leaves the refresh token out when staying connected was unticked', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer, { scope: 'openid offline_access' });
    const { body } = await redeem(issuer, await allow(browser, []));
    expect(body).toMatchObject({ scope: 'openid' });
    expect(body).not.toHaveProperty('refresh_token');
  });

  test('returns access_denied with a description on Deny', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer);
    const answer = answerOf(await browser.post([['action', 'deny']]));
    expect(Object.fromEntries(answer)).toEqual({
      error: 'access_denied',
      error_description: 'The user denied the request on the consent page',
      state: 'the-state',
      iss: issuer,
    });
  });

  test('does not grant a withheld scope, even if it is posted by hand', async () => {
    const { issuer } = await startServer();
    const scope = 'openid reservations.read folios.manage';
    const { browser, consent } = await openConsent(issuer, { scope }, 'user-tomas-rivera');
    expect(consent.text).toContain('Night auditors may not change folios.');
    const answer = await allow(browser, ['reservations.read', 'folios.manage', 'invoices.read']);
    const { body } = await redeem(issuer, answer);
    expect(body['scope']).toBe('openid reservations.read');
    expect(decodeJwt(String(body['access_token'])).scope).toBe('reservations.read');
  });

  test('changes the account on the way', async () => {
    const { issuer } = await startServer();
    const { browser } = await openConsent(issuer);
    const signIn = await browser.open(`${browser.address}?account=another`);
    expect(signIn.text).toContain('Signed in');
    const consent = await continueAs(browser, 'user-samuel-okafor');
    expect(consent.text).toContain('Samuel Okafor');
    const { body } = await redeem(issuer, await allow(browser, ['profile']));
    expect(decodeJwt(String(body['id_token']))).toMatchObject({ name: 'Samuel Okafor' });
  });
});

describe('startDemoServer: error page', () => {
  test.each([
    [
      'an unknown redirect URI',
      { redirect_uri: 'https://elsewhere.example/<cb>' },
      'invalid_redirect_uri',
    ],
    ['an unknown client', { client_id: 'nobody' }, 'invalid_client'],
  ])('stops with 400 at %s', async (_name, changes, error) => {
    const { issuer } = await startServer();
    const page = await new HttpBrowser(issuer).open(authorizationUrl(issuer, changes));
    expect(page.response?.status).toBe(400);
    expect(page.text).toContain(`<code>${error}</code>`);
    expect(page.text).not.toContain('<cb>');
  });

  test('answers an unknown address with 404', async () => {
    const { issuer } = await startServer();
    const page = await new HttpBrowser(issuer).open(`${issuer}/nothing`);
    expect(page.response?.status).toBe(404);
    expect(page.text).toContain('There is no page at this address.');
  });
});
