import type { Page } from '@playwright/test';

/** When something is on the screen: an element that this selector finds and whose text holds these words. */
export type Shown = { readonly selector: string; readonly text?: string };

/**
 * Has every document of a page note, in `shown`, the time at which something is first painted, in milliseconds since
 * `startedAt`; that is the beginning of the navigation until somebody sets it.
 */
export async function noteWhenShown(page: Page, shown: Shown): Promise<void> {
  await page.addInitScript(({ selector, text = '' }: Shown) => {
    const noted = { startedAt: 0 };
    Object.assign(globalThis, {
      noted,
      shown: new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector(selector)?.textContent?.includes(text) !== true) return;
          observer.disconnect();
          // What a frame's callback posts is received after that frame was painted.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => resolve(performance.now() - noted.startedAt));
            port1.start();
            port2.postMessage(undefined);
          });
        };
        const observer = new MutationObserver(look);
        observer.observe(document, { childList: true, subtree: true, characterData: true });
      }),
    });
  }, shown);
}

/** Milliseconds until it was shown. */
export async function whenShown(page: Page): Promise<number> {
  return page.evaluate('shown');
}
