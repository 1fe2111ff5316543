import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { offerInspect } from '../../../utils/platform/offer-inspect';
import { type SimulatedBrowser, simulateBrowser } from './simulated-browser';

const INSPECT = 'chrome-extension://test-extension-id/options.html#/inspect';
const TOKEN = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.';

let simulated: SimulatedBrowser;

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
  simulated = simulateBrowser();
  offerInspect();
});

const inMemory = () => fakeBrowser.storage.session.get(null);
/** What was in memory when each tab was opened, and how it was opened. */
function followTabs() {
  const opened: unknown[] = [];
  const follow = (how: string) => async (options: unknown) => {
    opened.push([how, options, await inMemory()]);
    return {} as never;
  };
  vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(follow('create'));
  vi.spyOn(fakeBrowser.tabs, 'update').mockImplementation(follow('update'));
  return opened;
}
const opened = (how: string, options: object, text: string) => [
  [how, { url: INSPECT, ...options }, { 'handed-over-text': text }],
];

describe('the context menus', () => {
  test('have an item for selected text and one for links, however often it is installed', async () => {
    const details = { reason: 'install', temporary: false } as const;
    for (const _ of [1, 2]) await fakeBrowser.runtime.onInstalled.trigger(details);
    await vi.waitFor(() =>
      expect(simulated.menuItems()).toEqual([
        {
          id: 'inspect-selection',
          title: 'Inspect “%s” in OAuth Workbench',
          contexts: ['selection'],
        },
        { id: 'inspect-link', title: 'Inspect this link in OAuth Workbench', contexts: ['link'] },
      ]),
    );
  });

  test.each([
    ['inspect-selection', TOKEN],
    ['inspect-link', 'https://app.example/cb?code=c'],
  ])(
    'hand over what %s means, in memory, and open Inspect without it',
    async (menuItemId, text) => {
      const tabs = followTabs();
      simulated.menuClicked.trigger({
        menuItemId,
        selectionText: TOKEN,
        linkUrl: 'https://app.example/cb?code=c',
      });
      await vi.waitFor(() => expect(tabs).toEqual(opened('create', {}, text)));
      expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    },
  );

  test('open Inspect empty where there is no room for the text', async () => {
    const tabs = followTabs();
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('quota'));
    simulated.menuClicked.trigger({ menuItemId: 'inspect-selection', selectionText: TOKEN });
    await vi.waitFor(() => expect(tabs).toEqual([['create', { url: INSPECT }, {}]]));
  });
});

describe('the address bar', () => {
  test('says what the keyword does', () => {
    expect(simulated.suggestions).toEqual([
      { description: 'Inspect a token, header, response or address in OAuth Workbench' },
    ]);
  });

  test.each([
    ['currentTab', 'update', {}],
    ['newForegroundTab', 'create', {}],
    ['newBackgroundTab', 'create', { active: false }],
  ])('opens Inspect with what was typed: %s', async (place, how, options) => {
    const tabs = followTabs();
    simulated.omniboxEntered.trigger(TOKEN, place);
    await vi.waitFor(() => expect(tabs).toEqual(opened(how, options, TOKEN)));
  });
});
