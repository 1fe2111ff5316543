import { browser } from 'wxt/browser';
import { openInspect } from './open-inspect';
import { openWorkbench, type Place } from './pages';

const SELECTION = 'inspect-selection';
const LINK = 'inspect-link';

/** Where what is typed into the address bar opens, in the browser's words and in ours. */
const PLACES = {
  currentTab: 'shown-tab',
  newForegroundTab: 'new-tab',
  newBackgroundTab: 'background-tab',
} as const satisfies Record<string, Place>;

/**
 * Offers to inspect what is selected or linked on a page, in its context menu, and what is typed after the keyword into
 * the address bar. Nothing is read before it is chosen. Call it at once when the worker starts: it is started for this.
 */
export function offerInspect(): void {
  browser.runtime.onInstalled.addListener(() => void addMenuItems());
  browser.contextMenus.onClicked.addListener(({ menuItemId, selectionText, linkUrl }) => {
    const text = menuItemId === LINK ? linkUrl : selectionText;
    if (text !== undefined) void open(text);
  });
  void browser.omnibox.setDefaultSuggestion({
    description: browser.i18n.getMessage('inspectTyped'),
  });
  browser.omnibox.onInputEntered.addListener((text, place) => {
    void open(text, PLACES[place]);
  });
}

/** Where the browser has no room for the text, Inspect opens all the same, and it can be pasted there. */
async function open(text: string, place?: Place): Promise<void> {
  await openInspect(text, place).catch(() => openWorkbench('#/inspect', place));
}

/** The browser keeps the items, also when it is closed; an update puts them anew. */
async function addMenuItems(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: SELECTION,
    title: browser.i18n.getMessage('inspectSelection'),
    contexts: ['selection'],
  });
  browser.contextMenus.create({
    id: LINK,
    title: browser.i18n.getMessage('inspectLink'),
    contexts: ['link'],
  });
}
