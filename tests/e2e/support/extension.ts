import { join } from 'node:path';
import {
  type BrowserContext,
  type ConsoleMessage,
  type Page,
  test as base,
  expect,
  type Worker,
} from '@playwright/test';
import { findChromium } from '../../../scripts/find-chromium.ts';
import { EXTENSION_ID, launchBrowser } from '../../../scripts/launch-browser.ts';
import { makeSharedBrowser, type SharedBrowser } from './shared-browser.ts';

export const EXTENSION_ORIGIN = `chrome-extension://${EXTENSION_ID}`;
export const REDIRECT_BASE = `https://${EXTENSION_ID}.chromiumapp.org/`;

/** `e2e` may reach loopback from the start; `production` is what users install. */
export type Build = 'e2e' | 'production';

const FOLDERS = { e2e: 'chrome-mv3-e2e', production: 'chrome-mv3' } as const satisfies Record<
  Build,
  string
>;

/** Where a build of the extension lies. */
export function buildFolder(build: Build): string {
  return join(import.meta.dirname, '..', '..', '..', '.output', FOLDERS[build]);
}

/** What the extension's pages and its worker said, and what went wrong in them. */
export type Journal = {
  readonly messages: { readonly where: string; readonly type: string; readonly text: string }[];
  readonly faults: string[];
};

type Options = {
  build: Build;
  /**
   * Whether the tests use one browser, one after the other, each as if it were fresh. Only those of the `e2e` build do:
   * what the page of extensions allows the other one stays allowed. Not for tests that route requests
   * (`openSignInTabAt`): one of them was seen to hang, and its browser with it.
   */
  sharesBrowser: boolean;
};

type WorkerFixtures = { sharedBrowser: SharedBrowser };

type Fixtures = {
  journal: Journal;
  /** The workbench, at its list of clients. */
  workbench: Page;
  /** Opens the page of the toolbar popup in a tab of the popup's size. */
  openPopup: () => Promise<Page>;
};

/** The browser reports failed requests on the console of the page; that is no fault of the page. */
const NETWORK_MESSAGE = /^(?:Failed to load resource|Access to fetch at)/;

/**
 * A fresh browser with the extension for every test, or one that is as good as fresh, which fails on any error that a
 * page or the worker reports.
 */
export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  build: ['e2e', { option: true }],
  sharesBrowser: [false, { option: true }],

  sharedBrowser: [
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const shared = makeSharedBrowser((journal) => openBrowser({ build: 'e2e', journal }));
      await use(shared);
      await shared.close();
    },
    { scope: 'worker' },
  ],

  // Playwright wants a pattern here, even where nothing is asked for.
  // oxlint-disable-next-line no-empty-pattern
  journal: async ({}, use) => {
    const journal: Journal = { messages: [], faults: [] };
    await use(journal);
    expect(journal.faults, 'errors on the pages or in the worker').toEqual([]);
  },

  context: async ({ build, journal, sharesBrowser, sharedBrowser }, use) => {
    if (sharesBrowser && build === 'e2e') {
      await use(await sharedBrowser.lend(journal));
      await sharedBrowser.takeBack();
      return;
    }
    const context = await openBrowser({ build, journal });
    await use(context);
    await context.close();
  },

  workbench: async ({ context }, use) => {
    await use(await openWorkbench(context));
  },

  openPopup: async ({ context }, use) => {
    await use(() => openPopupPage(context));
  },
});

export { expect } from '@playwright/test';

/** Opens a browser with the extension, and writes down what its pages and its worker say. */
export async function openBrowser(options: {
  readonly build: Build;
  readonly journal: Journal;
  /** The folder of a profile that outlives the browser. */
  readonly profile?: string;
  /** An X display to open real windows on; without one the browser is headless. */
  readonly display?: string;
  /** Further switches of Chromium. */
  readonly args?: readonly string[];
}): Promise<BrowserContext> {
  const { build, journal, ...more } = options;
  const context = await launchBrowser({
    executablePath: findChromium(),
    isHeadless: more.display === undefined,
    build: FOLDERS[build],
    ...more,
  });
  listen(context, journal);
  return context;
}

/** Opens the workbench, at its list of clients. */
export async function openWorkbench(context: BrowserContext): Promise<Page> {
  const page = await openPage(context, 'options.html#/clients');
  await expect(page.getByRole('button', { name: 'New client' })).toBeVisible();
  return page;
}

/** Opens the page of the toolbar popup in a tab of the popup's size. */
export async function openPopupPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 380, height: 600 });
  await page.goto(`${EXTENSION_ORIGIN}/popup.html`);
  await expect(page.getByRole('status', { name: 'Run status' })).toBeVisible();
  return page;
}

/** Opens a page of the extension in a new tab. */
export async function openPage(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${EXTENSION_ORIGIN}/${path}`);
  return page;
}

/** Goes to a view of the workbench, as a link would. */
export async function goTo(page: Page, route: string): Promise<void> {
  await page.goto(`${EXTENSION_ORIGIN}/options.html${route}`);
}

/** Everything in both areas of the extension's storage. */
export async function readStorage(
  page: Page,
): Promise<{ readonly local: unknown; readonly session: unknown }> {
  return page.evaluate(
    '(async () => ({ local: await chrome.storage.local.get(), session: await chrome.storage.session.get() }))()',
  );
}

/** Writes down what a page says and what goes wrong in it. */
export function followPage(page: Page, journal: Journal): void {
  page.on('pageerror', (error) => {
    if (isOurs(page)) journal.faults.push(`${page.url()}: ${error.message}`);
  });
  page.on('console', (message) => {
    if (isOurs(page)) note(journal, page.url(), message);
  });
  page.on('dialog', (dialog) => {
    journal.faults.push(`${page.url()} opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

function listen(context: BrowserContext, journal: Journal): void {
  const followWorker = (worker: Worker) => {
    worker.on('console', (message) => note(journal, 'worker', message));
  };
  context.serviceWorkers().forEach(followWorker);
  context.pages().forEach((page) => followPage(page, journal));
  context.on('serviceworker', followWorker);
  context.on('page', (page) => followPage(page, journal));
}

function note(journal: Journal, where: string, message: ConsoleMessage): void {
  const text = message.text();
  journal.messages.push({ where, type: message.type(), text });
  if (message.type() === 'error' && !NETWORK_MESSAGE.test(text)) {
    journal.faults.push(`${where}: ${text}`);
  }
}

function isOurs(page: Page): boolean {
  return page.url().startsWith(EXTENSION_ORIGIN);
}
