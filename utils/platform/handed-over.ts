import { exclusively, readKey, removeKeys, writeKeys } from './storage';

/** What one page has for another: the address of an authorization request, or a text to inspect. */
export type HandedOver = 'request' | 'text';

const keyOf = (what: HandedOver) => `handed-over-${what}`;

/**
 * Keeps something for the page that is about to open: in memory, and in no URL.
 * @throws Error when the browser has no room for it.
 */
export async function handOver(what: HandedOver, value: string): Promise<void> {
  await writeKeys('session', { [keyOf(what)]: value });
}

/** What was handed over, once: from then on it is gone. */
export async function takeHandedOver(what: HandedOver): Promise<string | undefined> {
  const key = keyOf(what);
  return exclusively(key, async () => {
    const value = await readKey('session', key);
    await removeKeys('session', [key]);
    return typeof value === 'string' ? value : undefined;
  });
}
