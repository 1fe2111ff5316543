import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { pressKeys } from './display.ts';
import { EXTENSION_ORIGIN, followPage } from './extension.ts';
import type { RealWindow } from './real-window.ts';

const POPUP = `${EXTENSION_ORIGIN}/popup.html`;

/**
 * Opens the real toolbar popup over a page with its keyboard shortcut, which is a gesture of the user. It stays
 * open until it closes itself, `Escape` is pressed, or something else takes the focus in the browser's window.
 * @returns the popup, to be read and used like any other page.
 */
export async function openToolbarPopup(window: RealWindow, over: Page): Promise<Page> {
  const { context, debuggingAddress, display, journal } = window;
  await over.bringToFront();
  await expect
    .poll(() => isWindowInFront(context), { message: 'the browser takes keys' })
    .toBe(true);
  await pressKeys(display, 'alt+shift+o');
  await expect
    .poll(() => isPopupUp(context), { message: 'the toolbar popup opens at Alt+Shift+O' })
    .toBe(true);
  // Playwright leaves out what is not a page from its beginning, as a popup. Who comes later is shown it.
  const browser = await chromium.connectOverCDP(debuggingAddress);
  const pages = browser.contexts().flatMap((shown) => shown.pages());
  const popup = (await Promise.all(pages.map(asPopup))).find((page) => page !== undefined);
  if (popup === undefined) throw new Error('the toolbar popup closed at once');
  followPage(popup, journal);
  popup.once('close', () => void browser.close());
  return popup;
}

/** Whether one of the browser's windows has the focus, and no prompt in it. */
async function isWindowInFront(context: BrowserContext): Promise<unknown> {
  const [worker] = context.serviceWorkers();
  return worker?.evaluate('chrome.windows.getLastFocused().then(({ focused }) => focused)');
}

/** Whether there is a popup that is not just its page in a tab: that one Playwright is attached to. */
async function isPopupUp(context: BrowserContext): Promise<boolean> {
  const session = await context.browser()?.newBrowserCDPSession();
  const targets = await session?.send('Target.getTargets');
  await session?.detach();
  return targets?.targetInfos.some(({ url, attached }) => url === POPUP && !attached) ?? false;
}

async function asPopup(page: Page): Promise<Page | undefined> {
  if (page.url() !== POPUP) return undefined;
  const isPopup = await page.evaluate(
    "chrome.extension.getViews({ type: 'popup' }).includes(window)",
  );
  return isPopup === true ? page : undefined;
}
