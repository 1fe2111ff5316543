import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { test as withEmulations } from './emulations.ts';
import { openBrowser } from './extension.ts';

type Profile = {
  /** The folder of a profile that outlives the browser, until the test is over. */
  profile: string;
  /** Opens a browser with that profile; close it before the next one is opened. */
  openProfile: () => Promise<BrowserContext>;
};

export const test = withEmulations.extend<Profile>({
  // oxlint-disable-next-line no-empty-pattern
  profile: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'oauth-workbench-profile-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  openProfile: async ({ build, journal, profile }, use) => {
    const opened: BrowserContext[] = [];
    await use(async () => {
      const context = await openBrowser({ build, journal, profile });
      opened.push(context);
      return context;
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});
