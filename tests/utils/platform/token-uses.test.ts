import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client, Endpoints } from '../../../utils/clients/client';
import type { WantedUse } from '../../../utils/oauth/token-use';
import { updateClients } from '../../../utils/platform/clients-storage';
import { makeRunner } from '../../../utils/platform/runner';
import {
  followRunEvents,
  readRunEvents,
  readRunSummaries,
} from '../../../utils/platform/runs-storage';
import { sampleClient } from '../clients/sample-client';
import { sendJson, startScriptedServer } from '../oauth/scripted-server';
import {
  PATIENCE,
  startedRunId,
  storedRun,
  storeSecrets,
  untilRunIs,
  useFreshBrowser,
} from './runner-harness';

const { granted, browser, launch } = useFreshBrowser();

const introspection: WantedUse = { kind: 'introspection', token: 'access_token' };
const userInfo: WantedUse = { kind: 'user-info' };
const revocation: WantedUse = { kind: 'revocation', token: 'refresh_token' };

/** A promise, and the function that keeps it. */
function promised() {
  let keep: () => void = () => undefined;
  const kept = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { kept, keep: () => keep() };
}

/** A run that is done, at a server whose endpoints for tokens answer once `held` is over. */
async function runThatIsDone(
  changes: Partial<Client> = {},
  held: Promise<void> = Promise.resolve(),
  further: (origin: string) => Endpoints = () => ({}),
) {
  const server = await startScriptedServer((request, response) => {
    if (request.path === '/token') {
      sendJson(response, {
        access_token: 'the-access-token',
        token_type: 'Bearer',
        refresh_token: 'the-refresh-token',
      });
    } else void held.then(() => sendJson(response, { active: true }));
  });
  const { origin } = server;
  const { issuer: _, ...rest } = sampleClient;
  const client: Client = {
    ...rest,
    provider: 'generic-oauth2',
    tokenEndpointAuthMethod: 'none',
    scopes: ['read'],
    endpoints: {
      authorization: `${origin}/authorize`,
      token: `${origin}/token`,
      introspection: `${origin}/introspect`,
      revocation: `${origin}/revoke`,
      ...further(origin),
    },
    ...changes,
  };
  await updateClients((clients) => [...clients, client]);
  const [active] = client.secrets;
  await storeSecrets({ [client.id]: { [active?.id ?? '']: 'the-client-secret' } });
  const runner = makeRunner();
  const runId = await startedRunId(runner, client.id);
  await untilRunIs(runId, 'done');
  const usedPaths = () => server.seen.map(({ path }) => path).filter((path) => path !== '/token');
  return { ...server, client, runner, runId, usedPaths };
}

describe('actOnToken', () => {
  test('uses a token, and keeps what came of it with its run', async () => {
    const { runner, runId, seen } = await runThatIsDone();
    const [before] = await readRunSummaries();
    expect(await runner.actOnToken(runId, introspection)).toEqual({ ok: true });
    expect(new URLSearchParams(seen.at(-1)?.body).get('token')).toBe('the-access-token');
    expect(await storedRun(runId)).toMatchObject({
      state: { status: 'done' },
      uses: [{ kind: 'introspection', outcome: { ok: true, claims: { active: true } } }],
    });
    const [after] = await readRunSummaries();
    expect({ ...after, characters: 0 }).toEqual({ ...before, characters: 0 });
  });

  test('removes the header Origin, as for tokens', async () => {
    const { runner, runId, origin } = await runThatIsDone();
    await runner.actOnToken(runId, revocation);
    expect(JSON.stringify(browser().changes)).toContain(`|${origin}/revoke`);
    expect(browser().rules()).toEqual([]);
  });

  test('takes one use of a run at a time, while other runs go on', async () => {
    const { kept, keep } = promised();
    const { runner, runId, client, usedPaths } = await runThatIsDone({}, kept, (origin) => ({
      userInfo: `${origin}/me`,
    }));
    // A GET: requests whose Origin is removed wait for one another.
    const first = runner.actOnToken(runId, userInfo);
    await vi.waitFor(() => expect(usedPaths()).toEqual(['/me']), PATIENCE);
    expect(await runner.actOnToken(runId, revocation)).toEqual({
      ok: false,
      message: 'Another request with a token of this run is under way. Wait for its answer.',
    });
    expect(await runner.restart(runId)).toEqual({
      ok: false,
      message: 'A token of this run is being used: wait for that.',
    });
    const other = await startedRunId(runner, client.id);
    await untilRunIs(other, 'done');
    keep();
    expect(await first).toEqual({ ok: true });
    expect((await storedRun(runId))?.uses).toHaveLength(1);
    expect((await readRunSummaries()).map(({ id }) => id)).toEqual([other, runId]);
    expect(await runner.actOnToken(runId, revocation)).toEqual({ ok: true });
  });

  test('keeps what was recorded before the worker dies', async () => {
    const { runner, runId } = await runThatIsDone();
    followRunEvents(runId, (events) => {
      if (events.at(-1)?.type !== 'exchanged') return;
      vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('gone'));
    });
    expect(await runner.actOnToken(runId, introspection)).toMatchObject({ ok: false });
    const events = await readRunEvents(runId);
    expect(events.at(-1)?.type).toBe('exchanged');
    expect(await storedRun(runId)).toMatchObject({ state: { status: 'done' }, uses: [] });
  });

  test('is noted by a later worker as one whose outcome nobody knows', async () => {
    const { kept, keep } = promised();
    const { runner, runId, client, usedPaths } = await runThatIsDone({}, kept, (origin) => ({
      userInfo: `${origin}/me`,
    }));
    // A GET: requests whose Origin is removed wait for one another.
    void runner.actOnToken(runId, userInfo);
    await vi.waitFor(() => expect(usedPaths()).toEqual(['/me']), PATIENCE);
    expect(await readRunSummaries()).toMatchObject([{ id: runId, isTokenInUse: true }]);

    const later = makeRunner();
    await untilRunIs(await startedRunId(later, client.id), 'done');
    expect(await storedRun(runId)).toMatchObject({
      state: { status: 'done' },
      uses: [
        {
          kind: 'user-info',
          outcome: {
            ok: false,
            failure: {
              code: 'token_use_interrupted',
              cause: 'the background worker was stopped while the answer was awaited',
            },
          },
        },
      ],
    });
    expect((await readRunSummaries()).some(({ isTokenInUse }) => isTokenInUse)).toBe(false);
    // What is noted once is not noted again.
    makeRunner();
    await untilRunIs(await startedRunId(later, client.id), 'done');
    expect((await storedRun(runId))?.uses).toHaveLength(1);
    keep();
  });

  test('is broken off when everything is cleared', async () => {
    const { kept, keep } = promised();
    const { runner, runId, usedPaths } = await runThatIsDone({}, kept);
    const use = runner.actOnToken(runId, introspection);
    await vi.waitFor(() => expect(usedPaths()).toEqual(['/introspect']), PATIENCE);
    await runner.stop();
    keep();
    expect(await use).toEqual({ ok: false, message: 'It was broken off.' });
    expect((await storedRun(runId))?.uses).toEqual([]);
  });

  test('says which access is missing, and sends nothing', async () => {
    const { runner, runId, origin, usedPaths } = await runThatIsDone();
    granted.clear();
    expect(await runner.actOnToken(runId, introspection)).toEqual({
      ok: false,
      message: `Nothing was sent: no permission yet to reach ${origin}. OAuth Workbench asks for each server on its own: allow access.`,
      obstacle: 'permission_missing',
      origins: [origin],
    });
    expect(usedPaths()).toEqual([]);
  });

  test.each<[string, boolean, string]>([
    ['is not in memory', false, 'secret_missing'],
    ['is sealed', true, 'vault_locked'],
  ])('says that the secret %s', async (_, isRemembered, obstacle) => {
    const { runner, runId, usedPaths } = await runThatIsDone({
      tokenEndpointAuthMethod: 'client_secret_post',
      secrets: [{ id: '1', description: '', addedAt: 0, state: 'active', isRemembered }],
    });
    await storeSecrets({});
    if (isRemembered) {
      await fakeBrowser.storage.local.set({
        vault: {
          version: 1,
          lock_after_minutes: 15,
          key: 'a.b.c.d.e',
          contents: 'a..c.d.e',
          pending_removals: [],
        },
      });
    }
    expect(await runner.actOnToken(runId, introspection)).toMatchObject({ ok: false, obstacle });
    expect(usedPaths()).toEqual([]);
  });

  test.each<[string, (client: Client) => readonly Client[]]>([
    ['was deleted', () => []],
    ['has another client ID', (client) => [{ ...client, clientId: 'other' }]],
    ['has another issuer', (client) => [{ ...client, issuer: 'https://other.example' }]],
    [
      'has another token endpoint',
      (client) => [
        { ...client, endpoints: { ...client.endpoints, token: 'https://other.example/t' } },
      ],
    ],
  ])('sends no token in the name of a client that %s', async (_, change) => {
    const { runner, runId, client, usedPaths } = await runThatIsDone();
    await updateClients(() => change(client));
    expect(await runner.actOnToken(runId, introspection)).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /^(?:The client has another|This client is not stored)/,
      ) as string,
    });
    expect(usedPaths()).toEqual([]);
  });

  test('takes endpoints that were typed in after the run', async () => {
    const { runner, runId, client, origin, usedPaths } = await runThatIsDone();
    const { endpoints } = client;
    await updateClients(() => [
      {
        ...client,
        endpoints: { ...endpoints, userInfo: `${origin}/me`, revocation: `${origin}/x` },
      },
    ]);
    expect(await runner.actOnToken(runId, { kind: 'user-info' })).toEqual({ ok: true });
    // One that the run knew stays: its tokens go where they were meant to go.
    await runner.actOnToken(runId, revocation);
    expect(usedPaths()).toEqual(['/me', '/revoke']);
  });

  test('calls an API also when the client is gone', async () => {
    const { runner, runId, origin, usedPaths } = await runThatIsDone();
    await updateClients(() => []);
    const call: WantedUse = { kind: 'resource', url: `${origin}/api`, method: 'GET', headers: [] };
    expect(await runner.actOnToken(runId, call)).toEqual({ ok: true });
    expect(usedPaths()).toEqual(['/api']);
  });

  test.each<[string, WantedUse, string]>([
    ['without such an endpoint', { kind: 'user-info' }, 'This server has no such endpoint.'],
    [
      'to what is no address',
      { kind: 'resource', url: 'javascript:alert(1)', method: 'GET', headers: [] },
      'The address must begin with https:// or http://, not javascript:',
    ],
    [
      'with a header that holds the token',
      {
        kind: 'resource',
        url: 'http://127.0.0.1:1/',
        method: 'GET',
        headers: [['authorization', 'x']],
      },
      'authorization cannot be set here: it holds the token.',
    ],
  ])('refuses one %s', async (_, wanted, message) => {
    const { runner, runId, usedPaths } = await runThatIsDone();
    expect(await runner.actOnToken(runId, wanted)).toEqual({ ok: false, message });
    expect(usedPaths()).toEqual([]);
  });

  test('refuses for a run that is not here, and for one that is not over', async () => {
    const { runner, client, usedPaths } = await runThatIsDone();
    await updateClients(() => [
      { ...client, redirectMode: 'manual', redirectUris: ['https://app.example.com/callback'] },
    ]);
    const waiting = await startedRunId(runner, client.id);
    await untilRunIs(waiting, 'authorizing');
    for (const [runId, message] of [
      ['nobody', 'This run is not here any more.'],
      [waiting, 'This run is still under way. Wait for its end.'],
    ] as const) {
      expect(await runner.actOnToken(runId, introspection)).toEqual({ ok: false, message });
    }
    expect(usedPaths()).toEqual([]);
  });
});

describe('seePage', () => {
  /** A run whose window was closed, at a server that shows this page. */
  async function runThatWasClosed() {
    const server = await startScriptedServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<h1>Unknown client</h1>');
    });
    const { issuer: _, ...rest } = sampleClient;
    const client: Client = {
      ...rest,
      provider: 'generic-oauth2',
      tokenEndpointAuthMethod: 'none',
      scopes: ['read'],
      endpoints: { authorization: `${server.origin}/authorize`, token: `${server.origin}/token` },
    };
    await updateClients((clients) => [...clients, client]);
    launch.mockRejectedValue(new Error('The user did not approve access.'));
    const runner = makeRunner();
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'cancelled');
    return { ...server, runner, runId };
  }

  test('asks once for the page of a closed window, and leaves the run as it ended', async () => {
    const { runner, runId, seen } = await runThatWasClosed();
    const before = await storedRun(runId);
    expect(await runner.seePage(runId)).toEqual({ ok: true });
    const after = await storedRun(runId);
    expect(after).toMatchObject({ state: before?.state, updatedAt: before?.updatedAt });
    expect(after?.exchanges.map(({ purpose }) => purpose)).toEqual(['authorization-page']);
    expect(after?.exchanges[0]?.request.url).toBe(before?.authorization?.url);
    expect(seen.map(({ path }) => path.split('?')[0])).toEqual(['/authorize']);
    expect(await runner.seePage(runId)).toMatchObject({ ok: false });
    expect(seen).toHaveLength(1);
  });

  test('says what is in the way, and sends nothing', async () => {
    const { runner, runId, seen } = await runThatWasClosed();
    granted.clear();
    expect(await runner.seePage(runId)).toMatchObject({
      ok: false,
      obstacle: 'permission_missing',
    });
    expect(await runner.seePage('nothing')).toMatchObject({ ok: false });
    expect(seen).toEqual([]);
  });

  test('is nothing for a run that is done', async () => {
    const { runner, runId, usedPaths } = await runThatIsDone();
    expect(await runner.seePage(runId)).toMatchObject({ ok: false });
    expect(usedPaths()).toEqual([]);
  });
});
