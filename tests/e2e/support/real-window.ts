import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { type Display, startDisplay } from './display.ts';
import { type Journal, openBrowser } from './extension.ts';
import { openAccessibilityPage } from './permission-prompt.ts';
import { test as withServers } from './servers.ts';

/** A browser in a real window, on a display of its own. */
export type RealWindow = {
  readonly display: Display;
  readonly context: BrowserContext;
  readonly journal: Journal;
  /** Where Chromium describes its own windows; a tab that stays behind the others. */
  readonly accessibilityPage: Page;
  /** Where another debugger can connect to the browser. */
  readonly debuggingAddress: string;
};

type Fixtures = {
  /** Where the window is, and its keyboard. */
  display: Display;
  realWindow: RealWindow;
};

/**
 * Like the other tests', but the browser has a real window: it shows its permission prompt and the toolbar popup,
 * and takes keys.
 */
export const test = withServers.extend<Fixtures>({
  // oxlint-disable-next-line no-empty-pattern
  display: async ({}, use) => {
    const display = await startDisplay();
    await use(display);
    await display.close();
  },

  realWindow: async ({ build, journal, display }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'oauth-workbench-window-'));
    const context = await openBrowser({
      build,
      journal,
      profile,
      display: display.name,
      // A session on Wayland would have the window there, whatever display is named.
      args: ['--ozone-platform=x11', '--remote-debugging-port=0'],
    });
    const accessibilityPage = context.pages()[0] ?? (await context.newPage());
    await openAccessibilityPage(accessibilityPage);
    const debuggingAddress = await readDebuggingAddress(profile);
    await use({ display, context, journal, accessibilityPage, debuggingAddress });
    await context.close();
    await rm(profile, { recursive: true, force: true });
  },

  context: async ({ realWindow }, use) => {
    await use(realWindow.context);
  },
});

/** Chromium writes the port that it chose into its profile. */
async function readDebuggingAddress(profile: string): Promise<string> {
  let port = '';
  await expect(async () => {
    [port = ''] = (await readFile(join(profile, 'DevToolsActivePort'), 'utf8')).split('\n');
  }).toPass({ timeout: 10_000 });
  return `http://127.0.0.1:${port}`;
}
