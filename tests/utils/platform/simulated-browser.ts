import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import messages from '../../../public/_locales/en/messages.json' with { type: 'json' };

/** A session rule, as far as tests look at one. */
export type SessionRule = {
  readonly id: number;
  readonly action: {
    readonly type: string;
    readonly redirect?: { readonly regexSubstitution?: string };
  };
  readonly condition: {
    readonly regexFilter?: string;
    readonly resourceTypes?: readonly string[];
    readonly requestMethods?: readonly string[];
    readonly tabIds?: readonly number[];
  };
};

/** What was asked of `updateSessionRules`. */
export type RuleChange = {
  readonly removeRuleIds?: readonly number[];
  readonly addRules?: readonly SessionRule[];
};

const originalRemove = fakeBrowser.tabs.remove;

type TabEvent = {
  addListener: (listener: () => void) => void;
  hasListener: (listener: () => void) => boolean;
};

/** The events of tabs, each with the function that adds a listener to it. */
const tabEvents = (
  [fakeBrowser.tabs.onRemoved, fakeBrowser.tabs.onUpdated] as unknown as readonly TabEvent[]
).map((event) => ({ event, add: event.addListener }));

/**
 * Adds what the simulated browser does not have: session rules, events of permissions and requests, context menus, the
 * address bar, texts, tabs that can be closed, and events of tabs that tell each listener once. Call it before each test.
 */
export function simulateBrowser() {
  const rules = new Map<number, SessionRule>();
  const changes: RuleChange[] = [];
  const updateSessionRules = async (change: RuleChange) => {
    changes.push(change);
    for (const id of change.removeRuleIds ?? []) rules.delete(id);
    for (const rule of change.addRules ?? []) {
      if (rules.has(rule.id)) throw new Error(`Rule with id ${rule.id} does not have a unique ID.`);
      rules.set(rule.id, rule);
    }
  };
  vi.spyOn(fakeBrowser.declarativeNetRequest, 'updateSessionRules').mockImplementation(
    updateSessionRules as typeof fakeBrowser.declarativeNetRequest.updateSessionRules,
  );

  const removeTab = async (tabId: number) => {
    if ((await fakeBrowser.tabs.get(tabId)) === undefined) {
      throw new Error(`No tab with id: ${tabId}.`);
    }
    // The simulated one takes the tab away, and then looks in vain for its window.
    await originalRemove(tabId).catch(() => undefined);
    await fakeBrowser.tabs.onRemoved.trigger(tabId, { isWindowClosing: false, windowId: 0 });
  };
  vi.spyOn(fakeBrowser.tabs, 'remove').mockImplementation(
    removeTab as typeof fakeBrowser.tabs.remove,
  );

  for (const { event, add } of tabEvents) {
    vi.spyOn(event, 'addListener').mockImplementation((listener) => {
      // The simulated one takes a listener as often as it is given.
      if (!event.hasListener(listener)) add(listener);
    });
  }

  const permissionAdded = simulatedEvent();
  const permissionRemoved = simulatedEvent();
  const beforeRequest = simulatedEvent();
  Object.assign(fakeBrowser.permissions, {
    onAdded: permissionAdded,
    onRemoved: permissionRemoved,
  });
  Object.assign(fakeBrowser.webRequest, { onBeforeRequest: beforeRequest });

  const menuClicked = simulatedEvent();
  const menuItems = new Map<string, MenuItem>();
  Object.assign(fakeBrowser.contextMenus, {
    onClicked: menuClicked,
    create: (item: MenuItem) => {
      if (menuItems.has(item.id))
        throw new Error(`Cannot create item with duplicate id ${item.id}`);
      menuItems.set(item.id, item);
    },
    removeAll: async () => menuItems.clear(),
  });
  const omniboxEntered = simulatedEvent();
  const suggestions: unknown[] = [];
  Object.assign(fakeBrowser.omnibox, {
    onInputEntered: omniboxEntered,
    setDefaultSuggestion: (suggestion: unknown) => suggestions.push(suggestion),
  });
  vi.spyOn(fakeBrowser.i18n, 'getMessage').mockImplementation(messageOf);

  return {
    menuClicked,
    /** The items that the extension has in the context menus. */
    menuItems: (): readonly MenuItem[] => [...menuItems.values()],
    omniboxEntered,
    /** What the address bar was told to say below it. */
    suggestions,
    /** Every change of the rules so far, as it was asked for. */
    changes,
    permissionAdded,
    permissionRemoved,
    beforeRequest,
    /** The rules that are in force. */
    rules: (): readonly SessionRule[] => [...rules.values()],
    /** Where a navigation ends up: where a rule redirects it to, or where it was going. */
    navigate: (url: string, tabId: number, method = 'get'): string =>
      redirectedBy([...rules.values()], { url: new URL(url).href, tabId, method }),
  };
}

/** An item of a context menu, as far as tests look at one. */
export type MenuItem = {
  readonly id: string;
  readonly title: string;
  readonly contexts: readonly string[];
};

/** The real texts; nothing for a name that they do not have, as in a browser. */
function messageOf(name: string): string {
  const texts: Readonly<Record<string, { readonly message: string }>> = messages;
  return texts[name]?.message ?? '';
}

export type SimulatedBrowser = ReturnType<typeof simulateBrowser>;

type Navigation = { readonly url: string; readonly tabId: number; readonly method: string };

function redirectedBy(rules: readonly SessionRule[], { url, tabId, method }: Navigation): string {
  for (const { action, condition } of rules) {
    const { regexFilter, requestMethods, tabIds, resourceTypes } = condition;
    const { regexSubstitution } = action.redirect ?? {};
    if (regexFilter === undefined || regexSubstitution === undefined) continue;
    if (resourceTypes?.includes('main_frame') !== true) continue;
    if (requestMethods?.includes(method) === false || tabIds?.includes(tabId) === false) continue;
    const [whole] = new RegExp(regexFilter).exec(url) ?? [];
    if (whole !== undefined) return regexSubstitution.replace(String.raw`\0`, () => whole);
  }
  return url;
}

type Listener = (...details: readonly unknown[]) => unknown;

/** An event of the browser that tests set off. */
function simulatedEvent() {
  const listeners = new Map<Listener, readonly unknown[]>();
  return {
    addListener: (listener: Listener, ...options: readonly unknown[]) => {
      listeners.set(listener, options);
    },
    removeListener: (listener: Listener) => {
      listeners.delete(listener);
    },
    hasListener: (listener: Listener) => listeners.has(listener),
    trigger: (...details: readonly unknown[]) => {
      for (const listener of listeners.keys()) listener(...details);
    },
    /** What was asked for with each listener. */
    options: () => [...listeners.values()],
  };
}
