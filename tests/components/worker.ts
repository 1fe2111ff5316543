import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import background from '../../entrypoints/background';

/** Starts the extension's real worker, which answers what the page under test sends. */
export function startWorker() {
  // What the simulated browser does not have.
  Object.assign(fakeBrowser.storage.local, { setAccessLevel: async () => undefined });
  const silent = { addListener: () => undefined };
  Object.assign(fakeBrowser.runtime, { onConnect: silent });
  Object.assign(fakeBrowser.permissions, { onAdded: silent, onRemoved: silent });
  background.main();
  const sender = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL('/options.html') };
  return vi
    .spyOn(fakeBrowser.runtime, 'sendMessage')
    .mockImplementation(async (message: unknown) => {
      const answers: unknown[] = await fakeBrowser.runtime.onMessage.trigger(
        message,
        sender,
        () => undefined,
      );
      return answers.find((answer) => answer !== undefined);
    });
}
