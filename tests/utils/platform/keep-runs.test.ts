import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { shownRunOf } from '../../../utils/diagnosis/shown-run';
import { fail } from '../../../utils/oauth/failure';
import { runFromEvents } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { summaryOf } from '../../../utils/oauth/run-summary';
import { keepRun, readKeptRun } from '../../../utils/platform/keep-runs';
import {
  forgetAllKeptRuns,
  listKeptRuns,
  readKept,
  readKeptUsage,
} from '../../../utils/platform/kept-runs';
import { writeRun } from '../../../utils/platform/runs-storage';
import {
  changeVaultPassphrase,
  clearAll,
  createVault,
  forgetVault,
  lockVault,
  unlockVault,
} from '../../../utils/platform/vault';
import { goodEvents, runOf } from '../oauth/sample-run';
import { accessToken, idToken, tellingEvents, told } from '../share/telling-run';

const passphrase = 'correct horse battery';
const { session, local } = fakeBrowser.storage;

// Deriving a key is slow on purpose: one vault is made, and each test begins with a copy of it, open.
let made: { readonly local: object; readonly session: object } | undefined;

async function openAVault() {
  if (made === undefined) {
    expect(await createVault(passphrase)).toEqual({ ok: true });
    const { 'vault-open': open } = await session.get(null);
    made = { local: await local.get(null), session: { 'vault-open': open } };
  } else {
    await local.set(made.local);
    await session.set(made.session);
  }
}

beforeEach(async () => {
  fakeBrowser.reset();
  await forgetAllKeptRuns();
});

async function writeEvents(events: readonly RunEvent[]) {
  const run = runFromEvents(events);
  if (run === undefined) throw new Error('The events do not begin with a start.');
  await writeRun(summaryOf(run), events);
}

/** Every value in every store. */
async function stored(): Promise<string> {
  const database = await openDB('kept-runs');
  const all = await Promise.all(
    ['summaries', 'bodies', 'settings'].map((store) => database.getAll(store)),
  );
  database.close();
  return JSON.stringify(all);
}

const secrets = [...Object.values(told), accessToken, idToken];

/** What is sealed: a JWE with its five parts, the second of them empty. */
const SEALED = /[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+/g;

const keep = (as: 'redacted' | 'sealed', note = '') => keepRun({ runId: 'run-1', as, note });

describe('a run that is kept redacted', () => {
  test('is there when the browser was closed, without a secret in any store', async () => {
    await writeEvents(tellingEvents());
    expect(await keep('redacted', `night desk ${told.email}`)).toEqual({ ok: true, value: [] });
    await session.clear();
    const all = await stored();
    for (const value of secrets) expect(all).not.toContain(JSON.stringify(value).slice(1, -1));
    expect(all).toContain('night desk ‹e-mail address #');
    expect(await readKeptRun('run-1')).toMatchObject({
      status: 'shown',
      summary: { keptAs: 'redacted', label: 'Booking widget', status: 'done' },
      shown: { run: { id: 'run-1', state: { status: 'done' } } },
    });
  });

  test('tells its cause in the list', async () => {
    await writeEvents([
      ...goodEvents.slice(0, 8),
      { type: 'failed', at: 9000, failure: fail('token_error', 'invalid_grant', 'Again.').failure },
    ]);
    await keep('redacted');
    expect(await listKeptRuns({ query: 'invalid_grant', limit: 1 })).toMatchObject({
      value: { runs: [{ status: 'failed', cause: 'invalid_grant', step: 'token-request' }] },
    });
  });

  test('whose predecessor is missing can be shown', async () => {
    const [first, ...rest] = goodEvents;
    if (first?.type !== 'started') throw new Error('A run begins with its start.');
    await writeEvents([{ ...first, refreshes: { runId: 'run-0', scopes: ['openid'] } }, ...rest]);
    await keep('redacted');
    await session.clear();
    expect(await readKeptRun('run-1')).toMatchObject({
      status: 'shown',
      shown: { run: { grant: 'refresh_token', refreshes: { runId: 'run-0' } } },
    });
  });
});

describe('a run that is kept sealed', () => {
  test('is whole while the vault is open, and closed while it is not', async () => {
    await openAVault();
    const events = tellingEvents();
    await writeEvents(events);
    expect(await keep('sealed', `for ${told.name}`)).toEqual({ ok: true, value: [] });
    const all = await stored();
    // Three letters stand in thousands of random ones now and then.
    const unsealed = all.replaceAll(SEALED, '');
    expect(unsealed).not.toBe(all);
    for (const value of secrets) {
      const text = value.length > 8 ? all : unsealed;
      expect(text).not.toContain(JSON.stringify(value).slice(1, -1));
    }
    expect(await readKeptRun('run-1')).toMatchObject({
      status: 'shown',
      shown: shownRunOf(runOf(events)),
    });
    await lockVault();
    expect(await readKeptRun('run-1')).toMatchObject({
      status: 'locked',
      summary: { label: 'Booking widget', status: 'done' },
    });
    // Another passphrase does not matter: the run is under the key of the vault.
    await changeVaultPassphrase(passphrase, 'another passphrase');
    await unlockVault('another passphrase');
    expect(await readKeptRun('run-1')).toMatchObject({ status: 'shown' });
  });

  test('tells nothing in the clear of why it failed', async () => {
    await openAVault();
    await writeEvents([
      ...goodEvents.slice(0, 8),
      { type: 'failed', at: 9000, failure: fail('token_error', 'invalid_grant', 'Again.').failure },
    ]);
    await keep('sealed');
    expect(await stored()).not.toContain('invalid_grant');
  });

  test('is not opened as another run, or where it was altered', async () => {
    await openAVault();
    await writeEvents(goodEvents);
    await keep('sealed');
    const database = await openDB('kept-runs');
    const reply = await readKept('run-1');
    const { summary, text = '' } = (reply.ok ? reply.value : undefined) ?? {};
    await database.put('summaries', { ...summary, id: 'run-2' });
    await database.put('bodies', { id: 'run-2', text });
    await database.put('bodies', { id: 'run-1', text: `${text.slice(0, -4)}AAAA` });
    database.close();
    for (const id of ['run-1', 'run-2']) {
      expect(await readKeptRun(id)).toMatchObject({
        status: 'unreadable',
        message: expect.stringContaining('altered or damaged') as string,
      });
    }
  });

  test('goes with its vault, as everything goes when all is cleared', async () => {
    await openAVault();
    await writeEvents(goodEvents);
    await keep('sealed');
    await writeEvents([{ ...goodEvents[0], runId: 'run-2' } as RunEvent, ...goodEvents.slice(1)]);
    await keepRun({ runId: 'run-2', as: 'redacted', note: '' });
    await forgetVault();
    expect(await readKeptUsage()).toMatchObject({ value: { runs: 1, sealed: 0 } });
    await clearAll();
    expect(await readKeptUsage()).toMatchObject({ value: { runs: 0 } });
  });

  test('says so where its vault is another one now', async () => {
    await openAVault();
    await writeEvents(goodEvents);
    await keep('sealed');
    await local.remove('vault');
    expect(await readKeptRun('run-1')).toMatchObject({ status: 'lost' });
    await session.remove('vault-open');
    await createVault(passphrase);
    expect(await readKeptRun('run-1')).toMatchObject({ status: 'lost' });
  });
});

describe('keepRun', () => {
  test.each([
    ['without a vault', [], 'There is no vault yet.'],
    ['while the vault is locked', ['locked'], 'The vault is locked.'],
  ])('seals nothing %s', async (_, [locked], message) => {
    await writeEvents(goodEvents);
    if (locked !== undefined) {
      await openAVault();
      await lockVault();
    }
    expect(await keep('sealed')).toMatchObject({
      ok: false,
      message: expect.stringContaining(message) as string,
    });
    expect(await readKeptUsage()).toMatchObject({ value: { runs: 0 } });
  });

  test.each([
    ['is not there', [], 'not in this browser session'],
    ['is under way', goodEvents.slice(0, 5), 'still under way'],
    [
      'has a token in use',
      [
        ...goodEvents,
        {
          type: 'token-use-started',
          at: 13_000,
          use: { kind: 'user-info', token: 'access_token', startedAt: 13_000 },
        } satisfies RunEvent,
      ],
      'is being used',
    ],
  ])('refuses a run that %s', async (_, events, message) => {
    if (events.length > 0) await writeEvents(events);
    expect(await keep('redacted')).toMatchObject({
      ok: false,
      message: expect.stringContaining(message) as string,
    });
  });
});
