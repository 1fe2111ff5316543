import { browser } from 'wxt/browser';

/** The address of a view of the workbench, for a link. `route` begins with `#/`. */
export function workbenchUrl(route: string): string {
  return browser.runtime.getURL(`/options.html${route}`);
}
