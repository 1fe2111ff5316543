import { browser } from 'wxt/browser';

/** `local` outlives the browser; `session` is memory, and dies with it. */
export type StorageArea = 'local' | 'session';

/** Reads one key; undefined where nothing is stored. What comes back is parsed by the caller. */
export async function readKey(area: StorageArea, key: string): Promise<unknown> {
  const found = await browser.storage[area].get(key);
  return found[key];
}

/** Writes several keys at once. */
export async function writeKeys(
  area: StorageArea,
  entries: Readonly<Record<string, unknown>>,
): Promise<void> {
  await browser.storage[area].set({ ...entries });
}

export async function removeKeys(area: StorageArea, keys: readonly string[]): Promise<void> {
  await browser.storage[area].remove([...keys]);
}

/** Empties both areas. */
export async function clearStorage(): Promise<void> {
  await Promise.all([browser.storage.local.clear(), browser.storage.session.clear()]);
}

/** Calls back with the value of a key, now and whenever it changes. @returns a function that stops it. */
export function followKey(
  area: StorageArea,
  key: string,
  onValue: (value: unknown) => void,
): () => void {
  // A change that is told of while the first reading is on its way is the newer of the two.
  let isFirstReadingWanted = true;
  const listener = (changes: Record<string, { newValue?: unknown }>, areaName: string) => {
    const change = areaName === area ? changes[key] : undefined;
    if (change === undefined) return;
    isFirstReadingWanted = false;
    onValue(change.newValue);
  };
  browser.storage.onChanged.addListener(listener);
  void readKey(area, key).then((value) => {
    if (isFirstReadingWanted) onValue(value);
  });
  return () => {
    isFirstReadingWanted = false;
    browser.storage.onChanged.removeListener(listener);
  };
}

/** Keeps storage away from content scripts, where the browser can. */
export async function protectStorage(): Promise<void> {
  if ('setAccessLevel' in browser.storage.local) {
    await browser.storage.local.setAccessLevel({ accessLevel: 'TRUSTED_CONTEXTS' });
  }
}

/** Runs reads and writes that belong together, one after the other across all pages and the worker. */
export async function exclusively<Value>(
  name: string,
  action: () => Promise<Value>,
): Promise<Value> {
  return navigator.locks.request(name, action);
}
