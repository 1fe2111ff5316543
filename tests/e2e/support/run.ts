import { expect, type Locator, type Page } from '@playwright/test';

/** The state of the run that a page shows. */
export function runStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Run status' });
}

/** Presses Run flow on the page of a client. */
export async function runFlow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Run flow' }).click();
}

/** Presses a button that opens the browser's sign-in window. @returns that window. */
export async function openSignIn(page: Page, press: () => Promise<void>): Promise<Page> {
  const [window] = await Promise.all([page.context().waitForEvent('page'), press()]);
  return window;
}

/** Signs in at the demo server and answers its consent page. */
export async function signIn(
  window: Page,
  user: 'Ada Lindqvist' | 'Tomás Rivera',
  answer: 'Allow' | 'Deny' = 'Allow',
): Promise<void> {
  await window.getByRole('button', { name: `Continue as ${user}` }).click();
  await window.getByRole('button', { name: answer }).click();
}

/** A step of the run, by its name. */
export function step(page: Page, name: string): Locator {
  return page
    .getByRole('list', { name: 'Steps' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('button', { name: new RegExp(`^${name}`) }) });
}

/** Shows what went over the wire at a step. @returns the region that holds it. */
export async function openStep(page: Page, name: string): Promise<Locator> {
  const region = page.getByRole('region', { name, exact: true });
  if (!(await region.isVisible())) await step(page, name).getByRole('button').click();
  await expect(region).toBeVisible();
  return region;
}

/** Shows what is masked in the messages of a region. */
export async function showSecrets(region: Locator): Promise<void> {
  const buttons = region.getByRole('button', { name: 'Show secrets' });
  // Each is called otherwise once it was pressed.
  for (let left = await buttons.count(); left > 0; left -= 1) await buttons.first().click();
}

/** The names and values of a table of parameters, without what they mean. */
export async function parametersOf(
  region: Locator,
  name = 'Parameters',
): Promise<readonly (readonly string[])[]> {
  const rows = await rowsOf(region.getByRole('table', { name }));
  return rows.map((cells) => cells.slice(0, 2));
}

/** Why the run ended as it did: the most likely cause, and folded away the others that fit. */
export function diagnosis(page: Page): Locator {
  return page.getByRole('region', { name: 'Diagnosis' });
}

/** The most likely cause of how the run ended. */
export function likelyCause(page: Page): Locator {
  return diagnosis(page).getByRole('heading', { level: 3 });
}

/** What a person would have read on the page that the browser hid. */
export function hiddenPage(page: Page): Locator {
  return page.getByRole('region', { name: 'What the page says' });
}

/** The findings of the run, with their severity in front. */
export function findings(page: Page): Locator {
  return page.getByRole('list', { name: 'Findings' }).getByRole('listitem');
}

/** The scopes of the run: name, requested, granted, in the token. */
export async function scopeRows(page: Page): Promise<readonly (readonly string[])[]> {
  const rows = await rowsOf(page.getByRole('table', { name: 'Scopes' }));
  return rows.map((cells) => cells.slice(0, 4));
}

/** Presses Refresh on a run that is over, and waits for the run that this starts. */
export async function refreshRun(page: Page): Promise<void> {
  const before = page.url();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(page).not.toHaveURL(before);
}

/** The same for a run whose refresh token a later run has replaced, which is asked about first. */
export async function refreshReplaced(page: Page): Promise<void> {
  const before = page.url();
  await page.getByRole('button', { name: 'Refresh', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('was replaced by a newer one');
  await page.getByRole('button', { name: 'Use the old one all the same' }).click();
  await expect(page).not.toHaveURL(before);
}

/** The region of a token. */
export function tokenRegion(
  page: Page,
  name: 'Access token' | 'ID token' | 'Refresh token' | 'Token',
): Locator {
  return page.getByRole('region', { name, exact: true });
}

/** The rows of a table as texts, without its head. */
export async function rowsOf(table: Locator): Promise<readonly (readonly string[])[]> {
  await expect(table).toBeVisible();
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        Array.from(row.querySelectorAll('td'), (cell) => (cell.textContent ?? '').trim()),
      ),
    );
}
