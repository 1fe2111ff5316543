import { browser } from 'wxt/browser';
import { POSTED_CALLBACKS_PERMISSION } from './posted-callbacks';

/** Match patterns know no ports: a permission is for a scheme and a host. */
function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** Those of the origins that the extension may not reach yet. */
export async function missingOrigins(origins: readonly string[]): Promise<readonly string[]> {
  const checked = await Promise.all(
    origins.map(async (origin) => ({
      origin,
      isGranted: await browser.permissions.contains({ origins: [patternOf(origin)] }),
    })),
  );
  return checked.filter(({ isGranted }) => !isGranted).map(({ origin }) => origin);
}

/**
 * Asks the user for access to these origins and no others, and, where wanted, to read callbacks that are posted. Call it in the handler of a click, before any await.
 * @returns whether it was given. In a popup it may never settle: the prompt closes the popup.
 */
export async function requestAccess(
  origins: readonly string[],
  isForPostedCallbacks = false,
): Promise<boolean> {
  return browser.permissions.request({
    origins: [...new Set(origins.map(patternOf))],
    ...(isForPostedCallbacks && !import.meta.env.FIREFOX
      ? { permissions: [POSTED_CALLBACKS_PERMISSION] }
      : {}),
  });
}

/** Calls back whenever a permission was given or taken. @returns a function that stops it. */
export function watchPermissions(onChange: () => void): () => void {
  browser.permissions.onAdded.addListener(onChange);
  browser.permissions.onRemoved.addListener(onChange);
  return () => {
    browser.permissions.onAdded.removeListener(onChange);
    browser.permissions.onRemoved.removeListener(onChange);
  };
}
