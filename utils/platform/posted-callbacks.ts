import { browser } from 'wxt/browser';
import { CAPTURE_PAGE, extensionUrl } from './pages';

/** What was posted to the capture page, by tab, until the page asks what to do with it. */
const posted = new Map<number, URLSearchParams>();

/** To read the body of a POST that a rule took to the capture page. Chromium shows no warning for it. */
export const POSTED_CALLBACKS_PERMISSION = 'webRequest';

/**
 * Reads the bodies of callbacks that come as a form (OAuth 2.0 Form Post Response Mode): the one thing that a page
 * cannot know of its own request. Only requests for our own capture page are looked at, and only where the user runs
 * such clients: the permission is optional. Call it when the worker starts, before anything waits.
 */
export function readPostedCallbacks(): void {
  listen();
  browser.permissions.onAdded.addListener(listen);
}

/** The parameters that were posted in this tab, once. */
export function takePostedCallback(tabId: number): URLSearchParams | undefined {
  const parameters = posted.get(tabId);
  posted.delete(tabId);
  return parameters;
}

type Request = Parameters<Parameters<typeof browser.webRequest.onBeforeRequest.addListener>[0]>[0];

function note({ tabId, requestBody }: Request): undefined {
  const form = requestBody?.formData;
  if (form === undefined || form === null) return;
  posted.set(
    tabId,
    new URLSearchParams(
      Object.entries(form).flatMap(([name, values]) =>
        values.map((value) => [name, typeof value === 'string' ? value : '']),
      ),
    ),
  );
}

function listen(): void {
  const events = browser.webRequest?.onBeforeRequest;
  if (events === undefined || events.hasListener(note)) return;
  events.addListener(note, { urls: [`${extensionUrl(CAPTURE_PAGE)}*`], types: ['main_frame'] }, [
    'requestBody',
  ]);
}
