import { type KeptRunSummary, parseKeptRunSummary } from '../history/kept-run';
import { DEFAULT_QUOTA, type Quota, runsToForget } from '../history/quota';
import { keptRunSearch } from '../history/search-kept-runs';
import { announceKeptRuns } from './kept-runs-changes';
import {
  deleteKeptRunsDatabase,
  type KeptRunsDatabase,
  type KeptRunsTransaction,
  NewerDatabaseError,
  openKeptRuns,
  STORES,
} from './kept-runs-database';

/** What came of reading or changing kept runs; a refusal is in words, and nothing has changed. */
export type KeptReply<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly message: string };

export type ListWish = {
  readonly query: string;
  /** Only runs of this client. */
  readonly clientId?: string | undefined;
  readonly limit: number;
};

export type ListPart = {
  /** Newest first. */
  readonly runs: readonly KeptRunSummary[];
  /** Whether there are more that fit. */
  readonly hasMore: boolean;
};

/** How much is kept. */
export type KeptUsage = {
  readonly runs: number;
  readonly sealed: number;
  readonly bytes: number;
  readonly quota: Quota;
  /** Entries that cannot be read: they are set aside. */
  readonly unreadable: number;
};

/** Kept runs that fit a search, newest first; no body is read for that. */
export async function listKeptRuns(wish: ListWish): Promise<KeptReply<ListPart>> {
  return attempt(async (database) => {
    const { query, clientId, limit } = wish;
    const fits = keptRunSearch(query);
    const { store } = database.transaction('summaries');
    const index = store.index(clientId === undefined ? 'by-time' : 'by-client');
    const runs: KeptRunSummary[] = [];
    let cursor = await index.openCursor(rangeOf(clientId), 'prev');
    while (cursor !== null) {
      const run = parseKeptRunSummary(cursor.value);
      if (run !== undefined && fits(run)) {
        if (runs.length === limit) return { runs, hasMore: true };
        runs.push(run);
      }
      cursor = await cursor.continue();
    }
    return { runs, hasMore: false };
  });
}

/** Every client that has kept runs, each as its newest one shows it. */
export async function listKeptClients(): Promise<
  KeptReply<readonly Pick<KeptRunSummary, 'clientId' | 'label'>[]>
> {
  return attempt(async (database) => {
    const index = database.transaction('summaries').store.index('by-client');
    const clients: KeptRunSummary[] = [];
    let cursor = await index.openCursor(null, 'prev');
    while (cursor !== null) {
      const run = parseKeptRunSummary(cursor.value);
      if (run !== undefined && run.clientId !== clients.at(-1)?.clientId) clients.push(run);
      // On to the next client.
      cursor = await cursor.continue([cursor.key[0], Number.NEGATIVE_INFINITY, '']);
    }
    return clients.toSorted((one, other) => one.label.localeCompare(other.label));
  });
}

export async function readKeptUsage(): Promise<KeptReply<KeptUsage>> {
  return attempt(async (database) => {
    const { runs, quota, unreadable } = await readAll(database.transaction(STORES));
    return {
      runs: runs.length,
      sealed: runs.filter(({ keptAs }) => keptAs === 'sealed').length,
      bytes: runs.reduce((sum, run) => sum + run.bytes, 0),
      quota,
      unreadable,
    };
  });
}

/** The runs that the quota would have forgotten, were this one kept. */
export async function previewForgetting(
  incoming: Pick<KeptRunSummary, 'id' | 'bytes'>,
): Promise<KeptReply<readonly KeptRunSummary[]>> {
  return attempt(async (database) => {
    const { runs, quota } = await readAll(database.transaction(STORES));
    return runsToForget(runs, incoming, quota);
  });
}

/** What lists show of a kept run; nothing where there is none, or it cannot be read. */
export async function readKeptSummary(id: string): Promise<KeptReply<KeptRunSummary | undefined>> {
  return attempt(async (database) => parseKeptRunSummary(await database.get('summaries', id)));
}

/** The summary and the body of a kept run; nothing where there is none. */
export async function readKept(
  id: string,
): Promise<
  KeptReply<
    { readonly summary: KeptRunSummary | undefined; readonly text: string | undefined } | undefined
  >
> {
  return attempt(async (database) => {
    const transaction = database.transaction(['summaries', 'bodies']);
    const [summary, body] = await Promise.all([
      transaction.objectStore('summaries').get(id),
      transaction.objectStore('bodies').get(id),
    ]);
    return summary === undefined && body === undefined
      ? undefined
      : { summary: parseKeptRunSummary(summary), text: textOf(body) };
  });
}

/**
 * Keeps a run in place of an earlier one of the same id, and forgets in the same transaction what is then beyond the
 * quota, the oldest first.
 *
 * @returns what was forgotten for it
 */
export async function writeKept(
  summary: KeptRunSummary,
  text: string,
): Promise<KeptReply<readonly KeptRunSummary[]>> {
  return change(async (database) => {
    const transaction = database.transaction(STORES, 'readwrite');
    const { runs, quota } = await readAll(transaction);
    const forgotten = runsToForget(runs, summary, quota);
    await settle(transaction, [
      ...forget(transaction, forgotten),
      transaction.objectStore('summaries').put(summary),
      transaction.objectStore('bodies').put({ id: summary.id, text }),
    ]);
    return forgotten;
  });
}

/** Sets how many runs are kept at most. @returns what was forgotten for it, the oldest first. */
export async function setMaxKeptRuns(
  maxRuns: number,
): Promise<KeptReply<readonly KeptRunSummary[]>> {
  return change(async (database) => {
    const transaction = database.transaction(STORES, 'readwrite');
    const { runs, quota } = await readAll(transaction);
    const forgotten = runsToForget(runs, undefined, { ...quota, maxRuns });
    await settle(transaction, [
      ...forget(transaction, forgotten),
      transaction.objectStore('settings').put(maxRuns, MAX_RUNS),
    ]);
    return forgotten;
  });
}

export async function forgetKept(id: string): Promise<KeptReply<undefined>> {
  return forgetWhere((key) => key === id);
}

/** Forgets every run that is sealed: without its vault nobody can open it. */
export async function forgetSealedRuns(): Promise<KeptReply<undefined>> {
  return forgetWhere((_, summary) => summary?.keptAs === 'sealed');
}

/** Forgets the entries that cannot be read. */
export async function forgetUnreadableRuns(): Promise<KeptReply<undefined>> {
  return forgetWhere((_, summary) => summary === undefined);
}

/** Forgets every kept run, also those of a later version of the extension. */
export async function forgetAllKeptRuns(): Promise<void> {
  await deleteKeptRunsDatabase();
  announceKeptRuns();
}

const MAX_RUNS = 'max-runs';

/** Of one client, or of all: a list comes after every number. */
function rangeOf(clientId: string | undefined): IDBKeyRange | undefined {
  return clientId === undefined ? undefined : IDBKeyRange.bound([clientId], [clientId, []]);
}

/** Every summary that can be read, and the quota. */
async function readAll(transaction: KeptRunsTransaction<IDBTransactionMode>) {
  const [stored, maxRuns] = await Promise.all([
    transaction.objectStore('summaries').getAll(),
    transaction.objectStore('settings').get(MAX_RUNS),
  ]);
  const runs = stored.flatMap((value) => parseKeptRunSummary(value) ?? []);
  const quota: Quota = {
    ...DEFAULT_QUOTA,
    ...(typeof maxRuns === 'number' && maxRuns >= 1 ? { maxRuns } : {}),
  };
  return { runs, quota, unreadable: stored.length - runs.length };
}

function forget(
  transaction: KeptRunsTransaction<'readwrite'>,
  runs: readonly Pick<KeptRunSummary, 'id'>[],
): readonly Promise<unknown>[] {
  return runs.flatMap(({ id }) => [
    transaction.objectStore('summaries').delete(id),
    transaction.objectStore('bodies').delete(id),
  ]);
}

/** Waits for the end of a transaction. What made it fail counts, not what it took along. */
async function settle(
  transaction: KeptRunsTransaction<'readwrite'>,
  requests: readonly Promise<unknown>[],
): Promise<void> {
  const [end] = await Promise.allSettled([transaction.done, ...requests]);
  if (end.status === 'rejected') throw end.reason;
}

async function forgetWhere(
  isForgotten: (id: string, summary: KeptRunSummary | undefined) => boolean,
): Promise<KeptReply<undefined>> {
  return change(async (database) => {
    const transaction = database.transaction(STORES, 'readwrite');
    const summaries = transaction.objectStore('summaries');
    const [ids, stored] = await Promise.all([summaries.getAllKeys(), summaries.getAll()]);
    const forgotten = ids.filter((id, index) =>
      isForgotten(id, parseKeptRunSummary(stored[index])),
    );
    const requests = forget(
      transaction,
      forgotten.map((id) => ({ id })),
    );
    await settle(transaction, requests);
    return undefined;
  });
}

function textOf(body: object | undefined): string | undefined {
  return body !== undefined && 'text' in body && typeof body.text === 'string'
    ? body.text
    : undefined;
}

async function change<Value>(
  action: (database: KeptRunsDatabase) => Promise<Value>,
): Promise<KeptReply<Value>> {
  const reply = await attempt(action);
  if (reply.ok) announceKeptRuns();
  return reply;
}

async function attempt<Value>(
  action: (database: KeptRunsDatabase) => Promise<Value>,
): Promise<KeptReply<Value>> {
  try {
    return { ok: true, value: await action(await openKeptRuns()) };
  } catch (error) {
    return { ok: false, message: inWords(error) };
  }
}

function inWords(error: unknown): string {
  if (error instanceof NewerDatabaseError) return error.message;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  return name === 'QuotaExceededError'
    ? 'The browser has no room left for kept runs. Nothing was kept, and nothing was forgotten for it. Forget some kept runs, or make room on the disk, and try again.'
    : `The browser refused to open the kept runs (${message}). Nothing was changed.`;
}
