import type { BrowserContext, Page, Worker } from '@playwright/test';
import { EXTENSION_ORIGIN, expect, openPage, readStorage, test } from './support/extension.ts';
import { SIGNED_JWT } from './support/tokens.ts';
import { recordAddresses } from './support/traces.ts';
import { stopWorker } from './support/worker.ts';

test.use({ sharesBrowser: true });

const INSPECT = `${EXTENSION_ORIGIN}/options.html#/inspect`;

/** Sets off an event of the browser in the worker: the menus and the address bar of a headless one cannot be used. */
async function dispatch(worker: Worker, event: string, ...details: readonly unknown[]) {
  await worker.evaluate(`chrome.${event}.dispatch(...${JSON.stringify(details)})`);
}

/** The worker that runs, which any message starts. */
async function runningWorker(context: BrowserContext, page: Page): Promise<Worker> {
  await page.evaluate('chrome.runtime.sendMessage({ type: "vault-used" })');
  const worker = context.serviceWorkers().at(-1);
  if (worker === undefined) throw new Error('The worker does not run.');
  return worker;
}

/** The page that opens, with this text in it, which is nowhere else. */
async function expectInspected(context: BrowserContext, text: string, act: () => Promise<void>) {
  const addresses = recordAddresses(context);
  const opening = context.waitForEvent('page');
  await act();
  const page = await opening;
  await expect(page.getByRole('textbox', { name: 'Paste anything' })).toHaveValue(text);
  expect(page.url()).toBe(INSPECT);
  expect([...addresses].filter((address) => address.includes(text))).toEqual([]);
  expect(JSON.stringify(await readStorage(page))).not.toContain(text);
  return page;
}

test('context menu, address bar and popup lead into Inspect, through memory alone', async ({
  context,
  workbench,
  openPopup,
}) => {
  const selection = { menuItemId: 'inspect-selection', selectionText: SIGNED_JWT, editable: false };
  const link = 'https://app.example.com/cb?code=from-a-link&state=s';

  await test.step('a selected token, and nothing twice', async () => {
    const worker = await runningWorker(context, workbench);
    const page = await expectInspected(context, SIGNED_JWT, () =>
      dispatch(worker, 'contextMenus.onClicked', selection),
    );
    await expect(page.getByRole('status', { name: 'Recognised as' })).toHaveText(
      'JWT (signed, RS256)',
    );
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Paste anything' })).toHaveValue('');
  });

  await test.step('a link, after the worker was stopped', async () => {
    await stopWorker(context, workbench);
    const worker = await runningWorker(context, workbench);
    for (const id of ['inspect-selection', 'inspect-link']) {
      // Refused unless the browser still has the item.
      await workbench.evaluate(`chrome.contextMenus.update(${JSON.stringify(id)}, {})`);
    }
    await expectInspected(context, link, () =>
      dispatch(worker, 'contextMenus.onClicked', { menuItemId: 'inspect-link', linkUrl: link }),
    );
  });

  await test.step('the address bar, in a new tab and in the one that is shown', async () => {
    const worker = await runningWorker(context, workbench);
    await expectInspected(context, SIGNED_JWT, () =>
      dispatch(worker, 'omnibox.onInputEntered', SIGNED_JWT, 'newForegroundTab'),
    );
    const shown = await openPage(context, 'options.html#/settings');
    await shown.bringToFront();
    // The second time it shows Inspect already.
    for (const text of [link, SIGNED_JWT]) {
      await dispatch(worker, 'omnibox.onInputEntered', text, 'currentTab');
      await expect(shown.getByRole('textbox', { name: 'Paste anything' })).toHaveValue(text);
      expect(shown.url()).toBe(INSPECT);
    }
  });

  await test.step('the popup', async () => {
    const popup = await openPopup();
    await popup.getByRole('textbox', { name: 'Paste a token' }).fill(SIGNED_JWT);
    await expectInspected(context, SIGNED_JWT, () =>
      popup.getByRole('button', { name: 'Open in Inspect' }).click(),
    );
  });
});
