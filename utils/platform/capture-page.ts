import { browser } from 'wxt/browser';
import { responseParameters } from '../oauth/response-parameters';
import { keepCallback, takeCallback } from './kept-callback';
import { sendCommand } from './messages';
import { workbenchUrl } from './pages';
import { readWaitingRun, type WaitingRun } from './waiting-run';

/**
 * What the capture page does. Opened with a callback, it keeps that in memory if a run waits for it, and opens itself
 * anew without: so the code leaves the address, and the browser takes what was there for a redirect, which Chromium's
 * history does not show. Then it hands the callback to the worker, and goes back to the run. Where no run waits for
 * it, nothing at all: any site may open this page.
 */
export async function handOverCallback(): Promise<void> {
  if (window.top !== window) return;
  const tabId = (await browser.tabs.getCurrent())?.id;
  const waiting = await readWaitingRun();
  // A rule puts the whole callback URL after the question mark, as it is.
  const callback = location.search.slice(1) + location.hash;
  if (callback !== '') {
    if (waiting !== undefined && belongsTo(waiting, callback, tabId)) {
      await keepCallback({ tabId, url: callback });
    }
    location.replace(location.pathname);
    return;
  }
  const kept = await takeCallback(tabId);
  if (waiting === undefined || kept === undefined) return;
  const reply = await sendCommand({ type: 'callback-captured', url: kept });
  if (!reply.ok) return;
  location.replace(reply.isForeign === true ? kept : workbenchUrl(`#/runs/${waiting.runId}`));
}

function belongsTo(waiting: WaitingRun, callback: string, tabId: number | undefined): boolean {
  const states = responseParameters(callback).getAll('state');
  return states.includes(waiting.state) || tabId === waiting.tabId;
}
