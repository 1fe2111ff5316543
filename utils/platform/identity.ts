import { browser } from 'wxt/browser';
import type { WindowOutcome } from '../oauth/flow';
import { readKey, removeKeys, writeKeys } from './storage';

const WINDOW_KEY = 'sign-in-window';

/** What redirect URIs of the extension begin with in this browser; ends with a slash. */
export function extensionRedirectBase(): string {
  const base = browser.identity.getRedirectURL();
  return base.endsWith('/') ? base : `${base}/`;
}

/** How long the browser may wait for a page before it is said that none came. */
const MAX_WAIT_FOR_PAGE_MS = 60_000;

type SignInOptions = {
  /** Aborted when the window is not wanted any more. */
  readonly signal: AbortSignal;
  /** Called when the window shows itself. A user who is signed in already may never see it. */
  readonly onOpened: () => void;
  /** No page is to be shown: the browser gives up where the server wants to show one. */
  readonly isSilent: boolean;
};

/** Opens the browser's own sign-in window and waits for its end. Never throws. */
export async function openSignInWindow(
  url: string,
  options: SignInOptions,
): Promise<WindowOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const noPage = new Promise<WindowOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ kind: 'no-page' }), MAX_WAIT_FOR_PAGE_MS);
  });
  const stopLooking = onNextPopup((windowId) => {
    clearTimeout(timer);
    // Cancelled between asking for the window and getting it.
    if (options.signal.aborted) {
      void browser.windows.remove(windowId);
      return;
    }
    // Kept in storage, to outlive the worker.
    void writeKeys('session', { [WINDOW_KEY]: windowId });
    options.onOpened();
  });
  try {
    return await Promise.race([launch(url, !options.isSilent), noPage]);
  } finally {
    clearTimeout(timer);
    stopLooking();
    await removeKeys('session', [WINDOW_KEY]);
  }
}

async function launch(url: string, interactive: boolean): Promise<WindowOutcome> {
  try {
    const answer = await browser.identity.launchWebAuthFlow({ url, interactive });
    return answer === undefined ? { kind: 'closed' } : { kind: 'redirected', url: answer };
  } catch (error) {
    return outcomeOf(error instanceof Error ? error.message : String(error));
  }
}

/** Closes the sign-in window, if one is open: the browser offers no other way to end its flow. */
export async function closeSignInWindow(): Promise<void> {
  const id = await readKey('session', WINDOW_KEY);
  if (typeof id !== 'number') return;
  // It may have been closed by hand in the meantime.
  await browser.windows.remove(id).catch(() => undefined);
  await removeKeys('session', [WINDOW_KEY]);
}

/** The browser does not say which window it opens; it is the next popup. @returns a function that stops looking. */
function onNextPopup(onFound: (windowId: number) => void): () => void {
  const listener = (window: { id?: number | undefined; type?: string | undefined }) => {
    if (window.type !== 'popup' || window.id === undefined) return;
    stop();
    onFound(window.id);
  };
  const stop = () => browser.windows.onCreated.removeListener(listener);
  browser.windows.onCreated.addListener(listener);
  return stop;
}

/** The endings that Chromium and Firefox tell apart by their texts; unknown ones are kept as they are. */
function outcomeOf(message: string): WindowOutcome {
  if (/did not approve|cancelled or denied/i.test(message)) return { kind: 'closed' };
  if (/user interaction required|requires user interaction/i.test(message))
    return { kind: 'page-shown' };
  if (/only one web auth flow/i.test(message)) return { kind: 'busy' };
  return { kind: 'not-loaded', message };
}
