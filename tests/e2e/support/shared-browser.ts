import type { BrowserContext, Page } from '@playwright/test';
import { extensionPage } from '../../../scripts/launch-browser.ts';
import type { Journal } from './extension.ts';
import { stopWorker } from './worker.ts';

/** A browser that tests use one after the other, each as if it were fresh. */
export type SharedBrowser = {
  /** Gives the browser to a test, whose journal takes what is said in it until the next one gets it. */
  lend(journal: Journal): Promise<BrowserContext>;
  /** Leaves nothing behind of the test that had it. */
  takeBack(): Promise<void>;
  close(): Promise<void>;
};

/** The browser is opened when a test first asks for it. */
export function makeSharedBrowser(
  open: (journal: Journal) => Promise<BrowserContext>,
): SharedBrowser {
  let lastJournal: Journal = { messages: [], faults: [] };
  let opening: Promise<BrowserContext> | undefined;
  const journal: Journal = {
    get messages() {
      return lastJournal.messages;
    },
    get faults() {
      return lastJournal.faults;
    },
  };
  return {
    lend: (newJournal) => {
      lastJournal = newJournal;
      opening ??= open(journal);
      return opening;
    },
    takeBack: async () => {
      if (opening !== undefined) await reset(await opening);
    },
    close: async () => {
      await (await opening)?.close();
    },
  };
}

/** A file of the extension that runs no code, and from which everything of it can be reached. */
const QUIET_PAGE = extensionPage('manifest.json');

/** What the extension and the browser keep for it. The worker must not run: it would write again. */
const FORGET = `(async () => {
  const { alarms, declarativeNetRequest, permissions, runtime, storage } = chrome;
  await Promise.all([storage.local.clear(), storage.session.clear(), alarms.clearAll()]);
  for (const { name } of await indexedDB.databases()) {
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(name);
      request.onsuccess = resolve;
      request.onerror = request.onblocked = () => reject(new Error(name + ' is still open'));
    });
  }
  const rules = await declarativeNetRequest.getSessionRules();
  await declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) });
  const granted = await permissions.getAll();
  const required = runtime.getManifest();
  await permissions.remove({
    permissions: granted.permissions.filter((name) => !required.permissions.includes(name)),
    origins: granted.origins.filter((pattern) => !required.host_permissions.includes(pattern)),
  });
  const left = [
    await storage.local.get(),
    await storage.session.get(),
    await alarms.getAll(),
    await declarativeNetRequest.getSessionRules(),
    await indexedDB.databases(),
  ];
  return left.flatMap(Object.entries);
})()`;

/** What web pages keep; the workers of sites are not among it, nor is that of the extension. */
const WEB_STORAGE = 'local_storage,indexeddb,cache_storage,file_systems';

async function reset(context: BrowserContext): Promise<void> {
  const used = context.pages();
  const page = await context.newPage();
  await Promise.all(used.map((one) => one.close()));
  await context.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto(QUIET_PAGE);
  await stopWorker(context, page);
  const left: unknown = await page.evaluate(FORGET);
  if (JSON.stringify(left) !== '[]') throw new Error(`not forgotten: ${JSON.stringify(left)}`);
  await Promise.all([context.clearCookies(), context.clearPermissions(), clearWeb(context, page)]);
  await page.goto('about:blank');
}

async function clearWeb(context: BrowserContext, page: Page): Promise<void> {
  const session = await context.newCDPSession(page);
  await session.send('Network.clearBrowserCache');
  await session.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: WEB_STORAGE });
  await session.detach();
}
