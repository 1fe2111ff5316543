import { browser } from 'wxt/browser';

/** Where captured callbacks land. */
export const CAPTURE_PAGE = 'capture.html';

/** The address of a view of the workbench, for a link. `route` begins with `#/`. */
export function workbenchUrl(route: string): string {
  return extensionUrl(`options.html${route}`);
}

/** The address of a file of the extension. */
export function extensionUrl(file: string): string {
  return browser.runtime.getURL('/') + file;
}

/** Opens a view of the workbench in a tab of its own. */
export async function openWorkbench(route: string): Promise<void> {
  await browser.tabs.create({ url: workbenchUrl(route) });
}

/** The address of the page over which the popup was opened, where the browser shows it (`activeTab`). */
export async function addressUnderPopup(): Promise<string | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.url;
}
