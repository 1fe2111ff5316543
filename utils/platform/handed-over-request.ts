import { exclusively, readKey, removeKeys, writeKeys } from './storage';

const KEY = 'handed-over-request';

/** Keeps the address of an authorization request for the page that is about to open. In memory, and in no URL. */
export async function handOverRequest(address: string): Promise<void> {
  await writeKeys('session', { [KEY]: address });
}

/** What was handed over, once: from then on it is gone. */
export async function takeHandedOverRequest(): Promise<string | undefined> {
  return exclusively(KEY, async () => {
    const address = await readKey('session', KEY);
    await removeKeys('session', [KEY]);
    return typeof address === 'string' ? address : undefined;
  });
}
