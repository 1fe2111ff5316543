import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';

/** The id that the manifest's key pins. */
export const EXTENSION_ID = 'kgpckhdofpmofjgdfomfpbbdlhjdjein';

export type LaunchOptions = {
  readonly executablePath: string;
  readonly isHeadless: boolean;
  /** The folder in `.output` that holds the built extension. */
  readonly build: 'chrome-mv3' | 'chrome-mv3-e2e';
  /** The folder of a profile that outlives the browser. */
  readonly profile?: string;
  /** The X display for its windows, where that is not the one of the session. */
  readonly display?: string;
  /** Further switches of Chromium. */
  readonly args?: readonly string[];
};

/** The address of a page of the extension. */
export function extensionPage(page: string): string {
  return `chrome-extension://${EXTENSION_ID}/${page}`;
}

/** The redirect URI of the client with this path. */
export function extensionRedirectUri(slug: string): string {
  return `https://${EXTENSION_ID}.chromiumapp.org/${slug}`;
}

/** Opens Chromium with the extension loaded, and a fresh profile unless one is named. */
export async function launchBrowser(options: LaunchOptions): Promise<BrowserContext> {
  const folder = join(import.meta.dirname, '..', '.output', options.build);
  const isRoot = process.getuid?.() === 0;
  const context = await chromium.launchPersistentContext(options.profile ?? '', {
    executablePath: options.executablePath,
    headless: options.isHeadless,
    locale: 'en-GB',
    ...(options.display === undefined ? {} : { env: environmentOn(options.display) }),
    viewport: options.isHeadless ? { width: 1280, height: 900 } : null,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      ...(options.isHeadless ? ['--headless=new'] : ['--start-maximized']),
      // Chromium's sandbox does not run as root, as in containers.
      ...(isRoot ? ['--no-sandbox'] : []),
      `--disable-extensions-except=${folder}`,
      `--load-extension=${folder}`,
      ...(options.args ?? []),
    ],
  });
  if (context.serviceWorkers().length === 0) await context.waitForEvent('serviceworker');
  return context;
}

/** Chromium takes the language of its own windows from the environment. */
function environmentOn(display: string): NodeJS.ProcessEnv {
  return { ...process.env, DISPLAY: display, LANGUAGE: 'en_GB' };
}
