import 'fake-indexeddb/auto';
import { URL as NodeUrl } from 'node:url';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { connectClients } from '../../utils/state/clients-store';

export const redirectBase = 'https://abcdefghijklmnopabcdefghijklmnop.chromiumapp.org/';

// The simulated page has a URL class of its own, which libraries do not take for one, and no locks.
vi.stubGlobal('URL', NodeUrl);
const lastHolders = new Map<string, Promise<unknown>>();
Object.defineProperty(navigator, 'locks', {
  value: {
    request: (name: string, action: () => Promise<unknown>) => {
      const held = (lastHolders.get(name) ?? Promise.resolve()).then(action);
      lastHolders.set(
        name,
        held.catch(() => undefined),
      );
      return held;
    },
  },
});

// Its lists have no size, from which react-hook-form concludes that somebody chose their first entry.
Object.defineProperty(HTMLSelectElement.prototype, 'size', { value: 0 });

// A slow machine is no fault.
configure({ asyncUtilTimeout: 4000 });

/** Gives each test a page and a browser of its own, with every permission granted. */
export function useFreshPage(): void {
  beforeEach(() => {
    fakeBrowser.reset();
    vi.spyOn(fakeBrowser.identity, 'getRedirectURL').mockReturnValue(redirectBase);
    vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(async () => true);
    vi.spyOn(fakeBrowser.permissions, 'request').mockImplementation(async () => true);
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.restoreAllMocks();
    window.history.replaceState(null, '', '/');
  });
}

/** Ties the store of clients to the fresh browser, and waits until it shows what is stored there. */
export async function connectFreshClients(): Promise<void> {
  connectClients();
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Text that would be markup, a script or a spoof if it were taken for more than text. */
export const hostileTexts = [
  '<img src=x onerror="alert(1)">',
  '</td></tr></table><script>alert(1)</script>',
  '&lt;b&gt; &amp; {{7*7}} ${7*7}',
  '\u202Egnitset\u202C',
  'x'.repeat(5000),
];
