import { originsOfRun } from '../clients/origins';
import { originsOfServer } from '../oauth/server-metadata';
import { addressFilter, callbackFilter } from '../oauth/callback-filter';
import { callbackMissed, permissionWithdrawn } from '../oauth/failure';
import type { WindowOutcome } from '../oauth/flow';
import { readPastedCallback } from '../oauth/pasted-callback';
import { responseParameters, withParameters } from '../oauth/response-parameters';
import type { RunEvent } from '../oauth/run-event';
import { signInExpired } from '../oauth/sign-in-expiry';
import type { Reply } from './messages';
import { missingOrigins } from './permissions';
import { takePostedCallback } from './posted-callbacks';
import { readRunLog } from './run-log';
import { leaveSignIn, showRunInTab } from './sign-in-tab';
import { readWaitingRun, type WaitingRun } from './waiting-run';

/** What the runner can do with the run that waits. */
export type WaitingControl = {
  /** Goes on with the run; does not wait for its end. */
  readonly goOn: (waiting: WaitingRun, outcome: WindowOutcome) => Promise<void>;
  /** Ends the run with its last event, and everything that was set up for it. */
  readonly end: (waiting: WaitingRun, event: RunEvent) => Promise<void>;
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>;
};

/** Takes the callback that came to the capture page in this tab. */
export async function takeCaptured(
  control: WaitingControl,
  url: string,
  tabId: number | undefined,
): Promise<Reply> {
  const waiting = await readWaitingRun();
  if (waiting === undefined) return refuse('No run waits for this callback.');
  const { runId } = waiting;
  if (waiting.isAnswered === true) return { ok: true, runId };
  const form = tabId === undefined ? undefined : takePostedCallback(tabId);
  const outcome: WindowOutcome =
    form === undefined
      ? { kind: 'redirected', url }
      : { kind: 'redirected', url: withParameters(url, form), isForm: true };
  const states = responseParameters(outcome.url).getAll('state');
  const hasOwnState = states.includes(waiting.state);
  const isOfRun = hasOwnState || tabId === waiting.tabId;
  if (!isOfRun || !matches(addressFilter(waiting.redirect.uri), url)) {
    return refuse('This callback belongs to no run.');
  }
  await control.goOn(waiting, outcome);
  // One with another state may be the app's own. Its run is over, and the app gets it as if nobody had looked.
  const isForeign = states.length > 0 && !hasOwnState && form === undefined;
  if (isForeign) await control.settled();
  return { ok: true, runId, isForeign };
}

/** Takes the callback that the user pasted, or says why it is not that of the run. */
export async function takePasted(
  control: WaitingControl,
  runId: string,
  text: string,
): Promise<Reply> {
  const waiting = await readUnanswered();
  if (waiting?.runId !== runId) {
    return refuse('This run does not wait for a callback any more.');
  }
  const pasted = readPastedCallback(text, {
    redirectUri: waiting.redirect.uri,
    state: waiting.state,
  });
  if (!pasted.ok) return refuse(pasted.message);
  await control.goOn(waiting, { kind: 'redirected', url: pasted.url, isPasted: true });
  return { ok: true, runId };
}

/** The run is cancelled when the tab of its sign-in is closed. */
export async function noteClosedTab(control: WaitingControl, tabId: number): Promise<void> {
  const waiting = await readUnanswered();
  if (waiting?.tabId !== tabId) return;
  await control.end(waiting, { type: 'cancelled', at: Date.now(), by: 'window' });
}

/** Sees what came to the app past the capture page, as far as the browser tells. */
export async function noteArrival(
  control: WaitingControl,
  tabId: number,
  url: string,
): Promise<void> {
  const waiting = await readUnanswered();
  if (waiting?.tabId === undefined) return;
  const { redirect, state } = waiting;
  if (matches(callbackFilter(redirect.uri, state), url)) {
    await showRunInTab({ ...waiting, tabId });
    await control.goOn(waiting, { kind: 'redirected', url, isSeenByApp: true });
  } else if (tabId !== waiting.tabId) {
    return;
  } else if (isMisdirected(waiting, url)) {
    // Its page is the app's: what is wrong with it is said in the run.
    await control.goOn(waiting, { kind: 'redirected', url, isSeenByApp: true });
  } else if (isCallbackOfNoRun(redirect.uri, url)) {
    await fail(control, waiting, callbackMissed(redirect.uri));
  }
}

/** An answer to the run that was sent to another address of the app. */
function isMisdirected({ redirect, state }: WaitingRun, url: string): boolean {
  const parameters = responseParameters(url);
  return (
    URL.parse(url)?.origin === new URL(redirect.uri).origin &&
    parameters.get('state') === state &&
    (parameters.has('code') || parameters.has('error'))
  );
}

/** The front page of an app is one that people pass through. */
function isCallbackOfNoRun(redirectUri: string, url: string): boolean {
  const isFrontPage = new URL(redirectUri).pathname === '/' && !/[?#]/.test(url);
  return matches(addressFilter(redirectUri), url) && !isFrontPage;
}

/** The run has waited too long. */
export async function noteExpiry(control: WaitingControl): Promise<void> {
  const waiting = await readUnanswered();
  if (waiting === undefined) return;
  await leaveSignIn(waiting);
  await fail(control, waiting, signInExpired());
}

/** Ends the run if access that it needs was taken away. @returns whether a run waits, or did so until now. */
export async function noteLostAccess(control: WaitingControl): Promise<boolean> {
  const waiting = await readUnanswered();
  if (waiting === undefined) return false;
  const run = (await readRunLog(waiting.runId)).run();
  const missing = await missingOrigins(
    run === undefined
      ? []
      : [...originsOfRun(run.client, waiting.redirect), ...originsOfServer(run.server)],
  );
  if (missing.length > 0) {
    await leaveSignIn(waiting);
    await fail(control, waiting, permissionWithdrawn(missing));
  }
  return true;
}

async function fail(
  control: WaitingControl,
  waiting: WaitingRun,
  failure: Extract<RunEvent, { type: 'failed' }>['failure'],
): Promise<void> {
  await control.end(waiting, { type: 'failed', at: Date.now(), failure });
}

/** The run that waits, unless its callback has come. */
async function readUnanswered(): Promise<WaitingRun | undefined> {
  const waiting = await readWaitingRun();
  return waiting?.isAnswered === true ? undefined : waiting;
}

function matches(filter: string, url: string): boolean {
  return new RegExp(filter).test(url);
}

function refuse(message: string): Reply {
  return { ok: false, message };
}
