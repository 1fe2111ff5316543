import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../../utils/clients/client';
import { updateClients } from '../../../utils/platform/clients-storage';
import { makeRunner, type Runner } from '../../../utils/platform/runner';
import { readRunEvents, readRunSummaries, writeRun } from '../../../utils/platform/runs-storage';
import { OPEN_VAULT_KEY, VAULT_KEY } from '../../../utils/platform/secrets-storage';
import { sampleClient } from '../clients/sample-client';
import { sendJson, startScriptedServer } from '../oauth/scripted-server';
import {
  answerWithCode,
  base,
  PATIENCE,
  startedRunId,
  storeClient,
  storedRun,
  storeSecrets,
  untilRunIs,
  useFreshBrowser,
} from './runner-harness';

const { granted, launch, browser } = useFreshBrowser();

/** A sign-in window that stays open until it is closed, as Chromium’s does. */
function openWindowThatWaits(): Promise<string> {
  const { promise, reject } = Promise.withResolvers<string>();
  void fakeBrowser.windows.create({ type: 'popup' });
  fakeBrowser.windows.onRemoved.addListener(() =>
    reject(new Error('The user did not approve access.')),
  );
  return promise;
}

describe('makeRunner: start', () => {
  test('runs a stored client, each event in storage', async () => {
    const { client, seen } = await storeClient();
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'done');
    expect((await readRunEvents(runId)).map(({ type }) => type)).toEqual([
      'started',
      'server-known',
      'authorization-requested',
      'authorization-responded',
      'authorization-accepted',
      'exchanged',
      'tokens-accepted',
      'finished',
    ]);
    expect(await readRunSummaries()).toMatchObject([
      { id: runId, clientId: 'sample-id', state: { status: 'done' } },
    ]);
    expect((await storedRun(runId))?.redirect).toEqual({
      mode: 'extension',
      uri: `${base}sample-slug`,
      isOwn: true,
    });
    expect(new URLSearchParams(seen[0]?.body).get('redirect_uri')).toBe(`${base}sample-slug`);
  });

  test('uses the secret of its client, and stores it with no run', async () => {
    const { client, seen } = await storeClient({ tokenEndpointAuthMethod: 'client_secret_post' });
    await storeSecrets({
      [client.id]: { 1: 'a-retired-one', 2: 'the-secret-of-it' },
      another: { 2: 'another-secret' },
    });
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'done');
    expect(seen[0]?.body).toContain('client_secret=the-secret-of-it');
    expect(JSON.stringify(await readRunEvents(runId))).not.toContain('the-secret-of-it');
  });

  test.each([
    ['removed', 2],
    ['sent', 0],
  ] as const)('Origin header %s: %i changes of rules', async (originHeader, changes) => {
    const { client } = await storeClient({ originHeader });
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'done');
    // The others are those of the capture rules, of which none are left.
    const ofHeaders = browser().changes.filter(
      ({ removeRuleIds = [], addRules = [] }) =>
        removeRuleIds.includes(1) || addRules.some(({ id }) => id === 1),
    );
    expect(ofHeaders).toHaveLength(changes);
    expect(browser().rules()).toEqual([]);
  });

  test('refuses a client that is not stored', async () => {
    expect(await makeRunner().start({ clientId: 'nobody' })).toEqual({
      ok: false,
      message: 'This client is not stored any more.',
    });
    expect(await readRunSummaries()).toEqual([]);
  });

  test.each(['state', 'nonce', 'redirect_uri', 'client_secret', 'code_verifier', 'scope'])(
    'refuses to set %s for one run, and keeps nothing of it',
    async (name) => {
      const { client, seen } = await storeClient();
      const overrides = [
        ['prompt', 'none'],
        [name, 'x'],
      ] as const;
      expect(await makeRunner().start({ clientId: client.id, overrides })).toEqual({
        ok: false,
        message: `No run may set ${name} itself.`,
      });
      expect(await readRunSummaries()).toEqual([]);
      expect(launch).not.toHaveBeenCalled();
      expect(seen).toEqual([]);
    },
  );

  test('refuses, in words, when the store cannot be read', async () => {
    await fakeBrowser.storage.local.set({ clients: 'junk' });
    expect(await makeRunner().start({ clientId: 'x' })).toEqual({
      ok: false,
      message: 'The stored clients are damaged: they are not a list of clients.',
    });
  });

  test('refuses a second run in words, one at a time', async () => {
    const { client } = await storeClient();
    launch.mockImplementation(openWindowThatWaits);
    const runner = makeRunner();
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'authorizing');
    expect(await runner.start({ clientId: client.id })).toEqual({
      ok: false,
      message:
        '“Booking widget” is running (waiting for sign-in and consent). One run at a time: finish or cancel it first.',
    });
    await runner.cancel(runId);
    expect(await readRunSummaries()).toHaveLength(1);
  });

  test('starts one of two runs that are asked for at once', async () => {
    const { client } = await storeClient();
    const runner = makeRunner();
    const replies = await Promise.all([
      runner.start({ clientId: client.id }),
      runner.start({ clientId: client.id }),
    ]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, false]);
    expect(replies[1]).toEqual({
      ok: false,
      message:
        '“Booking widget” is running (preparing). One run at a time: finish or cancel it first.',
    });
    const runId = replies[0].ok ? replies[0].runId : undefined;
    await untilRunIs(runId ?? '', 'done');
  });

  test('can run again after a run has ended', async () => {
    const { client } = await storeClient();
    const runner = makeRunner();
    const first = await startedRunId(runner, client.id);
    await untilRunIs(first, 'done');
    const second = await vi.waitFor(() => startedRunId(runner, client.id));
    await untilRunIs(second, 'done');
    expect(second).not.toBe(first);
    expect(await readRunSummaries()).toHaveLength(2);
  });
});

describe('makeRunner: cancel', () => {
  test('ends the run, closes its window, and takes nothing that comes later', async () => {
    const { client, seen } = await storeClient();
    launch.mockImplementation(openWindowThatWaits);
    const runner = makeRunner();
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'authorizing');
    expect(await fakeBrowser.windows.getAll()).toHaveLength(2);
    expect(await runner.cancel(runId)).toEqual({ ok: true });
    expect(await fakeBrowser.windows.getAll()).toHaveLength(1);
    expect((await storedRun(runId))?.state).toEqual({
      status: 'cancelled',
      step: 'sign-in',
      by: 'user',
    });
    expect((await readRunEvents(runId)).at(-1)?.type).toBe('cancelled');
    expect(seen).toEqual([]);

    launch.mockImplementation(answerWithCode);
    await untilRunIs(await startedRunId(runner, client.id), 'done');
  });

  test('says that a run has ended already', async () => {
    const { client } = await storeClient();
    const runner = makeRunner();
    const refused = { ok: false, message: 'This run has ended already.' };
    expect(await runner.cancel('nobody')).toEqual(refused);
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'done');
    await vi.waitFor(async () => expect(await runner.cancel(runId)).toEqual(refused));
    expect((await storedRun(runId))?.state.status).toBe('done');
  });
});

describe('makeRunner: stop', () => {
  test('ends what is under way without a trace', async () => {
    const { client } = await storeClient();
    launch.mockImplementation(openWindowThatWaits);
    const runner = makeRunner();
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'authorizing');
    const before = await readRunEvents(runId);
    await runner.stop();
    expect(await readRunEvents(runId)).toEqual(before);
    expect(await fakeBrowser.windows.getAll()).toHaveLength(1);
  });

  test('does nothing when nothing is under way', async () => {
    await makeRunner().stop();
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
  });
});

describe('makeRunner: after the worker has died', () => {
  test('marks the run that was under way as interrupted, keeps what had arrived, and closes its window', async () => {
    const { client } = await storeClient();
    // Of a dead worker nothing more is heard, whatever becomes of its window.
    launch.mockImplementation(() => {
      void fakeBrowser.windows.create({ type: 'popup' });
      return new Promise(() => undefined);
    });
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'authorizing');
    const before = await readRunEvents(runId);

    makeRunner();
    await untilRunIs(runId, 'interrupted');
    expect((await storedRun(runId))?.state).toEqual({ status: 'interrupted', step: 'sign-in' });
    expect((await readRunEvents(runId)).slice(0, before.length)).toEqual(before);
    await vi.waitFor(async () => expect(await fakeBrowser.windows.getAll()).toHaveLength(1));
  });

  test('leaves runs alone that had ended', async () => {
    const { client } = await storeClient();
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'done');
    const before = await readRunEvents(runId);
    await makeRunner().cancel('nobody');
    expect(await readRunEvents(runId)).toEqual(before);
  });
});

describe('makeRunner: onPermissionsChanged', () => {
  const failFor = async (runner: Runner, clientId: string) => {
    granted.clear();
    const runId = await startedRunId(runner, clientId);
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({
      failure: { code: 'permission_missing' },
    });
    return runId;
  };

  test('begins a run anew when its permission was given', async () => {
    const { client, seen } = await storeClient();
    const runner = makeRunner();
    const runId = await failFor(runner, client.id);
    expect(seen).toEqual([]);
    granted.add('http://127.0.0.1/*');
    await vi.waitFor(async () => {
      await runner.onPermissionsChanged();
      expect((await storedRun(runId))?.state.status).not.toBe('failed');
    });
    await untilRunIs(runId, 'done');
    expect(await readRunSummaries()).toHaveLength(1);
    expect((await readRunEvents(runId)).filter(({ type }) => type === 'started')).toHaveLength(1);
  });

  test('waits while it is still missing', async () => {
    const { client } = await storeClient();
    const runner = makeRunner();
    const runId = await failFor(runner, client.id);
    granted.add('https://another.example/*');
    await runner.onPermissionsChanged();
    expect((await storedRun(runId))?.state.status).toBe('failed');
  });

  test('begins no run anew that was left for more than ten minutes', async () => {
    const { client } = await storeClient();
    const runner = makeRunner();
    const runId = await failFor(runner, client.id);
    const [summary] = await readRunSummaries();
    if (summary === undefined) throw new Error('The run is not stored.');
    await writeRun(
      { ...summary, updatedAt: summary.updatedAt - 10 * 60 * 1000 - 60_000 },
      await readRunEvents(runId),
    );
    granted.add('http://127.0.0.1/*');
    await runner.onPermissionsChanged();
    expect(launch).not.toHaveBeenCalled();
  });

  test('begins no run anew that failed for another reason', async () => {
    const { client } = await storeClient({ tokenEndpointAuthMethod: 'client_secret_post' });
    const runner = makeRunner();
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'failed');
    const before = await readRunEvents(runId);
    await runner.onPermissionsChanged();
    expect(await readRunEvents(runId)).toEqual(before);
  });
});

describe('makeRunner: refresh', () => {
  const NO_TOKEN = {
    ok: false,
    message: 'The run has no refresh token, or is not here any more. Run the client anew.',
  };

  const startRefresh = async (runner: Runner, clientId: string, refreshes: string) => {
    const reply = await vi.waitFor(async () => {
      const answer = await runner.start({ clientId, refreshes });
      // The run before has ended, and its runner is about to notice.
      if (!answer.ok) throw new Error(answer.message);
      return answer;
    }, PATIENCE);
    return reply.runId ?? '';
  };

  test('runs anew with the refresh token of a run, and without a window', async () => {
    const { client, seen } = await storeClient(
      { scopes: ['openid', 'read'] },
      { refresh_token: 'the-refresh-token', scope: 'openid' },
    );
    const runner = makeRunner();
    const first = await startedRunId(runner, client.id);
    await untilRunIs(first, 'done');
    const second = await startRefresh(runner, client.id, first);
    await untilRunIs(second, 'done');
    expect(launch).toHaveBeenCalledTimes(1);
    expect(new URLSearchParams(seen[1]?.body).get('refresh_token')).toBe('the-refresh-token');
    const nonce = (await storedRun(first))?.authorization?.nonce;
    expect(nonce).toBeTypeOf('string');
    expect(await storedRun(second)).toMatchObject({
      grant: 'refresh_token',
      refreshes: { runId: first, scopes: ['openid'], nonce },
    });
    expect(await readRunSummaries()).toHaveLength(2);

    const third = await startRefresh(runner, client.id, second);
    await untilRunIs(third, 'done');
    expect((await storedRun(third))?.refreshes).toEqual({
      runId: second,
      scopes: ['openid'],
      nonce,
      refreshToken: { receivedAt: expect.any(Number) },
    });
  });

  test('loses no refresh token when the answer of a server that rotates is lost', async () => {
    // It answers a code, loses its first answer to a refresh, and takes the token of before for a while.
    let refreshes = 0;
    const { origin, seen } = await startScriptedServer((request, response) => {
      const isRefresh = request.body.includes('grant_type=refresh_token');
      if (isRefresh) refreshes += 1;
      if (isRefresh && refreshes === 1) response.destroy();
      else {
        sendJson(response, {
          access_token: `access-${refreshes}`,
          token_type: 'Bearer',
          refresh_token: `refresh-${refreshes}`,
          scope: 'read',
        });
      }
    });
    const { client } = await storeClient({
      endpoints: { authorization: `${origin}/authorize`, token: `${origin}/token` },
    });
    const runner = makeRunner();
    const first = await startedRunId(runner, client.id);
    await untilRunIs(first, 'done');
    const lost = await startRefresh(runner, client.id, first);
    await untilRunIs(lost, 'failed');
    expect((await storedRun(lost))?.state).toMatchObject({
      failure: {
        code: 'server_unreachable',
        remedy: expect.stringMatching(/refresh once more/) as string,
      },
    });
    // It stays on the run that had it, and on the one that sent it in vain.
    for (const earlier of [lost, first]) {
      const again = await startRefresh(runner, client.id, earlier);
      await untilRunIs(again, 'done');
      expect(new URLSearchParams(seen.at(-1)?.body).get('refresh_token')).toBe('refresh-0');
      expect((await storedRun(again))?.refreshes).toMatchObject({ runId: first, scopes: ['read'] });
    }
  });

  test('refuses a second refresh in words while the first waits for its answer', async () => {
    let keep: () => void = () => undefined;
    const kept = new Promise<void>((resolve) => {
      keep = resolve;
    });
    const { origin } = await startScriptedServer((request, response) => {
      const held = request.body.includes('grant_type=refresh_token') ? kept : Promise.resolve();
      void held.then(() =>
        sendJson(response, { access_token: 'a', token_type: 'Bearer', refresh_token: 'r' }),
      );
    });
    const { client } = await storeClient({
      endpoints: { authorization: `${origin}/authorize`, token: `${origin}/token` },
    });
    const runner = makeRunner();
    const first = await startedRunId(runner, client.id);
    await untilRunIs(first, 'done');
    const second = await startRefresh(runner, client.id, first);
    expect(await runner.start({ clientId: client.id, refreshes: first })).toEqual({
      ok: false,
      message: expect.stringMatching(/is running .* One run at a time/) as string,
    });
    keep();
    await untilRunIs(second, 'done');
    expect(await readRunSummaries()).toHaveLength(2);
  });

  test('refuses for a run without a refresh token, and for one that is not here', async () => {
    const { client, seen } = await storeClient();
    const runner = makeRunner();
    const runId = await startedRunId(runner, client.id);
    await untilRunIs(runId, 'done');
    for (const refreshes of [runId, 'nobody']) {
      await vi.waitFor(
        async () =>
          expect(await runner.start({ clientId: client.id, refreshes })).toEqual(NO_TOKEN),
        PATIENCE,
      );
    }
    expect(seen).toHaveLength(1);
    expect(await readRunSummaries()).toHaveLength(1);
  });

  test.each<[string, (client: Client) => Client]>([
    ['client ID', (client) => ({ ...client, clientId: 'another-client' })],
    ['issuer', (client) => ({ ...client, issuer: 'https://another.example.com' })],
    [
      'token endpoint',
      (client) => ({
        ...client,
        endpoints: { ...client.endpoints, token: `${client.endpoints.token}/2` },
      }),
    ],
  ])('sends the refresh token nowhere once the client has another %s', async (_, change) => {
    const { client, seen } = await storeClient({}, { refresh_token: 'the-refresh-token' });
    const runner = makeRunner();
    const first = await startedRunId(runner, client.id);
    await untilRunIs(first, 'done');
    await updateClients((clients) => clients.map(change));
    await vi.waitFor(
      async () =>
        expect(await runner.start({ clientId: client.id, refreshes: first })).toEqual({
          ok: false,
          message:
            'The client has another client ID, issuer or token endpoint than when this run was made. Its refresh token is not sent there: run the client anew.',
        }),
      PATIENCE,
    );
    expect(seen).toHaveLength(1);
    expect(await readRunSummaries()).toHaveLength(1);
    // The token was good for the client as it was.
    await updateClients(() => [{ ...client, label: 'Renamed', scopes: ['other'] }]);
    await untilRunIs(await startRefresh(runner, client.id, first), 'done');
  });

  test('is still a refresh when it begins anew, since a permission was given', async () => {
    const { client, seen } = await storeClient({}, { refresh_token: 'the-refresh-token' });
    const runner = makeRunner();
    const first = await startedRunId(runner, client.id);
    await untilRunIs(first, 'done');
    granted.clear();
    const second = await startRefresh(runner, client.id, first);
    await untilRunIs(second, 'failed');
    granted.add('http://127.0.0.1/*');
    await vi.waitFor(async () => {
      await runner.onPermissionsChanged();
      expect((await storedRun(second))?.state.status).not.toBe('failed');
    }, PATIENCE);
    await untilRunIs(second, 'done');
    expect((await storedRun(second))?.grant).toBe('refresh_token');
    expect(new URLSearchParams(seen.at(-1)?.body).get('grant_type')).toBe('refresh_token');
    expect(launch).toHaveBeenCalledTimes(1);
  });
});

describe('makeRunner: the secret', () => {
  const [active] = sampleClient.secrets;
  if (active === undefined) throw new Error('The sample has no secret.');

  const lockedVault = {
    version: 1,
    lock_after_minutes: 15,
    key: 'a.b.c.d.e',
    contents: 'a..c.d.e',
    pending_removals: [],
  };

  test.each<[string, Client['secrets'], string, object?]>([
    ['none that is noted', [], 'secret_missing'],
    ['none that is active', [{ ...active, state: 'retired' }], 'secret_missing', lockedVault],
    ['one whose value is not in memory', [active], 'secret_missing', lockedVault],
    ['one that is sealed', [{ ...active, isRemembered: true }], 'vault_locked', lockedVault],
    ['one whose vault is gone', [{ ...active, isRemembered: true }], 'secret_missing'],
  ])('ends a run that needs it and has %s', async (_, secrets, code, vault) => {
    if (vault !== undefined) await fakeBrowser.storage.local.set({ [VAULT_KEY]: vault });
    const { client, seen } = await storeClient({
      tokenEndpointAuthMethod: 'client_secret_post',
      secrets,
    });
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'failed');
    expect((await storedRun(runId))?.state).toMatchObject({ failure: { code } });
    expect(seen).toEqual([]);
    expect(launch).not.toHaveBeenCalled();
  });

  test('is that of the vault while the vault is open', async () => {
    const { client, seen } = await storeClient({
      tokenEndpointAuthMethod: 'client_secret_post',
      secrets: [{ ...active, isRemembered: true }],
    });
    await fakeBrowser.storage.session.set({
      [OPEN_VAULT_KEY]: { key: 'k', values: { [client.id]: { [active.id]: 'from-the-vault' } } },
    });
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'done');
    expect(new URLSearchParams(seen[0]?.body).get('client_secret')).toBe('from-the-vault');
  });
});

describe('makeRunner: client credentials', () => {
  test('runs without a window', async () => {
    const { client, seen } = await storeClient({ grantType: 'client_credentials' });
    const runId = await startedRunId(makeRunner(), client.id);
    await untilRunIs(runId, 'done');
    expect(launch).not.toHaveBeenCalled();
    expect(new URLSearchParams(seen[0]?.body).get('grant_type')).toBe('client_credentials');
    expect(await readRunSummaries()).toMatchObject([{ grant: 'client_credentials' }]);
  });
});
