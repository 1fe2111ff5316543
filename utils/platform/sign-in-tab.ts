import { browser } from 'wxt/browser';
import { isFormPostAsked, isSilent } from '../oauth/authorization-request';
import { fail, type Result, succeed } from '../oauth/failure';
import type { PendingAuthorization } from '../oauth/run-event';
import { clearCaptureRules, setCaptureRules } from './capture-rules';
import { workbenchUrl } from './pages';
import { keepWaitingRun, readWaitingRun, type WaitingRun } from './waiting-run';

/**
 * Opens the sign-in of a run in a tab, with the user's own profile, and captures the callback. A silent request opens
 * it in the background. `signal` is aborted when the tab is not wanted any more.
 */
export async function openSignInTab(
  waiting: Pick<WaitingRun, 'runId' | 'redirect'>,
  { url, state }: PendingAuthorization,
  signal: AbortSignal,
): Promise<Result<undefined>> {
  let tabId: number | undefined;
  try {
    ({ id: tabId } = await browser.tabs.create({ url: 'about:blank', active: !isSilent(url) }));
    signal.throwIfAborted();
    if (tabId === undefined) throw new Error('the tab has no id');
    await keepWaitingRun({ ...waiting, state, tabId, signInOrigin: new URL(url).origin });
    followTabs();
    await setCaptureRules({
      redirectUri: waiting.redirect.uri,
      state,
      tabId,
      isFormPost: isFormPostAsked(url),
    });
    await browser.tabs.update(tabId, { url });
    return succeed(undefined);
  } catch (error) {
    ignoreTabs();
    if (tabId !== undefined) await closeTab(tabId);
    await clearCaptureRules();
    signal.throwIfAborted();
    return fail(
      'tab_not_opened',
      `the browser opened no tab for the sign-in: ${error instanceof Error ? error.message : String(error)}`,
      'Open a window of the browser, and run again.',
    );
  }
}

/** Closes the tab of a sign-in that is not wanted any more. */
export async function closeSignInTab({ tabId }: WaitingRun): Promise<void> {
  if (tabId !== undefined) await closeTab(tabId);
}

async function closeTab(tabId: number): Promise<void> {
  // It may have been closed by hand in the meantime.
  await browser.tabs.remove(tabId).catch(() => undefined);
}

/** Shows the run in the tab of its sign-in: whoever is there reads what became of it. */
export async function showRunInTab({ tabId, runId }: WaitingRun): Promise<void> {
  if (tabId === undefined) return;
  await browser.tabs.update(tabId, { url: workbenchUrl(`#/runs/${runId}`) }).catch(() => undefined);
}

/** The same for a sign-in that was given up, unless its user is known to have gone elsewhere in that tab. */
export async function leaveSignIn(waiting: WaitingRun): Promise<void> {
  if (waiting.tabId === undefined) return;
  // The browser tells the address of a tab only where the extension has access.
  const url = await browser.tabs.get(waiting.tabId).then(
    (tab) => tab.url,
    () => undefined,
  );
  const origin = URL.parse(url ?? '')?.origin;
  if (origin === undefined || origin === waiting.signInOrigin) await showRunInTab(waiting);
}

/** Brings the tab of the sign-in to the front. */
export async function showSignInTab(): Promise<void> {
  const waiting = await readWaitingRun();
  if (waiting?.tabId === undefined) return;
  const tab = await browser.tabs.update(waiting.tabId, { active: true }).catch(() => undefined);
  if (tab?.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}

type TabHandlers = {
  readonly onClosed: (tabId: number) => void;
  /** A tab shows a page at an address that the extension may see. */
  readonly onArrived: (tabId: number, url: string) => void;
};

let handlers: TabHandlers | undefined;

/**
 * Tells of tabs from now on, until `ignoreTabs`. Call it when the worker starts, before anything waits: an event that
 * woke the worker is lost otherwise.
 */
export function onTabEvents(wanted: TabHandlers): void {
  handlers = wanted;
  followTabs();
}

function followTabs(): void {
  browser.tabs.onRemoved.addListener(onRemoved);
  browser.tabs.onUpdated.addListener(onUpdated);
}

/** Lets tabs come and go without waking the worker, while no sign-in is open in one. */
export function ignoreTabs(): void {
  browser.tabs.onRemoved.removeListener(onRemoved);
  browser.tabs.onUpdated.removeListener(onUpdated);
}

function onRemoved(tabId: number): void {
  handlers?.onClosed(tabId);
}

function onUpdated(tabId: number, { url }: { readonly url?: string | undefined }): void {
  if (url !== undefined) handlers?.onArrived(tabId, url);
}
