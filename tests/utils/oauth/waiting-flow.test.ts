import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startDemoServer } from '../../../lab/demo-server/start-demo-server.ts';
import type { Client } from '../../../utils/clients/client';
import type { Redirect } from '../../../utils/clients/redirect';
import { fail, type Result, succeed } from '../../../utils/oauth/failure';
import type { PendingAuthorization } from '../../../utils/oauth/run-event';
import { resultOf } from '../../../utils/oauth/run-result';
import { continueAs } from '../../lab/demo-server/demo-flow.ts';
import { HttpBrowser } from '../../lab/demo-server/http-browser.ts';
import { sampleClient } from '../clients/sample-client';
import { callbackOf, playFlow, playRest } from './flow-harness';
import { sendJson, startScriptedServer } from './scripted-server';

const web = 'https://app.example.com/callback';
const capture: Redirect = { mode: 'capture', uri: web };
const manual: Redirect = { mode: 'manual', uri: web };

/** A client with typed endpoints, of a server that answers token requests. */
async function storedAt(changes: Partial<Client> = {}) {
  const server = await startScriptedServer((_, response) =>
    sendJson(response, { access_token: 'opaque', token_type: 'Bearer' }),
  );
  const { origin } = server;
  const { issuer: _, ...rest } = sampleClient;
  const client: Client = {
    ...rest,
    provider: 'generic-oauth2',
    tokenEndpointAuthMethod: 'none',
    scopes: ['read'],
    endpoints: { authorization: `${origin}/authorize`, token: `${origin}/token` },
    ...changes,
  };
  return { ...server, client };
}

const openedTab = () =>
  vi.fn<(pending: PendingAuthorization) => Promise<Result<undefined>>>(async () =>
    succeed(undefined),
  );

describe('runFlow whose callback comes later', () => {
  test('captures: it opens a tab with its request, and waits', async () => {
    const { client, seen } = await storedAt();
    const openTab = openedTab();
    const openWindow = vi.fn<() => Promise<{ kind: 'closed' }>>();
    const { types, run } = await playFlow(client, { redirect: capture, openTab, openWindow });
    expect(types).toEqual(['started', 'server-known', 'authorization-requested', 'window-opened']);
    expect(run.state).toEqual({ status: 'authorizing' });
    expect(run.step).toBe('sign-in');
    expect(openTab.mock.calls).toEqual([[run.authorization]]);
    expect(openWindow).not.toHaveBeenCalled();
    expect(new URL(run.authorization?.url ?? '').searchParams.get('redirect_uri')).toBe(web);
    expect(seen).toEqual([]);
  });

  test('is pasted: it opens nothing, and waits', async () => {
    const { client } = await storedAt();
    const openTab = openedTab();
    const { types, run } = await playFlow(client, { redirect: manual, openTab });
    expect(types).toEqual(['started', 'server-known', 'authorization-requested']);
    expect(run.state).toEqual({ status: 'authorizing' });
    expect(openTab).not.toHaveBeenCalled();
  });

  // It opens one, with the sign-in in it and no rule that captures its callback.
  test('opens no tab for a run that was cancelled just before', async () => {
    const { client } = await storedAt();
    const openTab = openedTab();
    const controller = new AbortController();
    await playFlow(client, {
      redirect: capture,
      openTab,
      signal: controller.signal,
      emit: async ({ type }) => {
        if (type === 'server-known') controller.abort();
      },
    }).catch(() => undefined);
    expect(openTab).not.toHaveBeenCalled();
  });

  test('ends where no tab could be opened', async () => {
    const { client } = await storedAt();
    const refused = fail('tab_not_opened', 'no window', 'Open one.');
    const { run, types } = await playFlow(client, {
      redirect: capture,
      openTab: async () => refused,
    });
    expect(run.state).toEqual({ status: 'failed', step: 'sign-in', failure: refused.failure });
    expect(types).not.toContain('window-opened');
  });

  test('sends the parameters of the run in the place of those of the client', async () => {
    const { client } = await storedAt();
    const overrides = [['prompt', 'none']] as const;
    const { run } = await playFlow(client, { redirect: manual, overrides });
    const { searchParams } = new URL(run.authorization?.url ?? '');
    expect(searchParams.getAll('prompt')).toEqual(['none']);
    expect(searchParams.get('tenant')).toBe('a=b');
    expect(run.overrides).toEqual(overrides);
  });

  test('refuses to capture what the browser does not show, before anything is sent', async () => {
    const { client, seen } = await storedAt();
    const openTab = openedTab();
    const missingOrigins = vi.fn<() => Promise<readonly string[]>>(async () => []);
    const { run } = await playFlow(client, {
      redirect: { mode: 'capture', uri: 'myapp://callback' },
      openTab,
      missingOrigins,
    });
    expect(run.state).toEqual({
      status: 'failed',
      step: 'discovery',
      failure: {
        code: 'client_incomplete',
        cause: 'what comes to myapp://callback cannot be captured',
        remedy:
          'The browser opens myapp: in an app, and shows no extension what is sent there. Choose “Paste the callback URL”.',
      },
    });
    expect(openTab).not.toHaveBeenCalled();
    expect(missingOrigins).not.toHaveBeenCalled();
    expect(seen).toEqual([]);
  });

  test('says that it may not reach the origin whose callback it captures', async () => {
    const { client, seen } = await storedAt();
    const openTab = openedTab();
    const { run } = await playFlow(client, {
      redirect: capture,
      openTab,
      missingOrigins: async (origins) => origins.filter((one) => one === new URL(web).origin),
    });
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'discovery',
      failure: {
        code: 'permission_missing',
        cause: 'no permission yet to reach app.example.com',
        origins: ['https://app.example.com'],
      },
    });
    expect(openTab).not.toHaveBeenCalled();
    expect(seen).toEqual([]);
  });

  test.each<[string, Partial<Client>, Redirect]>([
    ['is pasted', {}, manual],
    ['no app would see', {}, { ...capture, isOwn: true }],
    ['is a native app’s, and pasted', {}, { mode: 'manual', uri: 'myapp://callback' }],
    ['is nobody’s', { grantType: 'client_credentials' }, { ...capture, uri: 'myapp://callback' }],
  ])('needs no access to an origin whose callback %s', async (_, changes, redirect) => {
    const { client, origin } = await storedAt(changes);
    const asked: string[] = [];
    const { run } = await playFlow(client, {
      redirect,
      missingOrigins: async (origins) => {
        asked.push(...origins);
        return [];
      },
    });
    expect(new Set(asked)).toEqual(new Set([origin]));
    expect(run.state.status).not.toBe('failed');
  });
});

describe('continueFlow', () => {
  test.each([
    ['captured', capture],
    ['pasted', manual],
    ['of a redirect URI with a query', { mode: 'capture', uri: `${web}?tenant=1` }],
    ['of a native app', { mode: 'manual', uri: 'myapp://callback' }],
    ['of a native app without slashes', { mode: 'manual', uri: 'com.example.app:/cb' }],
  ] as const)('brings the tokens for a callback that was %s', async (_, redirect) => {
    const { client, seen } = await storedAt();
    const waiting = await playFlow(client, { redirect });
    const { run, types } = await playRest(waiting, callbackOf(waiting, { code: 'the-code' }));
    expect(types.slice(waiting.types.length)).toEqual([
      'authorization-responded',
      'authorization-accepted',
      'exchanged',
      'tokens-accepted',
      'finished',
    ]);
    expect(run.state).toEqual({ status: 'done' });
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      grant_type: 'authorization_code',
      client_id: 'booking-widget',
      code: 'the-code',
      redirect_uri: redirect.uri,
      code_verifier: waiting.run.authorization?.codeVerifier,
    });
  });

  test.each(['isForm', 'isPasted', 'isSeenByApp'] as const)(
    'goes on with an answer that has the note %s, and keeps it',
    async (note) => {
      const { client } = await storedAt();
      const waiting = await playFlow(client, { redirect: capture });
      const outcome = callbackOf(waiting, { code: 'c' });
      if (outcome.kind !== 'redirected') throw new Error('It has no callback.');
      const { run } = await playRest(waiting, { ...outcome, [note]: true });
      expect(run.state.status).toBe('done');
      expect(run.callbackNotes).toEqual({ [note]: true });
      expect(run.authorizationResponseUrl).toBe(outcome.url);
      const plain = await playRest(waiting, outcome);
      expect(plain.run.callbackNotes).toEqual({});
    },
  );

  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['another state', { code: 'c', state: 'another' }, 'state_mismatch'],
    ['an error', { error: 'access_denied' }, 'authorization_error'],
    ['neither code nor error', {}, 'code_missing'],
  ])('uses no answer with %s', async (_, parameters, code) => {
    const { client, seen } = await storedAt();
    const waiting = await playFlow(client, { redirect: capture });
    const { run } = await playRest(waiting, callbackOf(waiting, parameters));
    expect(run.state).toMatchObject({
      status: 'failed',
      step: 'authorization-response',
      failure: { code },
    });
    expect(seen).toEqual([]);
  });

  test.each<[Redirect, string]>([
    [capture, 'https://other.example.com/callback'],
    [capture, 'https://app.example.com/callback/'],
    [manual, 'http://app.example.com/callback'],
    [{ mode: 'manual', uri: 'myapp://callback' }, 'myapp://other'],
  ])('uses no answer to %j that came to %s', async (redirect, address) => {
    const { client, seen } = await storedAt();
    const waiting = await playFlow(client, { redirect });
    const state = waiting.run.authorization?.state;
    const { run } = await playRest(waiting, {
      kind: 'redirected',
      url: `${address}?code=c&state=${state}`,
    });
    expect(run.state).toMatchObject({
      status: 'failed',
      failure: {
        code: 'redirect_mismatch',
        cause: `the answer came to ${address}, not to ${redirect.uri}`,
      },
    });
    expect(seen).toEqual([]);
  });

  test('reads an answer up to its limit, and keeps no more of it', async () => {
    const { client, seen } = await storedAt();
    const waiting = await playFlow(client, { redirect: capture });
    const outcome = callbackOf(waiting, { code: 'c' });
    const url = outcome.kind === 'redirected' ? `${outcome.url}&x=` : '';
    const longest = url.padEnd(100_000, 'x');
    const good = await playRest(waiting, { kind: 'redirected', url: longest });
    expect(good.run.state.status).toBe('done');
    expect(good.run.authorizationResponseUrl).toBe(longest);
    expect(seen).toHaveLength(1);

    const { run } = await playRest(waiting, { kind: 'redirected', url: `${longest}x` });
    expect(run.state).toEqual({
      status: 'failed',
      step: 'authorization-response',
      failure: {
        code: 'authorization_response_invalid',
        cause: 'the answer is 100,001 characters long; 100,000 are read',
        remedy: 'Its code was not used. Look at what the server puts into the redirect.',
      },
    });
    expect(run.authorizationResponseUrl).toBe(longest);
    expect(seen).toHaveLength(1);
  });

  const confidential = { tokenEndpointAuthMethod: 'client_secret_post' } as const;

  test('uses the secret that is known by then, and keeps it out of the record', async () => {
    const { client, seen } = await storedAt(confidential);
    const waiting = await playFlow(client, { redirect: manual, clientSecret: 'secret-before' });
    const { events, run } = await playRest(waiting, callbackOf(waiting, { code: 'c' }), {
      clientSecret: 'secret-of-later',
    });
    expect(run.state.status).toBe('done');
    expect(new URLSearchParams(seen[0]?.body).get('client_secret')).toBe('secret-of-later');
    expect(JSON.stringify(events)).not.toMatch(/secret-(?:before|of-later)/);
  });

  test.each([
    ['sealed', true, 'vault_locked'],
    ['gone', false, 'secret_missing'],
  ])(
    'ends where the secret is %s meanwhile, before the code is used',
    async (_, isSecretSealed, code) => {
      const { client, seen } = await storedAt(confidential);
      const waiting = await playFlow(client, { redirect: capture, clientSecret: 'the-secret' });
      const { run, types } = await playRest(waiting, callbackOf(waiting, { code: 'c' }), {
        isSecretSealed,
      });
      expect(run.state).toMatchObject({ status: 'failed', step: 'sign-in', failure: { code } });
      expect(types).not.toContain('authorization-responded');
      expect(seen).toEqual([]);
    },
  );

  test('emits nothing more once it is cancelled', async () => {
    const { client } = await storedAt();
    const waiting = await playFlow(client, { redirect: capture });
    const controller = new AbortController();
    const emitted: string[] = [];
    const played = playRest(waiting, callbackOf(waiting, { code: 'c' }), {
      signal: controller.signal,
      emit: async ({ type }) => {
        emitted.push(type);
        if (type === 'authorization-accepted') controller.abort();
      },
    });
    await played;
    expect(emitted).toEqual(['authorization-responded', 'authorization-accepted']);
  });

  test('goes on with no run that has sent no request', async () => {
    const { client } = await storedAt();
    const begun = await playFlow(client, { missingOrigins: async (origins) => origins });
    await expect(playRest(begun, { kind: 'closed' })).rejects.toThrow(
      'The run run-1 has sent no authorization request.',
    );
  });
});

describe('runFlow and continueFlow against the demo server', () => {
  test.each([
    ['capture', 'http://localhost:5173/callback?from=idp'],
    ['manual', 'http://127.0.0.1:5173/callback'],
  ] as const)('%s brings tokens and a genuine ID token', async (mode, uri) => {
    const server = await startDemoServer({ port: 0, redirectUris: [uri] });
    onTestFinished(() => server.close());
    const { issuer } = server;
    const waiting = await playFlow(
      {
        ...sampleClient,
        issuer,
        endpoints: {},
        clientId: 'demo-public',
        tokenEndpointAuthMethod: 'none',
        scopes: ['openid', 'profile'],
        authorizationParameters: [],
      },
      { redirect: { mode, uri } },
    );
    const browser = new HttpBrowser(issuer);
    await browser.open(waiting.run.authorization?.url ?? '');
    await continueAs(browser, 'user-ada-lindqvist');
    const { left } = await browser.post([
      ['action', 'allow'],
      ['scope', 'openid'],
      ['scope', 'profile'],
    ]);
    expect(left?.href).toMatch(`${uri}${uri.includes('?') ? '&' : '?'}code=`);
    const { run } = await playRest(waiting, { kind: 'redirected', url: left?.href ?? '' });
    expect(run.state).toEqual({ status: 'done' });
    // The nonce is that of the request, from before the worker may have died.
    expect(run.idTokenVerdict?.outcome).toBe('genuine');
    expect(
      resultOf(run)
        .scopes.filter(({ granted }) => granted === true)
        .map(({ scope }) => scope),
    ).toEqual(['openid', 'profile']);
    expect(run.exchanges.map(({ purpose }) => purpose)).toEqual(['discovery', 'token', 'jwks']);
  });
});
