import { generateKeyPairSync, hash, sign } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import type { Client } from '../../../utils/clients/client';
import type { WindowOutcome } from '../../../utils/oauth/flow';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { resultOf } from '../../../utils/oauth/run-result';
import { continueAs, redirectUri, startServer } from '../../lab/demo-server/demo-flow.ts';
import { HttpBrowser } from '../../lab/demo-server/http-browser.ts';
import { sampleClient } from '../clients/sample-client';
import { encode } from '../tokens/vectors';
import { answering, playFlow } from './flow-harness';
import { deadOrigin, sendHtml, sendJson, startScriptedServer } from './scripted-server';

const demoSecret = 'demo-secret-not-a-real-one';

function demoClient(issuer: string, changes: Partial<Client> = {}): Client {
  return {
    ...sampleClient,
    provider: 'generic-oidc',
    issuer,
    endpoints: {},
    clientId: 'demo-public',
    tokenEndpointAuthMethod: 'none',
    scopes: ['openid', 'profile', 'email', 'reservations.read'],
    authorizationParameters: [],
    ...changes,
  };
}

/** A window in which Ada signs in and allows these scopes, or presses Deny. */
function signIn(issuer: string, scopes: readonly string[] | 'deny') {
  return async (url: string): Promise<WindowOutcome> => {
    const browser = new HttpBrowser(issuer);
    await browser.open(url);
    await continueAs(browser, 'user-ada-lindqvist');
    const page = await browser.post(
      scopes === 'deny'
        ? [['action', 'deny']]
        : [['action', 'allow'], ...scopes.map((scope): [string, string] => ['scope', scope])],
    );
    if (page.left === undefined) throw new Error(`Still on the server: ${page.text}`);
    return { kind: 'redirected', url: page.left.href };
  };
}

const allScopes = ['openid', 'profile', 'email', 'reservations.read'];

describe('runFlow, authorization code, against the demo server', () => {
  test.each([
    ['none', 'demo-public', undefined],
    ['client_secret_basic', 'demo-confidential', demoSecret],
    ['client_secret_post', 'demo-confidential-post', demoSecret],
  ] as const)(
    'with %s brings tokens and a genuine ID token',
    async (method, clientId, clientSecret) => {
      const { issuer } = await startServer();
      const client = demoClient(issuer, { clientId, tokenEndpointAuthMethod: method });
      const { types, run, events } = await playFlow(client, {
        openWindow: signIn(issuer, allScopes),
        ...(clientSecret === undefined ? {} : { clientSecret }),
      });

      expect(types).toEqual([
        'started',
        'discovering',
        'exchanged',
        'server-known',
        'authorization-requested',
        'authorization-responded',
        'authorization-accepted',
        'exchanged',
        'tokens-accepted',
        'exchanged',
        'id-token-judged',
        'finished',
      ]);
      expect(run.exchanges.map(({ purpose }) => purpose)).toEqual(['discovery', 'token', 'jwks']);
      expect(run.state).toEqual({ status: 'done' });
      expect(run.idTokenVerdict?.outcome).toBe('genuine');
      expect(run.idTokenVerdict?.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
      const result = resultOf(run);
      expect(result.accessToken?.kind).toBe('jwt');
      expect(
        result.scopes.filter(({ granted }) => granted === true).map(({ scope }) => scope),
      ).toEqual(allScopes);
      const parameters = new URL(run.authorization?.url ?? '').searchParams;
      expect(parameters.get('code_challenge')).toBe(
        hash('sha256', run.authorization?.codeVerifier ?? '', 'base64url'),
      );
      expect(JSON.stringify(events)).not.toContain(demoSecret);
    },
  );

  test('sends the verifier itself with PKCE plain', async () => {
    const { issuer } = await startServer();
    const { run } = await playFlow(demoClient(issuer, { pkce: 'plain' }));
    const parameters = new URL(run.authorization?.url ?? '').searchParams;
    expect(parameters.get('code_challenge')).toBe(run.authorization?.codeVerifier);
    expect(parameters.get('code_challenge_method')).toBe('plain');
  });

  test('tells of scopes that the user unticked', async () => {
    const { issuer } = await startServer();
    const { run } = await playFlow(demoClient(issuer), {
      openWindow: signIn(issuer, ['openid', 'profile']),
    });
    expect(run.state.status).toBe('done');
    expect(
      resultOf(run)
        .scopes.filter(({ granted }) => granted === false)
        .map(({ scope }) => scope),
    ).toEqual(['email', 'reservations.read']);
  });

  test('ends with the error that the server sent back', async () => {
    const { issuer } = await startServer();
    const { run } = await playFlow(demoClient(issuer), { openWindow: signIn(issuer, 'deny') });
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'authorization-response',
      failure: {
        code: 'authorization_error',
        remedy: 'The user or the server said no. Run again and allow the request.',
      },
    });
    expect(run.exchanges.map(({ purpose }) => purpose)).toEqual(['discovery']);
  });

  test('ends with what the token endpoint says of a wrong secret', async () => {
    const { issuer } = await startServer();
    const { run } = await playFlow(
      demoClient(issuer, {
        clientId: 'demo-confidential',
        tokenEndpointAuthMethod: 'client_secret_basic',
      }),
      { openWindow: signIn(issuer, allScopes), clientSecret: 'a-wrong-secret' },
    );
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'token-request',
      failure: { code: 'token_error' },
    });
    expect(run.state.status === 'failed' && run.state.failure.cause).toMatch(
      /^invalid_client: .+ \(token endpoint, HTTP 401\)$/,
    );
  });

  test('finds out what the browser hid of a client that the server does not know', async () => {
    const { issuer } = await startServer();
    const { run } = await playFlow(demoClient(issuer, { clientId: 'nobody' }), {
      openWindow: async () => ({
        kind: 'not-loaded',
        message: 'Authorization page could not be loaded.',
      }),
    });
    expect(run.exchanges.at(-1)).toMatchObject({
      purpose: 'authorization-page',
      outcome: { kind: 'response', status: 400 },
    });
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'sign-in',
      failure: { code: 'page_not_loaded' },
    });
    expect(run.state.status === 'failed' && run.state.failure.cause).toMatch(
      / answered the authorization request with HTTP 400 \(invalid_client\)$/,
    );
  });
});

/** A server with discovery, whose token endpoint answers as told. */
async function startIssuer(
  tokenResponse: (origin: string) => unknown,
  { metadata = {}, jwks = {} }: { readonly metadata?: object; readonly jwks?: object } = {},
) {
  return startScriptedServer((request, response) => {
    const origin = `http://${request.headers.host}`;
    if (request.path.startsWith('/.well-known/openid-configuration')) {
      sendJson(response, {
        issuer: origin,
        authorization_endpoint: `${origin}/authorize`,
        token_endpoint: `${origin}/token`,
        jwks_uri: `${origin}/jwks`,
        ...metadata,
      });
    } else if (request.path === '/token') sendJson(response, tokenResponse(origin));
    else if (request.path === '/jwks') sendJson(response, jwks);
    else sendHtml(response, '<title>x</title><h1>No such page</h1>', 404);
  });
}

const plainTokens = () => ({ access_token: 'opaque', token_type: 'Bearer' });

describe('runFlow, authorization code', () => {
  test('works from typed endpoints, without discovery, nonce or ID token', async () => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { issuer: _, ...rest } = demoClient(origin, {
      provider: 'generic-oauth2',
      scopes: ['read'],
      endpoints: { authorization: `${origin}/authorize`, token: `${origin}/token` },
    });
    const { types, run } = await playFlow(rest, { openWindow: answering({ code: 'c' }) });
    expect(types).toEqual([
      'started',
      'server-known',
      'authorization-requested',
      'authorization-responded',
      'authorization-accepted',
      'exchanged',
      'tokens-accepted',
      'finished',
    ]);
    expect(run.authorization?.nonce).toBeUndefined();
    expect(seen.map(({ path }) => path)).toEqual(['/token']);
  });

  test('sends neither challenge nor verifier when PKCE is off', async () => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { run } = await playFlow(demoClient(origin, { pkce: 'off', scopes: ['read'] }), {
      openWindow: answering({ code: 'c' }),
    });
    expect(run.state.status).toBe('done');
    expect(run.authorization?.url).not.toContain('code_challenge');
    expect(seen.at(-1)?.body).not.toContain('code_verifier');
  });

  test('uses fresh values of its own for state, nonce and verifier', async () => {
    const { origin } = await startIssuer(plainTokens);
    const { run } = await playFlow(demoClient(origin));
    const { state, nonce, codeVerifier } = run.authorization ?? {};
    expect(new Set([state, nonce, codeVerifier]).size).toBe(3);
    expect(new URL(run.authorization?.url ?? '').searchParams.get('nonce')).toBe(nonce);
  });

  test.each<[string, WindowOutcome, object]>([
    ['closed', { kind: 'closed' }, { status: 'cancelled', step: 'sign-in', by: 'window' }],
    [
      'refused for another one',
      { kind: 'busy' },
      {
        status: 'failed',
        step: 'sign-in',
        failure: {
          code: 'window_busy',
          cause: 'another sign-in window of this browser is open',
          remedy:
            'The browser allows one at a time. Finish or close it, then run again. One that waits for a server without an answer has no window yet, and ends by itself.',
        },
      },
    ],
    [
      'at a wrong address',
      { kind: 'redirected', url: 'https://evil.example/cb?code=c' },
      { status: 'failed', step: 'authorization-response' },
    ],
  ])('ends when the window was %s, and sends no token request', async (_, outcome, state) => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { run } = await playFlow(demoClient(origin), { openWindow: async () => outcome });
    expect(run.state).toMatchObject(state);
    expect(seen.map(({ path }) => path)).toEqual(['/.well-known/openid-configuration']);
  });

  test.each([
    ['a forged state', { code: 'c', state: 'forged' }, 'state_mismatch'],
    ['another issuer', { code: 'c', iss: 'https://attacker.example' }, 'iss_mismatch'],
    ['an error', { error: 'access_denied' }, 'authorization_error'],
    ['no code', {}, 'code_missing'],
  ])('keeps the answer with %s, and does not use it', async (_, parameters, code) => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { run } = await playFlow(demoClient(origin), { openWindow: answering(parameters) });
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'authorization-response',
      failure: { code },
    });
    expect(run.authorizationResponseUrl).toContain(redirectUri);
    expect(seen).toHaveLength(1);
  });

  test('tells when the window opens', async () => {
    const { origin } = await startIssuer(plainTokens);
    const { run, types } = await playFlow(demoClient(origin), {
      openWindow: async (url, onOpened) => {
        onOpened();
        return answering({ code: 'c' })(url);
      },
    });
    expect(types.slice(4, 7)).toEqual([
      'authorization-requested',
      'window-opened',
      'authorization-responded',
    ]);
    expect(run.windowOpenedAt).toBeGreaterThan(run.authorizationRequestedAt ?? Infinity);
    expect(run.state.status).toBe('done');
  });

  test('ends when a silent request has a page to show, and asks the server for nothing more', async () => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { run, types } = await playFlow(demoClient(origin), {
      overrides: [['prompt', 'none']],
      openWindow: async () => ({ kind: 'page-shown' }),
    });
    expect(run.state).toEqual({
      status: 'failed',
      step: 'sign-in',
      failure: {
        code: 'interaction_required',
        cause: 'the server has a page to show, though prompt=none asks for none',
        remedy:
          'It should have answered with an error, such as login_required. Run without prompt=none to see the page.',
      },
    });
    expect(types).not.toContain('authorization-responded');
    expect(seen.map(({ path }) => path)).toEqual(['/.well-known/openid-configuration']);
  });

  test('ends when no page came, and sends no token request', async () => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { run, types } = await playFlow(demoClient(origin), {
      openWindow: async () => ({ kind: 'no-page' }),
    });
    expect(run.state).toEqual({
      status: 'failed',
      step: 'sign-in',
      failure: {
        code: 'page_not_loaded',
        cause: `${new URL(origin).host} sent no sign-in page`,
        remedy:
          'The server took the authorization request and did not answer it. Look at its log. The browser may go on waiting for a while, and refuse another sign-in until then.',
      },
    });
    expect(types).not.toContain('window-opened');
    expect(seen.map(({ path }) => path)).toEqual(['/.well-known/openid-configuration']);
  });

  const escaped = (text: string) =>
    text.replace(/[^]/g, (one) => String.raw`\u` + one.charCodeAt(0).toString(16).padStart(4, '0'));

  test.each([
    ['as JSON escapes it', (secret: string) => JSON.stringify(secret).slice(1, -1)],
    ['with every character escaped', escaped],
    [
      'with escapes in capitals',
      (secret: string) =>
        JSON.stringify(secret)
          .slice(1, -1)
          .replace('ü', String.raw`\u00FC`),
    ],
  ])('keeps a secret out of the failure that the server sends back %s', async (_, spell) => {
    const clientSecret = 'grün/"tee"-secret';
    const { origin, seen } = await startScriptedServer((request, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(
        `{"error":"invalid_client","error_description":"${spell(clientSecret)} is wrong"}`,
      );
      expect(request.path).toBe('/token');
    });
    const { run } = await playFlow(
      demoClient(origin, {
        provider: 'generic-oauth2',
        endpoints: { authorization: `${origin}/authorize`, token: `${origin}/token` },
        tokenEndpointAuthMethod: 'client_secret_post',
      }),
      { openWindow: answering({ code: 'c' }), clientSecret },
    );
    expect(new URLSearchParams(seen[0]?.body).get('client_secret')).toBe(clientSecret);
    expect(run.state).toMatchObject({
      status: 'failed',
      failure: {
        code: 'token_error',
        cause: 'invalid_client: <client_secret> is wrong (token endpoint, HTTP 401)',
      },
    });
  });

  test('keeps a secret out of the remedy too', async () => {
    const clientSecret = 'a-secret-of-some-length';
    const { origin } = await startScriptedServer((_, response) => {
      response.writeHead(503, { 'retry-after': clientSecret });
      response.end();
    });
    const { run } = await playFlow(
      demoClient(origin, {
        provider: 'generic-oauth2',
        endpoints: { authorization: `${origin}/authorize`, token: `${origin}/token` },
        tokenEndpointAuthMethod: 'client_secret_post',
      }),
      { openWindow: answering({ code: 'c' }), clientSecret },
    );
    expect(run.state.status === 'failed' && run.state.failure.remedy).toBe(
      'Try again later: it says Retry-After: <client_secret>.',
    );
  });

  test('refuses an answer that is no URL', async () => {
    const { origin } = await startIssuer(plainTokens);
    const { run } = await playFlow(demoClient(origin), {
      openWindow: async () => ({ kind: 'redirected', url: 'no url' }),
    });
    expect(run.state).toMatchObject({ status: 'failed', failure: { code: 'redirect_mismatch' } });
  });

  test('says which secret is missing, before anything is sent', async () => {
    const { origin, seen } = await startIssuer(plainTokens);
    for (const clientSecret of [undefined, '']) {
      const { run } = await playFlow(
        demoClient(origin, { tokenEndpointAuthMethod: 'client_secret_post' }),
        clientSecret === undefined ? {} : { clientSecret },
      );
      expect(run.state).toEqual({
        status: 'failed',
        step: 'discovery',
        failure: {
          code: 'secret_missing',
          cause: 'client_secret_post needs the client secret, and none is in memory',
          remedy:
            'Type the client secret into the client. It is kept until the browser closes, or sealed if you say so there.',
        },
      });
    }
    expect(seen).toEqual([]);
  });

  test('says which origin it may not reach, before anything is sent', async () => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { run } = await playFlow(demoClient(origin), {
      missingOrigins: async (origins) => origins,
    });
    expect(run.state).toEqual({
      status: 'failed',
      step: 'discovery',
      failure: {
        code: 'permission_missing',
        cause: `no permission yet to reach ${origin}`,
        remedy:
          'OAuth Workbench asks for each server on its own. Allow access, and the run starts by itself.',
        origins: [origin],
      },
    });
    expect(seen).toEqual([]);
  });

  test('says which origins it may not reach that discovery named', async () => {
    const { origin } = await startIssuer(plainTokens, {
      metadata: { token_endpoint: 'https://t.example/token', jwks_uri: 'https://k.example/jwks' },
    });
    const openWindow = vi.fn<(url: string) => Promise<WindowOutcome>>();
    const { run } = await playFlow(demoClient(origin), {
      missingOrigins: async (origins) => origins.filter((one) => one.endsWith('.example')),
      openWindow,
    });
    expect(run.state).toMatchObject({
      failure: {
        code: 'permission_missing',
        cause: 'no permission yet to reach t.example and k.example',
        origins: ['https://t.example', 'https://k.example'],
      },
    });
    expect(openWindow).not.toHaveBeenCalled();
  });

  test.each([
    [{}, 'the client has no token endpoint'],
    [{ token: 'https://a.example' }, 'the client has no authorization endpoint'],
    [{ authorization: 'https://a.example' }, 'the client has no token endpoint'],
  ])('says what the client lacks: %j', async (endpoints, cause) => {
    const { run } = await playFlow({ ...demoClient(''), provider: 'generic-oauth2', endpoints });
    expect(run.state).toMatchObject({ failure: { code: 'client_incomplete', cause } });
  });

  test('uses the tokens of a response that a strict client refuses, and keeps its objection', async () => {
    const { origin } = await startIssuer(() => ({ access_token: 'opaque' }));
    const { run, events } = await playFlow(demoClient(origin), {
      openWindow: answering({ code: 'c' }),
    });
    const objection = '"response" body "token_type" property must be a string';
    expect(run.state).toEqual({ status: 'done' });
    expect(events.find(({ type }) => type === 'tokens-accepted')).toMatchObject({ objection });
    expect(run.objection).toBe(objection);
    expect(resultOf(run).accessToken).toEqual({ kind: 'opaque', raw: 'opaque' });
  });

  test('ends with a response that holds no token, and keeps its text', async () => {
    const { origin } = await startIssuer(() => ({ token_type: 'Bearer' }));
    const { run, types } = await playFlow(demoClient(origin), {
      openWindow: answering({ code: 'c' }),
    });
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'token-request',
      failure: { code: 'token_response_invalid' },
    });
    expect(types).not.toContain('tokens-accepted');
    expect(run.exchanges.at(-1)).toMatchObject({
      purpose: 'token',
      outcome: { body: '{"token_type":"Bearer"}' },
    });
  });

  test('says that the secret is sealed, before anything is sent', async () => {
    const { origin, seen } = await startIssuer(plainTokens);
    const { run } = await playFlow(
      demoClient(origin, { tokenEndpointAuthMethod: 'client_secret_basic' }),
      { isSecretSealed: true },
    );
    expect(run.state).toEqual({
      status: 'failed',
      step: 'discovery',
      failure: {
        code: 'vault_locked',
        cause: 'the client secret is sealed in the vault, and the vault is locked',
        remedy: 'Unlock the vault with its passphrase, and the run starts by itself.',
      },
    });
    expect(seen).toEqual([]);
  });

  test('says that the token endpoint could not be reached', async () => {
    const dead = await deadOrigin();
    const { origin } = await startIssuer(plainTokens, {
      metadata: { token_endpoint: `${dead}/token` },
    });
    const { run } = await playFlow(demoClient(origin), { openWindow: answering({ code: 'c' }) });
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'token-request',
      failure: { code: 'server_unreachable' },
    });
    expect(run.exchanges.at(-1)?.outcome.kind).toBe('error');
  });

  test('calls a fault of its own by its name', async () => {
    const { run } = await playFlow(demoClient('https://a.example'), {
      missingOrigins: () => Promise.reject(new Error('a bug')),
    });
    expect(run.state).toMatchObject({
      failure: {
        code: 'unexpected',
        cause: 'a fault in OAuth Workbench itself: a bug',
        remedy: 'Please report it, with the steps that led here.',
      },
    });
  });

  test('ends in words with an issuer that is no web address', async () => {
    const { run } = await playFlow(demoClient('urn:example:issuer'));
    expect(run.state).toMatchObject({ status: 'failed', failure: { code: 'client_incomplete' } });
  });
});

describe('runFlow, authorization code: the ID token', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwks = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }] };

  const makeIdToken = (origin: string, changes: object) => {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: origin,
      sub: 'ada',
      aud: 'demo-public',
      iat: now,
      exp: now + 3600,
      nonce: `random-value-number-2-`.padEnd(43, 'x'),
      ...changes,
    };
    const signed = `${encode({ alg: 'RS256', kid: 'k' })}.${encode(claims)}`;
    return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
  };

  const playWith = async (changes: object, keys: object = jwks, client: Partial<Client> = {}) => {
    const { origin } = await startIssuer(
      (issuer) => ({ ...plainTokens(), id_token: makeIdToken(issuer, changes) }),
      { jwks: keys },
    );
    return playFlow(demoClient(origin, client), { openWindow: answering({ code: 'c' }) });
  };

  test('is genuine when every check passes', async () => {
    const { run } = await playWith({});
    expect(run.state).toEqual({ status: 'done' });
    expect(run.idTokenVerdict?.outcome).toBe('genuine');
  });

  test.each([
    ['Nonce', { nonce: 'another' }],
    ['Audience', { aud: 'another' }],
    ['Issuer', { iss: 'https://another.example' }],
    ['Expiry', { exp: 1000 }],
    ['Access token hash', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  ])('is refused for its %s, and the tokens are kept', async (name, changes) => {
    const { run, types } = await playWith(changes);
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'verification',
      failure: {
        code: 'id_token_refused',
        remedy: 'Do not trust this ID token. Each check is listed with the token below.',
      },
    });
    expect(run.state.status === 'failed' && run.state.failure.cause).toMatch(
      new RegExp(`^the ID token is refused: ${name}: `),
    );
    expect(types.slice(-2)).toEqual(['id-token-judged', 'failed']);
    expect(resultOf(run).idToken?.kind).toBe('jwt');
  });

  test('is refused when another key signed it', async () => {
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey;
    const { run } = await playWith(
      {},
      {
        keys: [{ ...other.export({ format: 'jwk' }), kid: 'k', alg: 'RS256' }],
      },
    );
    expect(run.state.status === 'failed' && run.state.failure.cause).toMatch(
      /^the ID token is refused: Signature: /,
    );
  });

  test('is refused for an old sign-in when max_age was sent', async () => {
    const { run } = await playWith({ auth_time: 1000 }, jwks, {
      authorizationParameters: [['max_age', '60']],
    });
    expect(run.state.status === 'failed' && run.state.failure.cause).toMatch(
      /^the ID token is refused: Authentication time: /,
    );
  });

  test('is not refused, only not verified, when the keys cannot be read', async () => {
    const { origin } = await startIssuer(
      (issuer) => ({ ...plainTokens(), id_token: makeIdToken(issuer, {}) }),
      { metadata: { jwks_uri: undefined } },
    );
    const { run } = await playFlow(demoClient(origin), { openWindow: answering({ code: 'c' }) });
    expect(run.state).toEqual({ status: 'done' });
    expect(run.idTokenVerdict?.outcome).toBe('unverified');
    expect(run.idTokenVerdict?.checks.find(({ name }) => name === 'Signature')?.detail).toContain(
      'no address of the issuer’s keys (jwks_uri) is known',
    );
  });
});

describe('runFlow, authorization code: cancelled', () => {
  const cancelAt: readonly (readonly [string, string])[] = [
    ['/.well-known/openid-configuration', 'discovering'],
    ['/token', 'authorization-accepted'],
    ['/jwks', 'tokens-accepted'],
  ];

  test.each(cancelAt)('at %s emits nothing after %s', async (path, last) => {
    const controller = new AbortController();
    const { origin } = await startScriptedServer((request, response) => {
      const issuer = `http://${request.headers.host}`;
      if (request.path === path) controller.abort();
      else if (request.path === '/token') {
        sendJson(response, {
          ...plainTokens(),
          id_token: `${encode({ alg: 'RS256' })}.${encode({ iss: issuer })}.AAAA`,
        });
      } else {
        sendJson(response, {
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
        });
      }
    });
    const { events } = await playFlow(demoClient(origin), {
      signal: controller.signal,
      openWindow: answering({ code: 'c' }),
    });
    expect(events.findLast(({ type }) => type !== 'exchanged')?.type).toBe(last);
  });

  test('in the window emits nothing more, whatever the window says then', async () => {
    const outcomes: readonly WindowOutcome[] = [
      { kind: 'closed' },
      { kind: 'busy' },
      { kind: 'no-page' },
      { kind: 'page-shown' },
      { kind: 'not-loaded', message: 'x' },
      { kind: 'redirected', url: `${redirectUri}?code=c` },
    ];
    for (const outcome of outcomes) {
      const { origin } = await startIssuer(plainTokens);
      const controller = new AbortController();
      const { types } = await playFlow(demoClient(origin), {
        signal: controller.signal,
        openWindow: async () => {
          controller.abort();
          return outcome;
        },
      });
      expect(types.at(-1)).toBe('authorization-requested');
    }
  });

  test('waits for each event to be kept before it goes on', async () => {
    const { origin } = await startIssuer(plainTokens);
    const log: string[] = [];
    const emit = async (event: RunEvent) => {
      log.push(`${event.type} begun`);
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
      log.push(`${event.type} kept`);
    };
    await playFlow(demoClient(origin), {
      emit,
      openWindow: async () => {
        log.push('window');
        return { kind: 'closed' };
      },
    }).catch(() => undefined);
    expect(log.slice(-5)).toEqual([
      'authorization-requested begun',
      'authorization-requested kept',
      'window',
      'cancelled begun',
      'cancelled kept',
    ]);
  });
});
