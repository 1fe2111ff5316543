import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { type DemoServer, startDemoServer } from '../../lab/demo-server/start-demo-server.ts';
import { findChromium } from '../../scripts/find-chromium.ts';
import { EXTENSION_ID, launchBrowser } from '../../scripts/launch-browser.ts';

/** The extension that is measured, and the one beside it. */
const SIDES = ['product', 'minimal'] as const;
export type Side = (typeof SIDES)[number];

/** One browser with both extensions, so that both have the same profile, caches and load. */
export type Bench = {
  readonly context: BrowserContext;
  readonly demo: DemoServer;
  /** The ids of the extensions */
  readonly ids: Readonly<Record<Side, string>>;
  /** Where a debugger can connect to the browser, such as `http://127.0.0.1:9222` */
  readonly debugging: string;
  readonly browserVersion: string;
  close(): Promise<void>;
};

const root = join(import.meta.dirname, '..', '..');
export const MINIMAL_FOLDER = join(import.meta.dirname, 'minimal-extension');
/** What users install; what is measured in the browser is the same code with access to loopback. */
export const PRODUCTION_FOLDER = join(root, '.output', 'chrome-mv3');
const BUILD = 'chrome-mv3-e2e';

/** Opens a browser with a fresh profile and both extensions, and starts the demo server for both. */
export async function openBench(): Promise<Bench> {
  const profile = await mkdtemp(join(tmpdir(), 'oauth-workbench-bench-'));
  const folders = [join(root, '.output', BUILD), MINIMAL_FOLDER].join(',');
  const context = await launchBrowser({
    executablePath: findChromium(),
    isHeadless: true,
    build: BUILD,
    profile,
    // Of a switch that comes twice, Chromium takes the last.
    args: [
      `--disable-extensions-except=${folders}`,
      `--load-extension=${folders}`,
      '--remote-debugging-port=0',
    ],
  });
  const ids = { product: EXTENSION_ID, minimal: await minimalId(context) };
  const demo = await startDemoServer({
    port: 0,
    redirectUris: SIDES.map((side) => `https://${ids[side]}.chromiumapp.org/bench`),
  });
  const [port = ''] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  const debugging = `http://127.0.0.1:${port}`;
  const version = (await (await fetch(`${debugging}/json/version`)).json()) as { Browser: string };
  return {
    context,
    demo,
    ids,
    debugging,
    browserVersion: version.Browser.replace('HeadlessChrome', 'Chrome').replace('/', ' '),
    close: async () => {
      await context.close();
      await demo.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

async function minimalId(context: BrowserContext): Promise<string> {
  const isMinimal = (url: string) => !url.includes(EXTENSION_ID);
  const worker =
    context.serviceWorkers().find((one) => isMinimal(one.url())) ??
    (await context.waitForEvent('serviceworker', (one) => isMinimal(one.url())));
  return new URL(worker.url()).host;
}

/** The address of a page of one of the extensions. */
export function addressOf({ ids }: Bench, side: Side, page: string): string {
  return `chrome-extension://${ids[side]}/${page}`;
}

/** Does something in a new tab, which is closed afterwards. */
export async function inTab<Value>(
  { context }: Bench,
  action: (page: Page) => Promise<Value>,
): Promise<Value> {
  const page = await context.newPage();
  try {
    return await action(page);
  } finally {
    await page.close();
  }
}

/** Stores values in `storage.local` of both extensions, in the place of all that was there. */
export async function store(bench: Bench, values: Readonly<Record<string, unknown>>) {
  for (const side of SIDES) {
    await inTab(bench, async (page) => {
      await page.goto(addressOf(bench, side, 'manifest.json'));
      await page.evaluate(
        `(async (values) => {
          await chrome.storage.local.clear();
          await chrome.storage.local.set(values);
        })(${JSON.stringify(values)})`,
      );
    });
  }
}
