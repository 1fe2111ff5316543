import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  closeSignInTab,
  ignoreTabs,
  leaveSignIn,
  onTabEvents,
  openSignInTab,
  showRunInTab,
  showSignInTab,
} from '../../../utils/platform/sign-in-tab';
import {
  forgetWaitingRun,
  keepWaitingRun,
  markAnswered,
  onSignInExpired,
  readWaitingRun,
} from '../../../utils/platform/waiting-run';
import { simulateBrowser } from './simulated-browser';

const redirect = { mode: 'capture', uri: 'https://app.example.com/callback' } as const;
const url = 'https://auth.example.com/authorize?client_id=c';
const pending = { url, state: 'the-state' };
const { signal } = new AbortController();
const runPage = 'chrome-extension://test-extension-id/options.html#/runs/run-1';

let browser = simulateBrowser();

beforeEach(() => {
  fakeBrowser.reset();
  vi.restoreAllMocks();
  browser = simulateBrowser();
});

const waiting = { runId: 'run-1', redirect, state: 'the-state' };

/** The record of the run that waits; there is one. */
async function waits() {
  const found = await readWaitingRun();
  if (found === undefined) throw new Error('No run waits.');
  return found;
}

const tabOf = async (id: number | undefined) => fakeBrowser.tabs.get(id ?? -1);

describe('openSignInTab', () => {
  test('opens the request in a tab of its own, once the run waits and is captured', async () => {
    vi.spyOn(Date, 'now').mockReturnValue(1_000_000);
    const atUpdate: unknown[] = [];
    fakeBrowser.tabs.onUpdated.addListener(async (_tabId, change) => {
      atUpdate.push(change.url, (await waits()).state, browser.rules().length);
    });
    expect(await openSignInTab({ runId: 'run-1', redirect }, pending, signal)).toEqual({
      ok: true,
      value: undefined,
    });
    const { tabId, ...rest } = await waits();
    expect(rest).toEqual({
      runId: 'run-1',
      redirect,
      state: 'the-state',
      signInOrigin: 'https://auth.example.com',
    });
    expect(await tabOf(tabId)).toMatchObject({ url, active: true });
    await vi.waitFor(() => expect(atUpdate).toEqual([url, 'the-state', 2]));
    expect(browser.rules()[1]?.condition.tabIds).toEqual([tabId]);
    expect(await fakeBrowser.alarms.getAll()).toMatchObject([
      { name: 'sign-in-expiry', scheduledTime: 1_000_000 + 30 * 60 * 1000 },
    ]);
  });

  test('opens a silent request in the background', async () => {
    const silent = { ...pending, url: `${url}&prompt=none` };
    await openSignInTab({ runId: 'run-1', redirect }, silent, signal);
    expect(await tabOf((await waits()).tabId)).toMatchObject({ active: false });
  });

  test('captures a form where one is asked for', async () => {
    const asked = `${url}&response_mode=form_post`;
    await openSignInTab({ runId: 'run-1', redirect }, { ...pending, url: asked }, signal);
    expect(browser.rules().map(({ condition }) => condition.requestMethods)).toEqual([
      undefined,
      ['get'],
      ['post'],
    ]);
  });

  test('says why it could not, and captures nothing', async () => {
    vi.spyOn(fakeBrowser.tabs, 'update').mockImplementation(() =>
      Promise.reject(new Error('No current window.')),
    );
    expect(await openSignInTab({ runId: 'run-1', redirect }, pending, signal)).toEqual({
      ok: false,
      failure: {
        code: 'tab_not_opened',
        cause: 'the browser opened no tab for the sign-in: No current window',
        remedy: 'Open a window of the browser, and run again.',
      },
    });
    expect(browser.rules()).toEqual([]);
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
  });

  test('leaves nothing behind where it is not wanted any more', async () => {
    const controller = new AbortController();
    const { create } = fakeBrowser.tabs;
    vi.spyOn(fakeBrowser.tabs, 'create').mockImplementationOnce(async (properties) => {
      const tab = await create(properties);
      controller.abort();
      return tab;
    });
    const update = vi.spyOn(fakeBrowser.tabs, 'update');
    const opening = openSignInTab({ runId: 'run-1', redirect }, pending, controller.signal);
    await expect(opening).rejects.toThrow('aborted');
    expect(update).not.toHaveBeenCalled();
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
    expect(browser.rules()).toEqual([]);
    expect(await readWaitingRun()).toBeUndefined();
    expect(await fakeBrowser.alarms.getAll()).toEqual([]);
  });

  test('tells of no failure where it is not wanted any more', async () => {
    const controller = new AbortController();
    vi.spyOn(fakeBrowser.tabs, 'update').mockImplementation(() => {
      controller.abort();
      return Promise.reject(new Error('No current window.'));
    });
    const opening = openSignInTab({ runId: 'run-1', redirect }, pending, controller.signal);
    await expect(opening).rejects.toThrow('aborted');
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
    expect(browser.rules()).toEqual([]);
  });
});

describe('closeSignInTab, showRunInTab and showSignInTab', () => {
  const opened = async () => {
    await openSignInTab({ runId: 'run-1', redirect }, pending, signal);
    return waits();
  };

  test('close the tab, show the run in it, and bring it to the front', async () => {
    const found = await opened();
    await fakeBrowser.tabs.create({ active: true });
    await showSignInTab();
    expect(await tabOf(found.tabId)).toMatchObject({ active: true, url });
    await showRunInTab(found);
    expect(await tabOf(found.tabId)).toMatchObject({ url: runPage });
    await closeSignInTab(found);
    expect(await tabOf(found.tabId)).toBeUndefined();
  });

  test('do not mind a tab that was closed by hand', async () => {
    const found = await opened();
    await fakeBrowser.tabs.remove(found.tabId ?? -1);
    await closeSignInTab(found);
    await showRunInTab(found);
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
  });

  test('do nothing for a run without a tab', async () => {
    await keepWaitingRun(waiting);
    const before = await fakeBrowser.tabs.query({});
    await closeSignInTab(waiting);
    await showRunInTab(waiting);
    await showSignInTab();
    expect(await fakeBrowser.tabs.query({})).toEqual(before);
  });

  // The button that shows it may be pressed in the moment in which the tab is closed.
  test('show nothing where the tab was closed by hand', async () => {
    const found = await opened();
    await fakeBrowser.tabs.remove(found.tabId ?? -1);
    await expect(showSignInTab()).resolves.toBeUndefined();
  });
});

describe('leaveSignIn', () => {
  const opened = async () => {
    await openSignInTab({ runId: 'run-1', redirect }, pending, signal);
    return waits();
  };

  test.each([
    ['where it began', url],
    ['at another page of the server', 'https://auth.example.com/consent?x=1#y'],
  ])('shows the run in a tab that is %s', async (_, address) => {
    const found = await opened();
    await fakeBrowser.tabs.update(found.tabId, { url: address });
    await leaveSignIn(found);
    expect(await tabOf(found.tabId)).toMatchObject({ url: runPage });
  });

  test.each([
    'https://elsewhere.example/',
    'https://auth.example.com.elsewhere.example/',
    'http://auth.example.com/',
    'https://auth.example.com:8443/',
    'chrome://settings/',
  ])('leaves the user alone who has gone to %s', async (address) => {
    const found = await opened();
    await fakeBrowser.tabs.update(found.tabId, { url: address });
    await leaveSignIn(found);
    expect(await tabOf(found.tabId)).toMatchObject({ url: address });
  });

  // Nothing is known of most tabs: the extension has access to few servers.
  test('shows the run where the address is not known', async () => {
    const found = await opened();
    const get = vi.spyOn(fakeBrowser.tabs, 'get');
    get.mockImplementationOnce(async (id: number) => ({ id }) as never);
    await leaveSignIn(found);
    expect(get).toHaveBeenCalledWith(found.tabId);
    expect(await tabOf(found.tabId)).toMatchObject({ url: runPage });
  });

  test('does nothing where the tab was closed by hand', async () => {
    const found = await opened();
    await fakeBrowser.tabs.remove(found.tabId ?? -1);
    vi.spyOn(fakeBrowser.tabs, 'get').mockImplementationOnce(() =>
      Promise.reject(new Error(`No tab with id: ${found.tabId}.`)),
    );
    await expect(leaveSignIn(found)).resolves.toBeUndefined();
    expect(await fakeBrowser.tabs.query({})).toHaveLength(1);
  });

  test('does nothing for a run without a tab', async () => {
    const get = vi.spyOn(fakeBrowser.tabs, 'get');
    const update = vi.spyOn(fakeBrowser.tabs, 'update');
    await leaveSignIn(waiting);
    expect(get).not.toHaveBeenCalled();
    expect(update).not.toHaveBeenCalled();
  });
});

describe('onTabEvents and ignoreTabs', () => {
  /** What was told of tabs since. */
  function follow() {
    const told: unknown[] = [];
    onTabEvents({
      onClosed: (tabId) => told.push(['closed', tabId]),
      onArrived: (tabId, address) => told.push(['arrived', tabId, address]),
    });
    return told;
  }

  const page = 'https://app.example.com/';

  /** A tab comes, goes to a page, comes to the front, and goes. */
  async function useTab() {
    const { id = -1 } = await fakeBrowser.tabs.create({});
    await fakeBrowser.tabs.update(id, { url: page });
    await fakeBrowser.tabs.update(id, { active: true });
    await fakeBrowser.tabs.remove(id);
    return id;
  }

  test('tell which tab came to which address, and which was closed', async () => {
    const told = follow();
    const id = await useTab();
    expect(told).toEqual([
      ['arrived', id, page],
      ['closed', id],
    ]);
  });

  test('tell nothing while no sign-in is open in a tab', async () => {
    const told = follow();
    ignoreTabs();
    await useTab();
    expect(told).toEqual([]);
    expect(fakeBrowser.tabs.onRemoved.hasListeners()).toBe(false);
    expect(fakeBrowser.tabs.onUpdated.hasListeners()).toBe(false);
  });

  test('tell again, each thing once, when the next one opens', async () => {
    const told = follow();
    ignoreTabs();
    await openSignInTab({ runId: 'run-1', redirect }, pending, signal);
    await openSignInTab({ runId: 'run-2', redirect }, pending, signal);
    told.length = 0;
    const id = await useTab();
    expect(told).toEqual([
      ['arrived', id, page],
      ['closed', id],
    ]);
  });
});

describe('the run that waits', () => {
  const alarmNames = async () => (await fakeBrowser.alarms.getAll()).map(({ name }) => name);

  test('is none at first', async () => {
    expect(await readWaitingRun()).toBeUndefined();
  });

  test('is in memory only, is answered once, and is forgotten', async () => {
    await keepWaitingRun(waiting);
    expect(await alarmNames()).toEqual(['sign-in-expiry']);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    const kept = await waits();
    expect(kept.isAnswered).toBeUndefined();
    await markAnswered(kept);
    expect(await waits()).toEqual({ ...kept, isAnswered: true });
    // The rest of the run takes its own time.
    expect(await alarmNames()).toEqual([]);
    await keepWaitingRun(waiting);
    await forgetWaitingRun();
    expect(await readWaitingRun()).toBeUndefined();
    expect(await alarmNames()).toEqual([]);
  });

  test('expires by its own alarm, and by no other', async () => {
    const handle = vi.fn<() => void>();
    onSignInExpired(handle);
    await fakeBrowser.alarms.onAlarm.trigger({
      name: 'vault-idle',
      scheduledTime: 0,
      persistAcrossSessions: false,
    });
    expect(handle).not.toHaveBeenCalled();
    await fakeBrowser.alarms.onAlarm.trigger({
      name: 'sign-in-expiry',
      scheduledTime: 0,
      persistAcrossSessions: false,
    });
    expect(handle).toHaveBeenCalledOnce();
  });
});
