import 'fake-indexeddb/auto';
import { openDB } from 'idb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  forgetAllKeptRuns,
  forgetKept,
  forgetSealedRuns,
  forgetUnreadableRuns,
  type KeptReply,
  listKeptClients,
  listKeptRuns,
  previewForgetting,
  readKept,
  readKeptSummary,
  readKeptUsage,
  setMaxKeptRuns,
  writeKept,
} from '../../../utils/platform/kept-runs';
import { followKeptRuns } from '../../../utils/platform/kept-runs-changes';
import { DATABASE_VERSION } from '../../../utils/platform/kept-runs-database';
import { keptSummary } from '../history/sample-kept';

beforeEach(async () => {
  await forgetAllKeptRuns();
});

function valueOf<Value>(reply: KeptReply<Value>): Value {
  if (!reply.ok) throw new Error(reply.message);
  return reply.value;
}

const ids = (runs: readonly { readonly id: string }[]) => runs.map(({ id }) => id);

async function keepAll(...numbers: readonly number[]) {
  for (const number of numbers) valueOf(await writeKept(keptSummary(number), `body ${number}`));
}

const list = async (wish: Partial<Parameters<typeof listKeptRuns>[0]> = {}) =>
  valueOf(await listKeptRuns({ query: '', limit: 100, ...wish }));

/** The stores behind the back of what is tested. */
async function withStores(
  action: (database: Awaited<ReturnType<typeof openDB>>) => Promise<unknown>,
) {
  const database = await openDB('kept-runs');
  await action(database);
  database.close();
}

describe('writeKept', () => {
  test('keeps a run, its body apart, and replaces it', async () => {
    await keepAll(1);
    expect(valueOf(await readKept('run-1'))).toEqual({ summary: keptSummary(1), text: 'body 1' });
    const again = keptSummary(1, { note: 'again' });
    await writeKept(again, 'other body');
    expect(valueOf(await readKept('run-1'))).toEqual({ summary: again, text: 'other body' });
    expect(valueOf(await readKeptSummary('run-1'))).toEqual(again);
    expect(valueOf(await readKeptUsage())).toMatchObject({ runs: 1, bytes: 100 });
    expect(valueOf(await readKept('run-2'))).toBeUndefined();
  });

  test('forgets the oldest beyond the number, with its body, and tells which', async () => {
    await setMaxKeptRuns(2);
    await keepAll(2, 1);
    expect(ids(valueOf(await previewForgetting({ id: 'run-3', bytes: 1 })))).toEqual(['run-1']);
    expect(ids(valueOf(await writeKept(keptSummary(3), 'body 3')))).toEqual(['run-1']);
    expect(ids((await list()).runs)).toEqual(['run-3', 'run-2']);
    expect(valueOf(await readKept('run-1'))).toBeUndefined();
  });

  test('forgets the oldest beyond the bytes', async () => {
    await writeKept(keptSummary(1, { bytes: 60_000_000 }), 'x');
    await writeKept(keptSummary(2, { bytes: 30_000_000 }), 'x');
    const reply = await writeKept(keptSummary(3, { bytes: 20_000_000 }), 'x');
    expect(ids(valueOf(reply))).toEqual(['run-1']);
  });

  test('stays within the quota when several pages keep runs at once', async () => {
    await setMaxKeptRuns(5);
    const numbers = Array.from({ length: 20 }, (_, index) => index + 1);
    const replies = await Promise.all(
      numbers.map((number) => writeKept(keptSummary(number), 'body')),
    );
    const forgotten = replies.flatMap((reply) => ids(valueOf(reply)));
    const { runs } = await list();
    expect(runs).toHaveLength(5);
    // Each run is either kept or was told to be forgotten, once.
    expect([...ids(runs), ...forgotten].toSorted()).toEqual(
      numbers.map((number) => `run-${number}`).toSorted(),
    );
  });

  test('loses nothing when the browser has no room, and says so', async () => {
    await setMaxKeptRuns(1);
    await keepAll(1);
    // It is called with its own `this`.
    // oxlint-disable-next-line typescript/unbound-method
    const { put } = IDBObjectStore.prototype;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function refuse(
      this: IDBObjectStore,
      ...entry
    ) {
      const request = put.apply(this, entry);
      // As a browser does that finds no room when it writes.
      const abort: unknown = Reflect.get(this.transaction, '_abort');
      if (typeof abort !== 'function') throw new Error('The simulated database has changed.');
      request.addEventListener(
        'success',
        () => abort.call(this.transaction, 'QuotaExceededError'),
        {
          once: true,
        },
      );
      return request;
    });
    const reply = await writeKept(keptSummary(2), 'body 2');
    full.mockRestore();
    expect(reply).toMatchObject({
      ok: false,
      message: expect.stringContaining('The browser has no room left for kept runs.') as string,
    });
    expect(ids((await list()).runs)).toEqual(['run-1']);
  });
});

describe('setMaxKeptRuns', () => {
  test('forgets at once what is beyond a lower number', async () => {
    await keepAll(1, 2, 3);
    expect(ids(valueOf(await setMaxKeptRuns(1)))).toEqual(['run-1', 'run-2']);
    expect(valueOf(await readKeptUsage())).toMatchObject({ runs: 1, quota: { maxRuns: 1 } });
  });

  test('is a thousand at first, and again after everything was cleared', async () => {
    await setMaxKeptRuns(3);
    await forgetAllKeptRuns();
    expect(valueOf(await readKeptUsage()).quota).toEqual({ maxRuns: 1000, maxBytes: 100_000_000 });
  });
});

describe('listKeptRuns', () => {
  test('lists the newest first, as many as are wanted, and says whether there are more', async () => {
    await keepAll(2, 3, 1);
    expect(ids((await list()).runs)).toEqual(['run-3', 'run-2', 'run-1']);
    expect(await list({ limit: 3 })).toMatchObject({ hasMore: false });
    const part = await list({ limit: 2 });
    expect([ids(part.runs), part.hasMore]).toEqual([['run-3', 'run-2'], true]);
  });

  test('finds runs by their words and by their client', async () => {
    await keepAll(1);
    await writeKept(keptSummary(2, { clientId: 'client-2', label: 'Zebra', note: 'for you' }), 'x');
    await writeKept(keptSummary(3, { clientId: 'client-2', label: 'Aardvark' }), 'x');
    expect(ids((await list({ query: 'for you' })).runs)).toEqual(['run-2']);
    expect(ids((await list({ clientId: 'client-2' })).runs)).toEqual(['run-3', 'run-2']);
    expect(ids((await list({ clientId: 'client' })).runs)).toEqual([]);
    expect(valueOf(await listKeptClients())).toMatchObject([
      { clientId: 'client-2', label: 'Aardvark' },
      { clientId: 'client-1', label: 'Booking widget' },
    ]);
  });
});

describe('forgetting', () => {
  test('takes one run, every sealed one, or all', async () => {
    await keepAll(1, 2, 3);
    await writeKept(keptSummary(4, { keptAs: 'sealed' }), 'x');
    expect(valueOf(await readKeptUsage())).toMatchObject({ runs: 4, sealed: 1 });
    await forgetSealedRuns();
    await forgetKept('run-2');
    expect(ids((await list()).runs)).toEqual(['run-3', 'run-1']);
    await forgetAllKeptRuns();
    expect((await list()).runs).toEqual([]);
  });

  test('is told to every page', async () => {
    const told = vi.fn();
    const stop = followKeptRuns(told);
    await keepAll(1);
    await vi.waitFor(() => expect(told).toHaveBeenCalled());
    stop();
  });
});

describe('what cannot be read', () => {
  test('is set aside and counted, in lists and in the quota, until it is forgotten', async () => {
    await keepAll(1, 2);
    await withStores(async (database) => {
      await database.put('summaries', { ...keptSummary(3), status: 'of another version' });
      await database.put('summaries', { id: 'run-4' });
      await database.put('bodies', { id: 'run-2', text: 7 });
    });
    expect(ids((await list()).runs)).toEqual(['run-2', 'run-1']);
    expect(valueOf(await readKeptUsage())).toMatchObject({ runs: 2, unreadable: 2 });
    expect(valueOf(await readKept('run-3'))).toMatchObject({ summary: undefined });
    expect(valueOf(await readKept('run-2'))).toMatchObject({ text: undefined });
    await setMaxKeptRuns(1);
    expect(valueOf(await readKeptUsage())).toMatchObject({ runs: 1, unreadable: 2 });
    await forgetUnreadableRuns();
    expect(valueOf(await readKeptUsage())).toMatchObject({ runs: 1, unreadable: 0 });
  });

  test('is a number of runs that is none', async () => {
    await keepAll(1);
    await withStores((database) => database.put('settings', 'many', 'max-runs'));
    expect(valueOf(await readKeptUsage()).quota.maxRuns).toBe(1000);
  });
});

describe('the database', () => {
  test('of a newer version is refused in words and left untouched, until everything is cleared', async () => {
    await forgetAllKeptRuns();
    const newer = await openDB('kept-runs', DATABASE_VERSION + 1, {
      upgrade: (database) => {
        database.createObjectStore('of tomorrow');
      },
    });
    newer.close();
    const refused = {
      ok: false,
      message:
        'The kept runs have version 2, this OAuth Workbench knows version 1. Update the extension to see them; they are left untouched.',
    };
    expect(await listKeptRuns({ query: '', limit: 1 })).toEqual(refused);
    expect(await writeKept(keptSummary(1), 'x')).toEqual(refused);
    await withStores(async (database) =>
      expect([...database.objectStoreNames]).toEqual(['of tomorrow']),
    );
    await forgetAllKeptRuns();
    await keepAll(1);
    expect(ids((await list()).runs)).toEqual(['run-1']);
  });

  test('gives way to a page that upgrades it', async () => {
    await keepAll(1);
    const newer = await openDB('kept-runs', DATABASE_VERSION + 1);
    newer.close();
    expect(await readKeptUsage()).toMatchObject({ ok: false });
    await forgetAllKeptRuns();
  });
});
