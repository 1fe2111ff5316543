import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { demoUsers } from '../../lab/demo-server/users.ts';
import { encodedForms } from '../../utils/oauth/redactor.ts';
import { checkScreen } from './support/accessibility.ts';
import { fillClient, openNewClient, saveClient } from './support/client-form.ts';
import { expect, goTo, readStorage } from './support/extension.ts';
import { openSignIn, openStep, runFlow, runStatus, signIn } from './support/run.ts';
import { test } from './support/servers.ts';
import { makeJwt } from './support/tokens.ts';

test.use({ sharesBrowser: true });

const SECRET = 'demo-secret-not-a-real-one';

test('a report of a run holds no secret and nobody, in any of its forms; nor does a copied request', async ({
  workbench,
  startDemo,
}) => {
  const demo = await startDemo([await openNewClient(workbench)]);
  await fillClient(workbench, {
    label: 'Northwind',
    issuer: demo.issuer,
    clientId: 'demo-confidential',
    clientAuthentication: 'client_secret_basic',
    clientSecret: SECRET,
    scopes: 'openid profile email offline_access',
    parameters: { login_hint: 'night.desk@harbour-fern.example' },
  });
  await saveClient(workbench);
  await signIn(await openSignIn(workbench, () => runFlow(workbench)), 'Ada Lindqvist');
  await expect(runStatus(workbench)).toHaveText('Done');
  const { session } = (await readStorage(workbench)) as { session: Record<string, unknown> };
  const { tokens, others } = sensitiveValues(JSON.stringify(session));
  expect(tokens.length).toBeGreaterThan(5);

  await test.step('copied requests hold placeholders, unless their secrets are asked for', async () => {
    const region = await openStep(workbench, 'Token request');
    const curl = region.getByRole('button', { name: 'Copy as cURL' });
    await curl.click();
    const command = await pasted(workbench);
    expectWithout(command, [...tokens, SECRET]);
    expect(command).toContain("--data-urlencode 'code=<code>'");
    expect(command).toContain("-u 'demo%2Dconfidential:<client_secret>'");
    for (const [format, holds] of [
      ['HTTPie', "'code=<code>'"],
      ['fetch (JavaScript)', '["code", "<code>"]'],
      ['Raw HTTP', '&code=<code>&'],
    ] as const) {
      await copyAs(workbench, region, 'menuitem', format);
      const text = await pasted(workbench);
      expect(text).toContain(holds);
      expectWithout(text, [...tokens, SECRET]);
    }
    await copyAs(workbench, region, 'menuitemcheckbox', 'With secrets');
    await workbench.keyboard.press('Escape');
    await curl.click();
    const whole = await pasted(workbench);
    expect(whole).not.toContain('<code>');
    expect(tokens.some((token) => whole.includes(`code=${token}'`))).toBe(true);
    expect(whole).not.toContain(SECRET);
    await workbench.reload();
    await (
      await openStep(workbench, 'Token request')
    )
      .getByRole('button', { name: 'Copy as cURL' })
      .click();
    expect(await pasted(workbench)).toContain("'code=<code>'");
  });

  await test.step('the report is what the preview shows, and holds none of them', async () => {
    const dialog = await openReport(workbench);
    await checkScreen(workbench, 'Share report');
    for (const format of ['Markdown', 'JSON'] as const) {
      await dialog.getByRole('radio', { name: format }).check();
      const preview = await previewOf(dialog);
      expect(preview).toContain('demo-confidential');
      expect(preview).toMatch(/‹access token #[0-9a-f]{8}›/);
      expectWithout(preview, [...tokens, ...others]);
      await dialog.getByRole('button', { name: 'Copy report' }).click();
      expect(await pasted(workbench)).toBe(preview);
      const [download] = await Promise.all([
        workbench.waitForEvent('download'),
        dialog.getByRole('button', { name: 'Download report' }).click(),
      ]);
      expect(download.suggestedFilename()).toMatch(
        /^oauth-workbench-report-\d{4}-\d\d-\d\d\.(?:md|json)$/,
      );
      expect(await readFile(await download.path(), 'utf8')).toBe(preview);
    }
    await expect(dialog.getByRole('status', { name: 'Removed from the report' })).toContainText(
      '× access token',
    );
    await dialog.getByRole('checkbox', { name: 'Host names' }).uncheck();
    await expect(dialog.getByRole('textbox', { name: 'Report preview' })).toHaveValue(/‹host #/);
    expect(await previewOf(dialog)).not.toContain('127.0.0.1');
    await workbench.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  });
});

test('a report of what was pasted holds no secret and nobody either', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  const paste = workbench.getByRole('textbox', { name: 'Paste anything' });
  await paste.fill('nothing that is known here');
  await expect(workbench.getByRole('button', { name: 'Share report' })).toHaveCount(0);
  const token = makeJwt({ iss: 'https://auth.example.com', sub: 'user-1', email: 'a.b@c.example' });
  await paste.fill(`https://app.example.com/cb#access_token=${token}&state=the-state-of-it`);
  const dialog = await openReport(workbench);
  const preview = await previewOf(dialog);
  expect(preview).toContain('"iss": "https://auth.example.com"');
  expectWithout(preview, [
    token,
    ...token.split('.').slice(1),
    'user-1',
    'a.b@c.example',
    'the-state-of-it',
  ]);
});

async function openReport(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Share report' }).click();
  const dialog = page.getByRole('dialog', { name: 'Share report' });
  await expect(dialog.getByRole('button', { name: 'Download report' })).toBeEnabled();
  return dialog;
}

function previewOf(dialog: Locator): Promise<string> {
  return dialog.getByRole('textbox', { name: 'Report preview' }).inputValue();
}

async function copyAs(
  page: Page,
  region: Locator,
  role: 'menuitem' | 'menuitemcheckbox',
  name: string,
): Promise<void> {
  await region.getByRole('button', { name: 'Copy in another format' }).click();
  await page.getByRole(role, { name }).click();
}

/** What is on the clipboard: pasted into a field of another page, since pages must not read it. */
async function pasted(page: Page): Promise<string> {
  const other = await page.context().newPage();
  await other.setContent('<label>Clipboard <textarea autocomplete="off"></textarea></label>');
  const box = other.getByLabel('Clipboard');
  await box.focus();
  await box.press('ControlOrMeta+V');
  await expect(box).not.toHaveValue('');
  const text = await box.inputValue();
  await other.close();
  await page.bringToFront();
  return text;
}

function expectWithout(text: string, values: readonly string[]): void {
  for (const value of values) {
    for (const form of encodedForms(value)) expect(text).not.toContain(form);
  }
}

/** Everything that a run has met and that must not be told: from its events, and from the lab. */
function sensitiveValues(events: string) {
  const tokens = [
    ...events.matchAll(/"(?:state|nonce|codeVerifier)":"([^"]{8,})"/g),
    ...events.matchAll(/[?&](?:code|state|nonce)=([\w.~-]{8,})/g),
    ...events.matchAll(/\\"(?:access_token|refresh_token|id_token)\\":\\"([^"\\]+)\\"/g),
  ].flatMap(([, value = '']) =>
    value.includes('.') ? [value, ...value.split('.').slice(1)] : [value],
  );
  const [ada] = demoUsers;
  return {
    tokens: [...new Set(tokens)],
    others: [
      SECRET,
      'night.desk@harbour-fern.example',
      ...(ada === undefined ? [] : [ada.id, ada.name, ada.familyName, ada.email]),
    ],
  };
}
