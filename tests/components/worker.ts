import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../entrypoints/background';
import { simulateBrowser } from '../utils/platform/simulated-browser';

/** Starts the extension's real worker, which answers what the page under test sends. */
export function startWorker() {
  const browser = simulateBrowser();
  // What the simulated browser does not have.
  Object.assign(fakeBrowser.storage.local, { setAccessLevel: async () => undefined });
  Object.assign(fakeBrowser.runtime, { onConnect: { addListener: () => undefined } });
  background.main();
  const send = vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(sendFrom());
  return { ...browser, send };
}

/** Sends as a page of the extension does that stands in this tab, or in none. */
export function sendFrom(tabId?: number) {
  const sender = {
    id: fakeBrowser.runtime.id,
    url: fakeBrowser.runtime.getURL('/options.html'),
    ...(tabId === undefined ? {} : { tab: { id: tabId } }),
  } as Parameters<typeof fakeBrowser.runtime.onMessage.trigger>[1];
  return async (message: unknown) => {
    const answers: unknown[] = await fakeBrowser.runtime.onMessage.trigger(
      message,
      sender,
      () => undefined,
    );
    return answers.find((answer) => answer !== undefined);
  };
}
