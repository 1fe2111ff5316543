import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { extensionPage } from './launch-browser.ts';

const POPUP = { width: 380, height: 600 };
const SIGN_IN_WINDOW = { width: 560, height: 1040 };
const RUN_TIMEOUT_MS = 30_000;

/**
 * Plays the main job: runs the first client, signs in, consents, and prints what came back. Pictures go to
 * `.output/demo/`. @throws Error when the run does not end with its tokens.
 */
export async function playMainJob(context: BrowserContext, page: Page): Promise<void> {
  const folder = join(import.meta.dirname, '..', '.output', 'demo');
  mkdirSync(folder, { recursive: true });

  const windowOpened = context.waitForEvent('page');
  await page.getByRole('button', { name: 'Run Aurora Travel Planner' }).click();
  const signIn = await windowOpened;
  await signIn.setViewportSize(SIGN_IN_WINDOW);
  await signIn.getByRole('button', { name: 'Continue as Tomás Rivera' }).click();
  await signIn.getByRole('button', { name: 'Allow' }).waitFor();
  await signIn.screenshot({ path: join(folder, 'consent.png') });
  await signIn.getByRole('button', { name: 'Allow' }).click();

  const status = page.getByRole('status', { name: 'Run status' });
  await status.filter({ hasText: /^(Done|Failed|Cancelled|Interrupted)/ }).waitFor({
    timeout: RUN_TIMEOUT_MS,
  });
  const outcome = await status.innerText();
  await page.screenshot({ path: join(folder, 'run.png') });
  if (outcome !== 'Done') throw new Error(`the run ended with “${outcome}”`);

  const popup = await context.newPage();
  await popup.setViewportSize(POPUP);
  await popup.goto(extensionPage('popup.html'));
  await popup.getByRole('status', { name: 'Run status' }).filter({ hasText: 'Done' }).waitFor();
  await popup.screenshot({ path: join(folder, 'popup.png') });

  console.log('\nScopes');
  console.table(await readTable(page.getByRole('table', { name: 'Scopes' })));
  for (const name of ['Access token', 'ID token']) {
    console.log(`\n${name}`);
    const region = page.getByRole('region', { name, exact: true });
    console.table(await readTable(region.getByRole('table', { name: 'Claims' })));
  }
  console.log('\nDone. Pictures: .output/demo/consent.png, run.png, popup.png');
}

async function readTable(table: ReturnType<Page['getByRole']>) {
  const rows = await table
    .getByRole('row')
    .evaluateAll((elements) =>
      elements.map((row) =>
        Array.from(row.querySelectorAll('th, td'), (cell) => cell.textContent.trim()),
      ),
    );
  const [header = [], ...body] = rows;
  if (body.length === 0) throw new Error('a table of the result is empty');
  return body.map((cells) =>
    Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])),
  );
}
