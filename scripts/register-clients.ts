import type { Page } from '@playwright/test';
import type { DemoRegistration } from './demo-clients.ts';
import { extensionPage } from './launch-browser.ts';

/** Registers clients in the workbench as a person would: imports them as a file, and types in their secrets. */
export async function registerClients(
  page: Page,
  clients: readonly DemoRegistration[],
): Promise<void> {
  await page.goto(extensionPage('options.html#/settings'));
  await page.getByLabel('File of clients').setInputFiles({
    name: 'demo-clients.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(clients.map(({ metadata }) => metadata))),
  });
  await page.getByText(`${clients.length} clients imported.`).waitFor();
  for (const { label, secret } of clients) {
    if (secret === undefined) continue;
    await page.getByRole('link', { name: 'Clients', exact: true }).click();
    await page.getByRole('link', { name: label, exact: true }).click();
    await page.getByLabel('Client secret', { exact: true }).fill(secret);
    await page.getByRole('button', { name: 'Save client' }).click();
    await page.getByText('Saved', { exact: true }).waitFor();
  }
  await page.getByRole('link', { name: 'Clients', exact: true }).click();
}
