import type { Locator, Page } from '@playwright/test';
import { fillClient, openNewClient, saveClient } from './support/client-form.ts';
import { expect, goTo, openWorkbench } from './support/extension.ts';
import { makeSearch, type Marker, readFolder } from './support/markers.ts';
import { test } from './support/profile.ts';
import { openSignIn, refreshRun, runFlow, runStatus, signIn, tokenRegion } from './support/run.ts';
import { readTokens } from './support/traces.ts';
import { SLOW, tryPassphrase } from './support/vault.ts';

const SCOPES = 'openid profile email offline_access reservations.read';

const PASSPHRASE = 'correct horse battery staple';

/** Found on the disk, so that what is not found there is not merely overlooked. */
const NOTE = 'control-note-of-the-night-desk';

const keptRuns = (page: Page) =>
  page.getByRole('list', { name: 'Kept runs' }).getByRole('listitem');

async function openKeepDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Keep run' }).click();
  const dialog = page.getByRole('dialog', { name: 'Keep this run' });
  await expect(dialog).toBeVisible();
  return dialog;
}

const keepIn = (dialog: Locator) => dialog.getByRole('button', { name: 'Keep run' }).click();

test('runs that are kept survive the browser, redacted or sealed, within a quota', async ({
  openProfile,
  profile,
  startDemo,
}) => {
  const markers: Marker[] = ['Lindqvist', 'ada.lindqvist@harbour-fern.example'].map((value) => ({
    name: value,
    value,
  }));
  let context = await openProfile();
  let page = await openWorkbench(context);
  const note = async () => {
    for (const value of await readTokens(page)) markers.push({ name: `token ${value}`, value });
  };

  await test.step('keeps one redacted, and its refresh whole', async () => {
    const demo = await startDemo([await openNewClient(page)]);
    await fillClient(page, { label: 'Aurora', issuer: demo.issuer });
    await page.getByRole('button', { name: 'Discover' }).click();
    await expect(page.getByText('The endpoints were found')).toBeVisible();
    await fillClient(page, { clientId: 'demo-public', scopes: SCOPES });
    await saveClient(page);
    await signIn(await openSignIn(page, () => runFlow(page)), 'Ada Lindqvist');
    await expect(runStatus(page)).toHaveText('Done');
    await note();
    const dialog = await openKeepDialog(page);
    await dialog.getByLabel('Note').fill(NOTE);
    await keepIn(dialog);
    await expect(page.getByText('The run is kept, redacted.')).toBeVisible();
    await expect(page.getByText('Kept redacted')).toBeVisible();

    await refreshRun(page);
    await expect(runStatus(page)).toHaveText('Done');
    await note();
    const second = await openKeepDialog(page);
    await second.getByRole('radio', { name: 'Whole, sealed in the vault' }).check();
    await expect(second.getByRole('button', { name: 'Keep run' })).toBeDisabled();
    await second.getByLabel('Vault passphrase', { exact: true }).fill(PASSPHRASE);
    await second.getByLabel('Repeat passphrase').fill(PASSPHRASE);
    await second.getByRole('button', { name: 'Create vault' }).click();
    await expect(second.getByRole('button', { name: 'Keep run' })).toBeEnabled(SLOW);
    await keepIn(second);
    await expect(page.getByText('The run is kept whole, sealed in the vault.')).toBeVisible();
  });

  await context.close();
  context = await openProfile();
  page = await openWorkbench(context);

  await test.step('shows the redacted one without what was taken out of it', async () => {
    await goTo(page, '#/runs');
    await expect(page.getByText('No run yet')).toBeVisible();
    await expect(keptRuns(page)).toHaveCount(2);
    await page.getByRole('searchbox', { name: 'Search kept runs' }).fill('night-desk done');
    await expect(keptRuns(page)).toHaveCount(1);
    await keptRuns(page).getByRole('link').click();
    await expect(runStatus(page)).toHaveText('Done');
    await expect(page.getByText('This run was kept redacted')).toBeVisible();
    const claims = tokenRegion(page, 'ID token').getByRole('table', { name: 'Claims' });
    await expect(claims.getByRole('row', { name: 'sub' })).toContainText('‹subject #');
    await expect(page.getByRole('table', { name: 'Scopes' })).toContainText('reservations.read');
    await expect(page.getByRole('list', { name: 'Findings' })).toBeVisible();
    for (const name of ['Refresh', 'Introspect', 'Show whole token', 'Share report']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeHidden();
    }
    await expect(page.locator('main')).not.toContainText('Lindqvist');
  });

  await test.step('opens the sealed one with the passphrase only', async () => {
    await goTo(page, '#/runs');
    await page.getByRole('searchbox', { name: 'Search kept runs' }).fill('sealed');
    await expect(keptRuns(page)).toHaveCount(1);
    await keptRuns(page).getByRole('link').click();
    await expect(page.getByText('This run is sealed in the vault.')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Access token' })).toBeHidden();
    await tryPassphrase(page, PASSPHRASE);
    await expect(runStatus(page)).toHaveText('Done', SLOW);
    const region = tokenRegion(page, 'Access token');
    await region.getByRole('button', { name: 'Show whole token' }).click();
    const token = (await region.locator('p code').first().textContent()) ?? '';
    expect(markers.map(({ value }) => value)).toContain(token);
  });

  await test.step('forgets the oldest beyond the number, and says which', async () => {
    await goTo(page, '#/settings');
    await page.getByLabel('Runs to keep at most').fill('2');
    await page.getByRole('button', { name: 'Set number' }).click();
    await expect(page.getByText('At most 2 runs are kept.')).toBeVisible();
    await goTo(page, '#/clients');
    await page.getByRole('link', { name: 'Aurora' }).click();
    await openSignIn(page, () => runFlow(page));
    await page.getByRole('button', { name: 'Cancel run' }).click();
    await expect(runStatus(page)).toHaveText('Cancelled');
    const dialog = await openKeepDialog(page);
    await expect(
      dialog.getByText('Keeping this one will forget the oldest kept run'),
    ).toBeVisible();
    await keepIn(dialog);
    await expect(page.getByRole('main')).toContainText(
      /To make room, the oldest kept run, from .*, was forgotten\./,
    );
    await goTo(page, '#/runs');
    await expect(keptRuns(page)).toHaveCount(2);
    await expect(keptRuns(page).first()).toContainText('Cancelled');
    await expect(page.getByText(NOTE)).toBeHidden();
  });

  await test.step('leaves nothing on the disk that was not sealed', async () => {
    await context.close();
    const files = (await readFolder(profile)).filter(({ where }) => where.includes('IndexedDB'));
    expect(makeSearch([{ name: 'control', value: NOTE }])(files).join()).toContain('control');
    expect(markers.length).toBeGreaterThan(5);
    expect(makeSearch(markers)(files)).toEqual([]);
  });
});
