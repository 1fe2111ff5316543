import { readFile } from 'node:fs/promises';
import type { BrowserContext } from '@playwright/test';
import {
  checkSecret,
  field,
  fillClient,
  openNewClient,
  saveClient,
} from './support/client-form.ts';
import { answerConsent, credentialsOf, runAndAnswer } from './support/emulations.ts';
import {
  expect,
  goTo,
  openPage,
  openPopupPage,
  openWorkbench,
  readStorage,
} from './support/extension.ts';
import {
  makeSearch,
  makeSecret,
  type Marker,
  readFolder,
  spellingsOf,
  type Trace,
} from './support/markers.ts';
import { test } from './support/profile.ts';
import {
  openSignIn,
  openStep,
  refreshRun,
  runFlow,
  runStatus,
  showSecrets,
} from './support/run.ts';
import { page as htmlPage } from './support/scripted-server.ts';
import { gatherTraces, readTokens, recordAddresses } from './support/traces.ts';
import {
  lockVault,
  rememberBox,
  rememberInNewVault,
  SLOW,
  tryPassphrase,
  unlockVault,
  WRONG_PASSPHRASE,
} from './support/vault.ts';

/** Values that are put where the search has to find them. */
const CONTROLS = {
  storage: { name: 'control in storage', value: makeSecret() },
  form: { name: 'control in a form', value: makeSecret() },
} as const satisfies Record<string, Marker>;

const PASSPHRASES = {
  first: { name: 'first passphrase', value: makeSecret() },
  second: { name: 'second passphrase', value: makeSecret() },
  wrong: { name: 'wrong passphrase', value: makeSecret() },
} as const satisfies Record<string, Marker>;

const ECHO_CLIENT = 'echo-client';

test('secrets and passphrases leave no trace, neither in the browser nor on the disk', async ({
  openProfile,
  profile,
  journal,
  server,
  startApaleo,
  startPipedrive,
}) => {
  test.setTimeout(300_000);
  const context = await openProfile();
  const addresses = recordAddresses(context);
  const page = await openWorkbench(context);
  const secrets: Marker[] = [];
  const texts: Trace[] = [];
  const tokens = new Set<string>();
  /** Notes a secret to look for. @returns its value. */
  const note = (name: string, value: string, clientId?: string) => {
    secrets.push({ name, value, ...(clientId === undefined ? {} : { clientId }) });
    return value;
  };
  /** Looks for everything, wherever it can be seen now. */
  const look = async () => {
    // The browser lets pages in the background wait.
    await page.bringToFront();
    for (const token of await readTokens(page)) tokens.add(token);
    const search = makeSearch([...secrets, ...Object.values(PASSPHRASES)]);
    expect(search([...(await gatherTraces(context, journal)), ...texts])).toEqual([]);
  };
  const copyAsCurl = async () => {
    const region = await openStep(page, 'Token request');
    await region.getByText(/^Request headers/).click();
    await region.getByText(/^Response headers/).click();
    await showSecrets(region);
    await look();
    await region.getByRole('button', { name: 'Copy as cURL' }).click();
    await expect(region.getByRole('button', { name: 'Copy as cURL' })).toHaveText('Copied');
    const content = await readClipboard(context);
    expect(content).toContain('<client_secret>');
    texts.push({ where: 'clipboard', content });
    await page.bringToFront();
  };

  await test.step('what the search has to find', async () => {
    await page.evaluate((value) => {
      const { chrome } = globalThis as unknown as {
        chrome: { storage: { local: { set(items: object): Promise<void> } } };
      };
      return chrome.storage.local.set({ control: value });
    }, CONTROLS.storage.value);
    server.answers.oauthDiscovery = () => htmlPage('<label>Kept <input /></label>');
    const other = await context.newPage();
    await other.goto(`${server.issuer}/.well-known/oauth-authorization-server`);
    await other.getByLabel('Kept').fill(CONTROLS.form.value);
    await other.goto(`${server.issuer}/jwks`);
    await page.bringToFront();
    const inStorage = makeSearch([CONTROLS.storage])(await gatherTraces(context, journal));
    expect(inStorage).toEqual(['control in storage in storage.local']);
  });

  const apaleo = await startApaleo(await openNewClient(page));
  const store = credentialsOf(apaleo, 'apaleo-store-app', 'fine-grained');
  const sealed = note('sealed secret', store.clientSecret, store.clientId);
  const refused = note('refused secret', makeSecret(), store.clientId);
  let shop = '';

  await test.step('a sealed secret: typed, revealed, checked and saved', async () => {
    await fillClient(page, {
      label: 'Sealed',
      provider: 'apaleo store app',
      environment: 'Emulation',
      authorizationEndpoint: `${apaleo.origin}/connect/authorize`,
      tokenEndpoint: `${apaleo.origin}/connect/token`,
      clientId: store.clientId,
      clientSecret: refused,
      secretDescription: 'First',
    });
    await expect(await checkSecret(page)).toContainText('Refused');
    await page.getByRole('button', { name: 'Reveal the secret' }).click();
    await field(page, 'Client secret').fill(sealed);
    await expect(await checkSecret(page)).toContainText('Accepted');
    await look();
    // What is typed survives a reload.
    await page.reload();
    await expect(field(page, 'Client secret')).toHaveValue(sealed);
    await rememberInNewVault(page, PASSPHRASES.first.value);
    await page.getByRole('button', { name: 'Reveal the secret' }).click();
    await saveClient(page);
    shop = new URL(page.url()).hash;
    await look();
  });

  await test.step('runs in each way of client authentication, a refresh, a refusal, a denial', async () => {
    const runShop = async (answer: 'Allow' | 'Deny', outcome: string) => {
      await runAndAnswer(page, answer);
      await expect(runStatus(page)).toContainText(outcome);
      await look();
    };
    await runShop('Allow', 'Done');
    await copyAsCurl();
    await refreshRun(page);
    await expect(runStatus(page)).toHaveText('Done');
    await look();
    apaleo.setSwitch('basic-decoding', 'raw');
    await goTo(page, shop);
    await runShop('Allow', 'Failed: invalid_client');
    await goTo(page, shop);
    await fillClient(page, { basicEncoding: 'Raw' });
    await runShop('Allow', 'Done');
    await copyAsCurl();
    await goTo(page, shop);
    await fillClient(page, { clientAuthentication: 'client_secret_post' });
    await runShop('Allow', 'Done');
    await copyAsCurl();
    await goTo(page, shop);
    await fillClient(page, { clientSecret: refused });
    await runShop('Allow', 'Failed: invalid_client');
    await goTo(page, shop);
    await fillClient(page, { clientSecret: sealed });
    await runShop('Deny', 'Failed: access_denied');
  });

  await test.step('a second secret beside the first', async () => {
    const added = note('added secret', apaleo.addSecret(store.clientId, 'Second'), store.clientId);
    await goTo(page, shop);
    await page.getByRole('button', { name: 'Add a secret' }).click();
    await field(page, 'Client secret').fill(added);
    await expect(await checkSecret(page)).toContainText('Accepted');
    await expect(await checkSecret(page, 'Check First')).toContainText('Accepted');
    await look();
    await runAndAnswer(page, 'Allow');
    await expect(runStatus(page)).toHaveText('Done');
    await goTo(page, shop);
    await page.getByRole('button', { name: 'Use First' }).click();
    await saveClient(page);
  });

  await openNewClient(page);
  await fillClient(page, { provider: 'Pipedrive' });
  const redirectUri = (await field(page, 'Redirect URI to register').textContent()) ?? '';
  const pipedrive = await startPipedrive(redirectUri);
  const app = credentialsOf(pipedrive, 'pipedrive');
  const held = note('held secret', app.clientSecret, app.clientId);

  await test.step('a secret in memory: runs here and in the popup, and after it was replaced', async () => {
    await fillClient(page, {
      label: 'Held',
      environment: 'Emulation',
      authorizationEndpoint: `${pipedrive.origin}/oauth/authorize`,
      tokenEndpoint: `${pipedrive.origin}/oauth/token`,
      clientId: app.clientId,
      clientSecret: held,
    });
    await saveClient(page);
    const route = new URL(page.url()).hash;
    await checkSecret(page);
    await look();
    await runAndAnswer(page, 'Allow and install');
    await expect(runStatus(page)).toHaveText('Done');
    await refreshRun(page);
    await expect(runStatus(page)).toHaveText('Done');
    await look();
    const replaced = note('replaced secret', pipedrive.refreshSecret(app.clientId), app.clientId);
    await goTo(page, route);
    await runAndAnswer(page, 'Allow and install');
    await expect(runStatus(page)).toContainText('Failed');
    await goTo(page, route);
    await field(page, 'Client secret').fill(replaced);
    await saveClient(page);
    const popup = await openPopupPage(context);
    const run = () => popup.getByRole('button', { name: 'Run Held' }).click();
    await answerConsent(await openSignIn(popup, run), 'Allow and install');
    await expect(runStatus(popup)).toHaveText('Done');
    await answerConsent(await openSignIn(popup, run), 'Cancel');
    await expect(runStatus(popup)).toContainText('Failed');
    await look();
    await popup.close();
  });

  await test.step('a server that repeats the secret in every spelling', async () => {
    const echoed = note('echoed secret', makeSecret(), ECHO_CLIENT);
    const spellings = spellingsOf({ name: '', value: echoed, clientId: ECHO_CLIENT });
    const answer = {
      error: 'invalid_client',
      error_description: `What came: ${spellings.join(' ')}`,
      again: spellings,
    };
    server.answers.token = () => ({
      status: 401,
      headers: {
        'content-type': 'application/json',
        'www-authenticate': `Basic realm="${encodeURIComponent(echoed)}"`,
        'x-echo': spellings.join(' '),
      },
      body: JSON.stringify(answer),
    });
    await openNewClient(page);
    await fillClient(page, {
      label: 'Echo',
      provider: 'Generic OpenID Connect',
      issuer: server.issuer,
      clientId: ECHO_CLIENT,
      clientAuthentication: 'client_secret_basic',
      clientSecret: echoed,
    });
    await page.getByRole('button', { name: 'Discover' }).click();
    await expect(await checkSecret(page)).toContainText('Refused');
    await page
      .getByRole('status', { name: 'Result of Check secret' })
      .getByText('Response body')
      .click();
    await look();
    await saveClient(page);
    const route = new URL(page.url()).hash;
    for (const change of [
      {},
      { basicEncoding: 'Raw' },
      { clientAuthentication: 'client_secret_post' },
    ] as const) {
      await goTo(page, route);
      await fillClient(page, change);
      await runFlow(page);
      await expect(runStatus(page)).toContainText('Failed: invalid_client');
      await copyAsCurl();
    }
  });

  await test.step('export, duplicate, inspect', async () => {
    await goTo(page, '#/settings');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export clients' }).click(),
    ]);
    const exported = await readFile(await download.path(), 'utf8');
    expect(exported).toContain(store.clientId);
    texts.push({ where: 'exported file', content: exported });
    await goTo(page, shop);
    await page.getByRole('button', { name: 'Duplicate client' }).click();
    await expect(field(page, 'Label')).toHaveValue('Sealed (copy)');
    await expect(field(page, 'Client secret')).toHaveValue('');
    await look();
    const token = [...tokens].find((value) => value.startsWith('eyJ')) ?? '';
    expect(token).not.toBe('');
    await goTo(page, '#/inspect');
    await field(page, 'Paste anything').fill(token);
    await expect(page.getByRole('status', { name: 'Recognised as' })).toContainText('JWT');
    const popup = await openPopupPage(context);
    await field(popup, 'Paste a token').fill(token);
    await popup.reload();
    await look();
  });

  await test.step('lock and unlock, another passphrase, and forms that were left unsaved', async () => {
    await openNewClient(page);
    await field(page, 'Client secret').fill(note('secret of a draft', makeSecret()));
    const form = await openPage(context, `options.html${shop}`);
    const unsaved = note('unsaved secret of a client that is remembered', makeSecret());
    await field(form, 'Client secret').fill(unsaved);
    await form.reload();
    await expect(rememberBox(form)).toBeChecked();
    await look();
    await lockVault(page);
    // What is sealed is gone; what was typed and not saved stays, in memory.
    await expect(form.getByText('The vault is locked: unlock it')).toBeVisible();
    await expect(field(form, 'Client secret')).toHaveValue(unsaved);
    const isSealed = ({ name }: Marker) => /^(?:sealed|refused)/.test(name);
    const { session } = await readStorage(page);
    const inMemory = { where: 'storage.session', content: JSON.stringify(session) };
    expect(makeSearch(secrets.filter(isSealed))([inMemory])).toEqual([]);
    await tryPassphrase(page, PASSPHRASES.wrong.value);
    await expect(page.getByRole('alert')).toHaveText(WRONG_PASSPHRASE, SLOW);
    await look();
    await unlockVault(page, PASSPHRASES.first.value);
    await page.getByRole('button', { name: 'Change passphrase' }).click();
    await field(page, 'Current passphrase').fill(PASSPHRASES.first.value);
    await field(page, 'New passphrase').fill(PASSPHRASES.second.value);
    await field(page, 'Repeat passphrase').fill(PASSPHRASES.second.value);
    await look();
    await page.getByRole('button', { name: 'Change passphrase' }).click();
    await expect(page.getByText('The passphrase was changed.')).toBeVisible(SLOW);
    await lockVault(page);
    await unlockInPopup(context, apaleo.origin);
    await look();
    // Left in the fields of pages that are open when the browser ends.
    await form.bringToFront();
    await field(form, 'Client secret').fill(refused);
    await form.getByRole('button', { name: 'Reveal the secret' }).click();
    await page.bringToFront();
    await goTo(page, '#/settings');
    await page.getByRole('button', { name: 'Change passphrase' }).click();
    await field(page, 'Current passphrase').fill(PASSPHRASES.second.value);
    await look();
  });

  await test.step('addresses, and what is left on the disk', async () => {
    const search = makeSearch([...secrets, ...Object.values(PASSPHRASES)]);
    const urls = [
      ...addresses,
      ...server.requests.map(urlOf),
      ...apaleo.requests.map(urlOf),
      ...pipedrive.requests.map(urlOf),
    ];
    const referrers = server.requests.map(({ headers }) => headers.referer ?? '');
    expect(urls.length).toBeGreaterThan(50);
    expect(search([{ where: 'addresses', content: [...urls, ...referrers].join('\n') }])).toEqual(
      [],
    );
    await context.close();

    const files = await readFolder(profile);
    const found = makeSearch(Object.values(CONTROLS))(files).join('\n');
    expect(found).toContain(CONTROLS.storage.name);
    expect(found).toContain(CONTROLS.form.name);
    expect(search(files)).toEqual([]);
    expect(tokens.size).toBeGreaterThan(20);
    const ofRuns = [...tokens].map((value, index) => ({ name: `token or code ${index}`, value }));
    expect(makeSearch(ofRuns)(files)).toEqual([]);
  });
});

/** What is on the clipboard: pasted into a field, since pages must not read it. */
async function readClipboard(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await page.setContent('<label>Clipboard <textarea autocomplete="off"></textarea></label>');
  const box = page.getByLabel('Clipboard');
  await box.focus();
  await box.press('ControlOrMeta+V');
  await expect(box).not.toHaveValue('');
  const text = await box.inputValue();
  await page.close();
  return text;
}

/** Runs the sealed client in the popup: it asks for the passphrase, and goes on. */
async function unlockInPopup(context: BrowserContext, origin: string): Promise<void> {
  const popup = await openPopupPage(context);
  await popup.getByRole('button', { name: 'Run Sealed', exact: true }).click();
  await expect(runStatus(popup)).toContainText('the vault is locked');
  const window = await openSignIn(popup, () => tryPassphrase(popup, PASSPHRASES.second.value));
  await expect(window).toHaveURL(new RegExp(`^${origin}`), SLOW);
  await answerConsent(window, 'Allow');
  await expect(runStatus(popup)).toHaveText('Done');
  await popup.close();
}

function urlOf({ path, query }: { readonly path: string; readonly query: URLSearchParams }) {
  return `${path}?${query}\n${decodeURIComponent(query.toString().replaceAll('+', ' '))}`;
}
