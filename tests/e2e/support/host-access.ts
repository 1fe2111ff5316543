import type { BrowserContext, Page } from '@playwright/test';
import { EXTENSION_ID } from '../../../scripts/launch-browser.ts';

/**
 * Lets the user's answer to the browser's prompt be yes: a headless browser cannot show it. What was allowed
 * on the page of extensions is given without a prompt, but only when the extension asks for it at a click.
 */
export async function allowBeforehand(context: BrowserContext, ...origins: string[]) {
  await onExtensionsPage(
    context,
    (pattern) => `addHostPermission(extensionId, ${pattern})`,
    origins,
  );
}

/** Takes access to a host away, as the user does on the page of extensions. */
export async function withdrawAccess(context: BrowserContext, origin: string): Promise<void> {
  await onExtensionsPage(context, (pattern) => `removeHostPermission(extensionId, ${pattern})`, [
    origin,
  ]);
}

/** The hosts that the extension may reach. */
export async function grantedOrigins(page: Page): Promise<unknown> {
  return page.evaluate('chrome.permissions.getAll().then(({ origins }) => origins)');
}

async function onExtensionsPage(
  context: BrowserContext,
  call: (pattern: string) => string,
  origins: readonly string[],
): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions/');
  const calls = origins.map((origin) => {
    const { protocol, hostname } = new URL(origin);
    return `await developerPrivate.${call(JSON.stringify(`${protocol}//${hostname}/*`))};`;
  });
  await page.evaluate(`(async () => {
    const extensionId = ${JSON.stringify(EXTENSION_ID)};
    const { developerPrivate } = chrome;
    await developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: 'ON_SPECIFIC_SITES' });
    ${calls.join('\n')}
  })()`);
  await page.close();
}
