import { readKey, removeKeys, writeKeys } from './storage';

const KEY = 'kept-callback';

type KeptCallback = { readonly tabId: number | undefined; readonly url: string };

/** Keeps a callback, in memory, while the capture page of this tab opens itself anew without it. */
export async function keepCallback(kept: KeptCallback): Promise<void> {
  await writeKeys('session', { [KEY]: kept });
}

/** The callback that was kept in this tab, once. */
export async function takeCallback(tabId: number | undefined): Promise<string | undefined> {
  // Session storage is written by this version of the extension alone: an update empties it.
  const kept = (await readKey('session', KEY)) as KeptCallback | undefined;
  if (kept === undefined || kept.tabId !== tabId) return undefined;
  await forgetCallback();
  return kept.url;
}

/** Keeps none any more. */
export async function forgetCallback(): Promise<void> {
  await removeKeys('session', [KEY]);
}
