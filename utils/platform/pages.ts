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

/** Where a page opens: in a tab of its own, in front or behind, or in the place of the one that is shown. */
export type Place = 'new-tab' | 'background-tab' | 'shown-tab';

/** Opens a view of the workbench, in a tab of its own unless another place is named. */
export async function openWorkbench(route: string, place: Place = 'new-tab'): Promise<void> {
  const url = workbenchUrl(route);
  await (place === 'shown-tab'
    ? browser.tabs.update({ url })
    : browser.tabs.create(place === 'new-tab' ? { url } : { url, active: false }));
}

/** The address of the page over which the popup was opened, where the browser shows it (`activeTab`). */
export async function addressUnderPopup(): Promise<string | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.url;
}
