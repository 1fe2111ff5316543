// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../../utils/clients/client';
import { handOverCallback } from '../../../utils/platform/capture-page';
import type { Reply } from '../../../utils/platform/messages';
import {
  forgetWaitingRun,
  keepWaitingRun,
  readWaitingRun,
} from '../../../utils/platform/waiting-run';
import { useFreshPage } from '../../components/page';
import { sendFrom, startWorker } from '../../components/worker';
import { PATIENCE, storeClient, storedRun, untilRunIs } from './runner-harness';
import { simulateBrowser } from './simulated-browser';

useFreshPage();

const uri = 'https://app.example.com/callback';
const own = `${uri}?code=c&state=the-state`;
const tabId = 7;

const readSession = fakeBrowser.storage.session.get.bind(fakeBrowser.storage.session);
const writeSession = fakeBrowser.storage.session.set.bind(fakeBrowser.storage.session);

/** What happened to the page, in order. */
let log: unknown[] = [];

beforeEach(() => {
  simulateBrowser();
  log = [];
});

type OpenOptions = { readonly tab?: number; readonly reply?: Reply };

const without = '/capture.html';
const KEY = 'kept-callback';

const keptIn = (tab: number, url: string) => ({ [KEY]: { tabId: tab, url } });

/** Opens the capture page with what a rule puts behind it, in this tab, with a worker that gives this answer. */
function open(callback: string, { tab = tabId, reply = { ok: true } }: OpenOptions = {}) {
  window.history.pushState(null, '', callback === '' ? without : `${without}?${callback}`);
  vi.spyOn(window.history, 'replaceState').mockImplementation((_state, _title, address) => {
    log.push(['replaceState', address]);
  });
  vi.spyOn(fakeBrowser.storage.session, 'get').mockImplementation((async (keys: string) => {
    log.push(['read', keys]);
    return readSession(keys);
  }) as unknown as typeof fakeBrowser.storage.session.get);
  vi.spyOn(fakeBrowser.storage.session, 'set').mockImplementation(async (entries: object) => {
    log.push(['keep', entries]);
    await writeSession({ ...entries });
  });
  vi.spyOn(fakeBrowser.tabs, 'getCurrent').mockImplementation(async () => ({ id: tab }));
  const send = vi
    .spyOn(fakeBrowser.runtime, 'sendMessage')
    .mockImplementation(async (command: unknown) => {
      log.push(['sendMessage', command]);
      return reply;
    });
  const replace = vi.spyOn(window.location, 'replace').mockImplementation((address) => {
    log.push(['replace', String(address)]);
  });
  return { send, replace };
}

/** Opens the capture page as a rule does, and lets it open itself anew. What the log holds then is of the second time. */
async function openTwice(
  callback: string,
  { answer, ...options }: OpenOptions & { readonly answer?: ReturnType<typeof sendFrom> } = {},
) {
  const { replace } = open(callback, options);
  await handOverCallback();
  expect(replace.mock.calls).toEqual([[without]]);
  expect(log.map((entry) => (entry as readonly unknown[])[0])).not.toContain('sendMessage');
  replace.mockClear();
  log = [];
  const again = open('', options);
  if (answer !== undefined) again.send.mockImplementation(answer);
  await handOverCallback();
  return again;
}

/** What the capture page keeps, of any tab. */
async function kept() {
  const all = Object.entries(await readSession(null));
  return Object.fromEntries(all.filter(([key]) => key === KEY));
}

const runPage = 'chrome-extension://test-extension-id/options.html#/runs/run-1';

const waitIn = (tab: number | undefined) =>
  keepWaitingRun({
    runId: 'run-1',
    state: 'the-state',
    redirect: { mode: 'capture', uri },
    ...(tab === undefined ? {} : { tabId: tab }),
  });

describe('handOverCallback, opened with a callback', () => {
  test('keeps it in memory first, and opens itself anew without: the code leaves the address', async () => {
    await waitIn(tabId);
    open(own);
    await handOverCallback();
    expect(log).toEqual([
      ['read', 'waiting-run'],
      ['keep', keptIn(tabId, own)],
      // The browser takes what was there for a redirect, and its history does not show it.
      ['replace', without],
    ]);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  test.each([
    ['with a fragment', `${uri}?a=b#code=c&state=the-state`],
    [
      'with all that an address may hold',
      `${uri}?code=%2B%3F+&next=https://x.example/?a&state=the-state`,
    ],
    ['with an error and no state', `${uri}?error=access_denied`],
    ['posted', uri],
    ['with another state', `${uri}?code=c&state=another`],
  ])('keeps what came to its tab %s, as it was', async (_, callback) => {
    await waitIn(tabId);
    const { send, replace } = open(callback);
    await handOverCallback();
    expect(await kept()).toEqual(keptIn(tabId, callback));
    expect(replace.mock.calls).toEqual([[without]]);
    expect(send).not.toHaveBeenCalled();
  });

  test('keeps what has the state of the run, in any tab', async () => {
    await waitIn(tabId);
    open(own, { tab: 8 });
    await handOverCallback();
    expect(await kept()).toEqual(keptIn(8, own));
  });

  test('keeps nothing where no run waits', async () => {
    open(own);
    await handOverCallback();
    expect(log).toEqual([
      ['read', 'waiting-run'],
      ['replace', without],
    ]);
    expect(await kept()).toEqual({});
  });

  test.each([
    ['another state', `${uri}?code=c&state=another`],
    ['no state', `${uri}?error=access_denied`],
    ['a script', 'javascript:alert(1)'],
  ])('keeps nothing with %s in another tab', async (_, callback) => {
    await waitIn(tabId);
    open(callback, { tab: 8 });
    await handOverCallback();
    expect(log).toEqual([
      ['read', 'waiting-run'],
      ['replace', without],
    ]);
    expect(await kept()).toEqual({});
  });

  test('does nothing in a frame', async () => {
    await waitIn(tabId);
    log = [];
    open(own);
    const top = Object.getOwnPropertyDescriptor(window, 'top');
    Object.defineProperty(window, 'top', { value: {}, configurable: true });
    try {
      await handOverCallback();
    } finally {
      Object.defineProperty(window, 'top', top ?? { value: window, configurable: true });
    }
    expect(log).toEqual([]);
    expect(await kept()).toEqual({});
  });
});

describe('handOverCallback, opened without', () => {
  test('takes what was kept, hands it over, and shows the run', async () => {
    await waitIn(tabId);
    await openTwice(own);
    expect(log).toEqual([
      ['read', 'waiting-run'],
      ['read', KEY],
      ['sendMessage', { type: 'callback-captured', url: own }],
      ['replace', runPage],
    ]);
    expect(await kept()).toEqual({});
  });

  test.each([
    `${uri}?a=b#code=c&state=the-state`,
    `${uri}?code=%2B%3F+&next=https://x.example/?a&state=the-state`,
    uri,
  ])('hands over %s as it was', async (callback) => {
    await waitIn(tabId);
    const { send } = await openTwice(callback);
    expect(send.mock.calls).toEqual([[{ type: 'callback-captured', url: callback }]]);
  });

  test('shows the run in any tab that its callback came to', async () => {
    await waitIn(tabId);
    const { send, replace } = await openTwice(own, { tab: 8 });
    expect(send).toHaveBeenCalledOnce();
    expect(replace.mock.calls).toEqual([[runPage]]);
  });

  test('hands on to the app what is the app’s', async () => {
    const foreign = `${uri}?code=c&state=of-the-app#x`;
    await waitIn(tabId);
    const reply = { ok: true, runId: 'run-1', isForeign: true } as const;
    const { replace } = await openTwice(foreign, { reply });
    expect(replace.mock.calls).toEqual([[foreign]]);
  });

  test('stays where it is when the worker refuses, and does not ask again', async () => {
    await waitIn(tabId);
    const reply = { ok: false, message: 'No.' } as const;
    const { send, replace } = await openTwice(own, { reply });
    expect(send).toHaveBeenCalledOnce();
    expect(replace).not.toHaveBeenCalled();
    expect(await kept()).toEqual({});
    await handOverCallback();
    expect(send).toHaveBeenCalledOnce();
    expect(replace).not.toHaveBeenCalled();
  });

  test('does nothing where nothing was kept', async () => {
    await waitIn(tabId);
    const { send, replace } = open('');
    await handOverCallback();
    expect(send).not.toHaveBeenCalled();
    expect(replace).not.toHaveBeenCalled();
  });

  test('does not take what was kept for another tab', async () => {
    await waitIn(tabId);
    open(own);
    await handOverCallback();
    const { send, replace } = open('', { tab: 8 });
    replace.mockClear();
    await handOverCallback();
    expect(send).not.toHaveBeenCalled();
    expect(replace).not.toHaveBeenCalled();
    expect(await kept()).toEqual(keptIn(tabId, own));
  });

  test('forgets what was kept where the run has ended in between', async () => {
    await waitIn(tabId);
    const { replace } = open(own);
    await handOverCallback();
    await forgetWaitingRun();
    replace.mockClear();
    const { send } = open('');
    await handOverCallback();
    expect(send).not.toHaveBeenCalled();
    expect(replace).not.toHaveBeenCalled();
    expect(await kept()).toEqual({});
  });
});

describe('handOverCallback with the worker', () => {
  const tokenAnswer = { access_token: 'opaque', token_type: 'Bearer' };

  /** A run that waits in its tab, started by the real worker. */
  async function waitingRun(changes: Partial<Client> = {}) {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(tokenAnswer));
    const { client } = await storeClient({ redirectMode: 'capture', ...changes });
    const worker = startWorker();
    await fakeBrowser.runtime.sendMessage({ type: 'start-run', clientId: client.id });
    await vi.waitFor(async () => {
      const waiting = await readWaitingRun();
      expect((await storedRun(waiting?.runId ?? ''))?.windowOpenedAt).toBeTypeOf('number');
    }, PATIENCE);
    const waiting = await readWaitingRun();
    if (waiting?.tabId === undefined) throw new Error('No run waits in a tab.');
    return { worker, ...waiting, tabId: waiting.tabId };
  }

  test('brings the run to its end', async () => {
    const { runId, state, tabId: tab } = await waitingRun();
    const callback = `${uri}?code=c&state=${state}`;
    const { replace } = await openTwice(callback, { tab, answer: sendFrom(tab) });
    expect(replace.mock.calls).toEqual([
      [`chrome-extension://test-extension-id/options.html#/runs/${runId}`],
    ]);
    await untilRunIs(runId, 'done');
    expect(await kept()).toEqual({});
  });

  test('gives the app its own callback, once nothing captures it any more', async () => {
    const { runId, tabId: tab, worker } = await waitingRun();
    const foreign = `${uri}?code=c&state=of-the-app`;
    expect(worker.navigate(foreign, tab)).toContain('capture.html?');
    const { replace } = await openTwice(foreign, { tab, answer: sendFrom(tab) });
    expect(replace.mock.calls).toEqual([[foreign]]);
    expect(worker.navigate(foreign, tab)).toBe(foreign);
    await untilRunIs(runId, 'failed');
  });

  // The form comes with the first load, the question what to do with it with the second.
  test('brings an answer that was posted', async () => {
    const {
      runId,
      state,
      tabId: tab,
      worker,
    } = await waitingRun({
      authorizationParameters: [['response_mode', 'form_post']],
    });
    expect(worker.navigate(uri, tab, 'post')).toContain('capture.html?');
    worker.beforeRequest.trigger({
      tabId: tab,
      requestBody: { formData: { code: ['posted'], state: [state] } },
    });
    worker.beforeRequest.trigger({ tabId: tab });
    const { replace } = await openTwice(uri, { tab, answer: sendFrom(tab) });
    expect(replace.mock.calls).toEqual([
      [`chrome-extension://test-extension-id/options.html#/runs/${runId}`],
    ]);
    await untilRunIs(runId, 'done');
    expect((await storedRun(runId))?.callbackNotes).toEqual({ isForm: true });
  });
});
