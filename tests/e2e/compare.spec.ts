import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { demoUsers } from '../../lab/demo-server/users.ts';
import { saveAurora } from './support/aurora.ts';
import { fillClient, saveClient } from './support/client-form.ts';
import { expect, goTo, readStorage } from './support/extension.ts';
import { openSignIn, openStep, rowsOf, runFlow, runStatus, signIn } from './support/run.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

test('two runs of one client, as two users and with other scopes, are compared, exported and explained', async ({
  workbench,
  startDemo,
}) => {
  await saveAurora(workbench, startDemo, 'openid profile');
  const client = workbench.url();
  await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Tomás Rivera');
  await expect(runStatus(workbench)).toHaveText('Done');
  await workbench.goto(client);
  await fillClient(workbench, { scopes: 'openid email' });
  await saveClient(workbench);
  const window = await openSignIn(workbench, () =>
    workbench.getByRole('button', { name: /^Other account/ }).click(),
  );
  await window.getByRole('link', { name: 'Use another account' }).click();
  await signIn(window, 'Ada Lindqvist');
  await expect(runStatus(workbench)).toHaveText('Done');
  const second = workbench.url();
  const secrets = secretsIn(JSON.stringify((await readStorage(workbench)).session));
  expect(secrets.length).toBeGreaterThan(6);

  await test.step('from the list: differences first, in words, and no secret among them', async () => {
    await goTo(workbench, '#/runs');
    await expect(workbench.getByRole('button', { name: 'Compare', exact: true })).toBeDisabled();
    for (const box of await workbench.getByRole('checkbox', { name: /^Select Aurora / }).all()) {
      await box.check();
    }
    await workbench.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(workbench.getByText(/^Same client, other user: \d+ claims differ/)).toBeVisible();
    expect(await differences(workbench, 'Authorization request')).toContainEqual([
      'openid− removed profile',
      'openid+ added email',
    ]);
    const [ada, tomas] = demoUsers;
    expect(await differences(workbench, 'ID token')).toContainEqual([tomas?.id, ada?.id]);
    for (const fold of await workbench.locator('main summary').all()) await fold.click();
    const text = await workbench.locator('main').innerText();
    expect(text).toContain('access token, not shown');
    for (const secret of secrets) expect(text).not.toContain(secret);
    await workbench.getByRole('link', { name: 'Swap A and B' }).click();
    await expect
      .poll(() => differences(workbench, 'ID token'))
      .toContainEqual([ada?.id, tomas?.id]);
  });

  await test.step('from a run', async () => {
    await workbench.goto(second);
    await workbench.getByRole('button', { name: 'Compare with…' }).click();
    await workbench.getByRole('menuitem', { name: /^Aurora/ }).click();
    await expect(workbench.getByRole('heading', { level: 1 })).toHaveText('Compare two runs');
    await workbench.goBack();
    await expect(runStatus(workbench)).toHaveText('Done');
  });

  await test.step('each step explains itself', async () => {
    const region = await openStep(workbench, 'Authorization request');
    await region.getByText('What happens here').click();
    await expect(region.getByText(/The code challenge is the hash of a secret/)).toBeVisible();
    await expect(region.getByRole('link', { name: 'RFC 7636 §4.3' })).toBeVisible();
  });

  await test.step('the archive holds tokens only where they are asked for', async () => {
    await workbench.getByRole('button', { name: 'Export HAR' }).click();
    const redacted = await downloadedHar(workbench);
    for (const secret of secrets) expect(redacted).not.toContain(secret);
    expect(redacted).toContain('demo-public');
    await workbench.getByRole('checkbox', { name: 'With tokens and codes' }).check();
    await expect(workbench.getByRole('alert')).toContainText('can use the tokens in it');
    const whole = await downloadedHar(workbench);
    expect(secrets.filter((secret) => whole.includes(secret)).length).toBeGreaterThan(3);
    await workbench.keyboard.press('Escape');
    await goTo(workbench, '#/inspect');
    await workbench.getByRole('textbox', { name: 'Paste anything' }).fill(whole);
    await expect(workbench.getByRole('status', { name: 'Recognised as' })).toContainText(
      /HAR: \d requests with \d tokens/,
    );
  });
});

/** The values of a section that differ, of run A and of run B. */
async function differences(page: Page, section: string): Promise<readonly (readonly string[])[]> {
  return rowsOf(page.getByRole('table', { name: `${section}: differences` }));
}

async function downloadedHar(page: Page): Promise<string> {
  const button = page.getByRole('button', { name: 'Download report' });
  await expect(button).toBeEnabled();
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
  expect(download.suggestedFilename()).toMatch(/^oauth-workbench-report-\d{4}-\d\d-\d\d\.har$/);
  return readFile(await download.path(), 'utf8');
}

/** Everything of the two runs that lets somebody in. */
function secretsIn(events: string): readonly string[] {
  return [
    ...events.matchAll(/"(?:state|nonce|codeVerifier)":"([^"]{8,})"/g),
    ...events.matchAll(/[?&]code=([\w.~-]{8,})/g),
    ...events.matchAll(/\\"(?:access_token|id_token)\\":\\"([^"\\]+)\\"/g),
  ].map(([, value = '']) => value);
}
