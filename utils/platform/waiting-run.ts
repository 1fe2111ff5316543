import { browser } from 'wxt/browser';
import type { Redirect } from '../clients/redirect';
import { signInExpiry } from '../oauth/sign-in-expiry';
import { readKey, removeKeys, writeKeys } from './storage';

const KEY = 'waiting-run';
const ALARM = 'sign-in-expiry';

/** The run whose callback comes through a tab or by hand. In storage, since it outlives the worker. */
export type WaitingRun = {
  readonly runId: string;
  readonly state: string;
  readonly redirect: Redirect;
  /** The tab of the sign-in, where one was opened. */
  readonly tabId?: number;
  /** Where that sign-in is. */
  readonly signInOrigin?: string;
  /** Its callback has come, and is being used. */
  readonly isAnswered?: true;
};

/** The run that waits, if one does. */
export async function readWaitingRun(): Promise<WaitingRun | undefined> {
  // Session storage is written by this version of the extension alone: an update empties it.
  return (await readKey('session', KEY)) as WaitingRun | undefined;
}

/** Keeps that a run waits from now on, and has `onSignInExpired` called when it has waited too long. */
export async function keepWaitingRun(waiting: WaitingRun): Promise<void> {
  await writeKeys('session', { [KEY]: waiting });
  await browser.alarms.create(ALARM, { when: signInExpiry(Date.now()) });
}

/** Notes that the callback has come: another one is not used. */
export async function markAnswered(waiting: WaitingRun): Promise<void> {
  await writeKeys('session', { [KEY]: { ...waiting, isAnswered: true } satisfies WaitingRun });
  await browser.alarms.clear(ALARM);
}

/** Nothing waits any more. */
export async function forgetWaitingRun(): Promise<void> {
  await removeKeys('session', [KEY]);
  await browser.alarms.clear(ALARM);
}

/** Calls back when a run has waited too long. Call it when the worker starts, before anything waits. */
export function onSignInExpired(handle: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) handle();
  });
}
