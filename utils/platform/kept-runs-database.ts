import { deleteDB, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';

const NAME = 'kept-runs';

/** Raise it with a step in `upgrade`, and its test. */
export const DATABASE_VERSION = 1;

/** What comes out of it is parsed by who reads it. */
type Stores = {
  /** What lists show. */
  summaries: {
    key: string;
    value: object;
    indexes: { 'by-time': [number, string]; 'by-client': [string, number, string] };
  };
  /** The rest of each run, so that lists never load it. */
  bodies: { key: string; value: object };
  settings: { key: string; value: unknown };
};

export type KeptRunsDatabase = IDBPDatabase<Stores>;

/** All stores, in one transaction. */
export type KeptRunsTransaction<Mode extends IDBTransactionMode> = IDBPTransaction<
  Stores,
  (keyof Stores)[],
  Mode
>;

/** The stores, for a transaction over all of them. */
export const STORES: (keyof Stores)[] = ['summaries', 'bodies', 'settings'];

let connection: Promise<KeptRunsDatabase> | undefined;

/** The database of kept runs, made when it is first asked for. @throws NewerDatabaseError and what the browser throws. */
export async function openKeptRuns(): Promise<KeptRunsDatabase> {
  connection ??= open();
  try {
    return await connection;
  } catch (error) {
    connection = undefined;
    if (error instanceof DOMException && error.name === 'VersionError') {
      throw new NewerDatabaseError(await storedVersion());
    }
    throw error;
  }
}

/** Deletes the database, whatever version it has; the next one to ask gets an empty one. */
export async function deleteKeptRunsDatabase(): Promise<void> {
  const opened = connection;
  connection = undefined;
  await opened?.then(
    (database) => database.close(),
    () => undefined,
  );
  await deleteDB(NAME);
}

/** What is stored comes from a later version of the extension, and is left untouched. */
export class NewerDatabaseError extends Error {
  constructor(version: number) {
    super(
      `The kept runs have version ${version}, this OAuth Workbench knows version ${DATABASE_VERSION}. Update the extension to see them; they are left untouched.`,
    );
  }
}

function open(): Promise<KeptRunsDatabase> {
  return openDB<Stores>(NAME, DATABASE_VERSION, {
    upgrade: (database, oldVersion) => {
      if (oldVersion < 1) {
        const summaries = database.createObjectStore('summaries', { keyPath: 'id' });
        summaries.createIndex('by-time', ['startedAt', 'id']);
        summaries.createIndex('by-client', ['clientId', 'startedAt', 'id']);
        database.createObjectStore('bodies', { keyPath: 'id' });
        database.createObjectStore('settings');
      }
    },
    // Another page wants to upgrade or delete it.
    blocking: (_current, _blocked, event) => {
      connection = undefined;
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      connection = undefined;
    },
  });
}

async function storedVersion(): Promise<number> {
  const database = await openDB(NAME);
  const { version } = database;
  database.close();
  return version;
}
