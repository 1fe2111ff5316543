import type { Page } from '@playwright/test';
import {
  type ClientFields,
  field,
  fillClient,
  openNewClient,
  saveClient,
} from './support/client-form.ts';
import {
  expect,
  goTo,
  openPage,
  openPopupPage,
  openWorkbench,
  readStorage,
} from './support/extension.ts';
import { test } from './support/profile.ts';
import { runFlow, runStatus } from './support/run.ts';
import type { ScriptedServer } from './support/scripted-server.ts';
import {
  createVault,
  forgetVault,
  lockVault,
  readSecrets,
  rememberBox,
  rememberInNewVault,
  replaceVault,
  SLOW,
  tryPassphrase,
  unlockVault,
  vaultStatus,
  WRONG_PASSPHRASE,
} from './support/vault.ts';

test.use({ sharesBrowser: true });

const PASSPHRASE = 'correct horse battery';
const SEALED = 'A-secret/that+is=sealed';
const HELD = 'A-secret/that+is=held';
const SEALED_NOTICE = 'The secret of this client is sealed in the vault. Unlock it to go on.';
const LOCKED_RUN = 'Failed: the client secret is sealed in the vault, and the vault is locked';
const MISSING_RUN = 'Failed: client_secret_post needs the client secret, and none is in memory';
const DAMAGED =
  'The vault was altered or damaged, and cannot be opened. Nothing was changed. Forget the vault in Settings to create a new one, and type the secrets in again.';

/** Fills the form of a new client at this server. */
async function openShop(page: Page, { issuer }: ScriptedServer, fields: ClientFields = {}) {
  await openNewClient(page);
  await fillClient(page, {
    label: 'Shop',
    issuer,
    clientId: 'abc',
    clientAuthentication: 'client_secret_post',
    clientSecret: SEALED,
    ...fields,
  });
}

/** Registers a client whose secret is in a new vault. @returns the route of its form. */
async function registerSealed(page: Page, server: ScriptedServer): Promise<string> {
  await openShop(page, server);
  await rememberInNewVault(page, PASSPHRASE);
  await saveClient(page);
  return new URL(page.url()).hash;
}

/** Registers a client whose secret is in memory. @returns the route of its form. */
async function registerHeld(page: Page, server: ScriptedServer): Promise<string> {
  await openShop(page, server, { label: 'Booking', clientId: 'def', clientSecret: HELD });
  await saveClient(page);
  return new URL(page.url()).hash;
}

const idOf = (route: string) => route.replace('#/clients/', '');

/** The secrets that the token endpoint got. */
function sentSecrets(server: ScriptedServer) {
  return server.requestsTo('token').map(({ form }) => form.get('client_secret'));
}

test('a secret is remembered in a vault that is made on the way', async ({ workbench, server }) => {
  await openShop(workbench, server);
  await expect(workbench.getByText('Kept in memory until the browser closes')).toBeVisible();
  await rememberBox(workbench).check();
  const dialog = workbench.getByRole('dialog', { name: 'Create the vault' });
  const create = dialog.getByRole('button', { name: 'Create vault' });
  await dialog.getByLabel('Vault passphrase', { exact: true }).fill('seven77');
  await dialog.getByLabel('Repeat passphrase', { exact: true }).fill('seven77');
  await create.click();
  await expect(dialog.getByRole('alert')).toContainText('needs at least 8 characters');
  await dialog.getByLabel('Vault passphrase', { exact: true }).fill(PASSPHRASE);
  await dialog.getByLabel('Repeat passphrase', { exact: true }).fill('another passphrase');
  await create.click();
  await expect(dialog.getByRole('alert')).toContainText('The two passphrases differ.');
  expect((await readSecrets(workbench)).vault).toBeUndefined();
  await createVault(workbench, PASSPHRASE);
  await expect(field(workbench, 'Client secret')).toHaveValue(SEALED);
  await saveClient(workbench);

  const id = idOf(new URL(workbench.url()).hash);
  const { memory, open } = await readSecrets(workbench);
  expect({ memory, open }).toEqual({ memory: {}, open: { [id]: { 1: SEALED } } });
  const { local } = await readStorage(workbench);
  expect(JSON.stringify(local)).not.toContain(SEALED);
  expect(JSON.stringify(local)).not.toContain(PASSPHRASE);
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(sentSecrets(server)).toEqual([SEALED]);
});

test('a secret is not saved to be remembered where the vault was not made', async ({
  workbench,
  server,
}) => {
  await openShop(workbench, server);
  await rememberBox(workbench).check();
  const dialog = workbench.getByRole('dialog', { name: 'Create the vault' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(workbench.getByText('There is no vault yet')).toBeVisible();
  await workbench.getByRole('button', { name: 'Save client' }).click();
  await expect(
    workbench.getByText('Not saved: There is no vault that could remember the secret.'),
  ).toBeVisible();
  expect(JSON.stringify((await readStorage(workbench)).local)).not.toContain(SEALED);
});

test('locking takes the secret out of an open form; unlocking at the run starts it', async ({
  context,
  workbench,
  server,
}) => {
  await registerSealed(workbench, server);
  await expect(field(workbench, 'Client secret')).toHaveValue(SEALED);
  const settings = await openPage(context, 'options.html#/settings');
  await lockVault(settings);
  await expect(field(workbench, 'Client secret')).toHaveValue('');
  await expect(field(workbench, 'Client secret')).toHaveAttribute(
    'placeholder',
    'Sealed in the vault, which is locked',
  );
  const { session } = await readStorage(workbench);
  expect(JSON.stringify(session)).not.toContain(SEALED);

  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText(LOCKED_RUN);
  await expect(workbench.getByText(SEALED_NOTICE)).toBeVisible();
  const address = workbench.url();
  await tryPassphrase(workbench, 'a wrong passphrase');
  await expect(workbench.getByRole('alert')).toHaveText(WRONG_PASSPHRASE, SLOW);
  expect(server.requests).toEqual([]);
  await tryPassphrase(workbench, PASSPHRASE);
  await expect(runStatus(workbench)).toHaveText('Done', SLOW);
  expect(workbench.url()).toBe(address);
  expect(sentSecrets(server)).toEqual([SEALED]);
  await expect(vaultStatus(settings)).toHaveText('Open');
});

test('unlocking in the popup starts the run', async ({ workbench, server, openPopup }) => {
  await registerSealed(workbench, server);
  await lockVault(workbench);
  const popup = await openPopup();
  await popup.getByRole('button', { name: 'Run Shop' }).click();
  await expect(popup.getByText(SEALED_NOTICE)).toBeVisible();
  await expect(runStatus(popup)).toHaveText(LOCKED_RUN);
  await tryPassphrase(popup, 'a wrong passphrase');
  await expect(popup.getByRole('alert')).toHaveText(WRONG_PASSPHRASE, SLOW);
  await tryPassphrase(popup, PASSPHRASE);
  await expect(runStatus(popup)).toHaveText('Done', SLOW);
  expect(sentSecrets(server)).toEqual([SEALED]);
});

test('after a restart the vault is locked and memory is empty', async ({ openProfile, server }) => {
  const first = await openProfile();
  const before = await openWorkbench(first);
  const shop = await registerSealed(before, server);
  const booking = await registerHeld(before, server);
  const { vault } = await readSecrets(before);
  await first.close();

  const second = await openProfile();
  const after = await openWorkbench(second);
  const left = await readSecrets(after);
  expect({ ...left, memory: left.memory ?? {} }).toEqual({ vault, memory: {}, open: undefined });
  await goTo(after, '#/settings');
  await expect(vaultStatus(after)).toHaveText('Locked');
  await goTo(after, booking);
  await expect(field(after, 'Client ID')).toHaveValue('def');
  await expect(field(after, 'Client secret')).toHaveValue('');
  await runFlow(after);
  await expect(runStatus(after)).toHaveText(MISSING_RUN);
  await goTo(after, shop);
  await expect(field(after, 'Client ID')).toHaveValue('abc');
  await expect(field(after, 'Client secret')).toHaveValue('');
  const popup = await openPopupPage(second);
  await popup.getByRole('button', { name: 'Run Shop' }).click();
  await expect(popup.getByText(SEALED_NOTICE)).toBeVisible();
  await tryPassphrase(popup, PASSPHRASE);
  await expect(runStatus(popup)).toHaveText('Done', SLOW);
  expect(sentSecrets(server)).toEqual([SEALED]);
  await expect(field(after, 'Client secret')).toHaveValue(SEALED);
});

test('the passphrase is changed', async ({ workbench, server }) => {
  const shop = await registerSealed(workbench, server);
  await goTo(workbench, '#/settings');
  const change = async (current: string) => {
    await field(workbench, 'Current passphrase').fill(current);
    await field(workbench, 'New passphrase').fill('another long passphrase');
    await field(workbench, 'Repeat passphrase').fill('another long passphrase');
    await workbench.getByRole('button', { name: 'Change passphrase' }).click();
  };
  await workbench.getByRole('button', { name: 'Change passphrase' }).click();
  await change('a wrong passphrase');
  await expect(workbench.getByRole('alert')).toHaveText(WRONG_PASSPHRASE, SLOW);
  await change(PASSPHRASE);
  await expect(workbench.getByText('The passphrase was changed.')).toBeVisible(SLOW);
  await expect(vaultStatus(workbench)).toHaveText('Open');
  await lockVault(workbench);
  await tryPassphrase(workbench, PASSPHRASE);
  await expect(workbench.getByRole('alert')).toHaveText(WRONG_PASSPHRASE, SLOW);
  await expect(vaultStatus(workbench)).toHaveText('Locked');
  await unlockVault(workbench, 'another long passphrase');
  await goTo(workbench, shop);
  await expect(field(workbench, 'Client secret')).toHaveValue(SEALED);
});

test('a vault that was tampered with is refused in words, and nothing is lost', async ({
  workbench,
  server,
}) => {
  test.slow();
  const shop = await registerSealed(workbench, server);
  await lockVault(workbench);
  const { vault } = await readSecrets(workbench);
  if (vault === undefined) throw new Error('there is no vault');
  // The five parts of a JWE (RFC 7516 §7.1); the header says what was altered, the others cannot.
  const cases = [
    ...vault.key.split('.').map((_, part) => ({
      altered: { ...vault, key: withOtherPart(vault.key, part) },
      message: part === 0 ? DAMAGED : WRONG_PASSPHRASE,
    })),
    ...vault.contents.split('.').map((_, part) => ({
      altered: { ...vault, contents: withOtherPart(vault.contents, part) },
      message: DAMAGED,
    })),
  ];
  expect(cases).toHaveLength(10);
  for (const { altered, message } of cases) {
    await replaceVault(workbench, altered);
    await workbench.reload();
    await tryPassphrase(workbench, PASSPHRASE);
    await expect(workbench.getByRole('alert')).toHaveText(message, SLOW);
    await expect(vaultStatus(workbench)).toHaveText('Locked');
    expect(await readSecrets(workbench)).toEqual({ vault: altered, memory: {}, open: undefined });
  }
  await replaceVault(workbench, vault);
  await workbench.reload();
  await unlockVault(workbench, PASSPHRASE);
  await goTo(workbench, shop);
  await expect(field(workbench, 'Client secret')).toHaveValue(SEALED);

  await replaceVault(workbench, { ...vault, version: 'one' });
  await goTo(workbench, '#/settings');
  await expect(vaultStatus(workbench)).toHaveText('Cannot be read');
  await expect(workbench.getByText('The stored vault is damaged')).toBeVisible();
  await forgetVault(workbench);
  await expect(vaultStatus(workbench)).toHaveText('No vault');
  expect(await readSecrets(workbench)).toEqual({ vault: undefined, memory: {}, open: undefined });
});

test('a forgotten passphrase: the vault is forgotten, and the secret typed in again', async ({
  workbench,
  server,
}) => {
  const shop = await registerSealed(workbench, server);
  await registerHeld(workbench, server);
  await lockVault(workbench);
  await forgetVault(workbench, 'Keep');
  await expect(vaultStatus(workbench)).toHaveText('Locked');
  await forgetVault(workbench);
  await expect(vaultStatus(workbench)).toHaveText('No vault');
  const { vault, memory } = await readSecrets(workbench);
  expect(vault).toBeUndefined();
  expect(Object.values(memory ?? {})).toEqual([{ 1: HELD }]);

  await goTo(workbench, shop);
  await expect(field(workbench, 'Client ID')).toHaveValue('abc');
  await expect(field(workbench, 'Client secret')).toHaveValue('');
  await goTo(workbench, '#/clients');
  const popup = await openPopupPage(workbench.context());
  await popup.getByRole('button', { name: 'Run Shop' }).click();
  await expect(runStatus(popup)).toHaveText(MISSING_RUN);
  await popup.close();

  await goTo(workbench, shop);
  await field(workbench, 'Client secret').fill(SEALED);
  await workbench.getByRole('button', { name: 'Create the vault' }).click();
  await createVault(workbench, 'another long passphrase');
  await saveClient(workbench);
  await lockVault(workbench);
  await unlockVault(workbench, 'another long passphrase');
  await goTo(workbench, shop);
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(sentSecrets(server)).toEqual([SEALED]);
});

test('the vault locks when nobody uses it', async ({ workbench, server }) => {
  await registerSealed(workbench, server);
  await goTo(workbench, '#/settings');
  await field(workbench, 'Lock when unused for').selectOption('5 minutes');
  await expect
    .poll(async () => (await readSecrets(workbench)).vault?.['lock_after_minutes'])
    .toBe(5);
  const minutesLeft: unknown = await workbench.evaluate(
    "(async () => ((await chrome.alarms.get('lock-vault')).scheduledTime - Date.now()) / 60_000)()",
  );
  expect(minutesLeft).toBeGreaterThan(4);
  expect(minutesLeft).toBeLessThanOrEqual(5);
  await expect(vaultStatus(workbench)).toHaveText('Open');
  await workbench.evaluate("chrome.alarms.create('lock-vault', { when: Date.now() })");
  await expect(vaultStatus(workbench)).toHaveText('Locked', SLOW);
  const { session } = await readStorage(workbench);
  expect(JSON.stringify(session)).not.toContain(SEALED);
});

test('a secret is moved out of the vault', async ({ workbench, server }) => {
  const shop = await registerSealed(workbench, server);
  await rememberBox(workbench).uncheck();
  await saveClient(workbench);
  const moved = await readSecrets(workbench);
  expect(moved.memory).toEqual({ [idOf(shop)]: { 1: SEALED } });
  expect(moved.open).toEqual({});
  await lockVault(workbench);
  await unlockVault(workbench, PASSPHRASE);
  expect((await readSecrets(workbench)).open).toEqual({});
  await lockVault(workbench);
  await goTo(workbench, shop);
  await expect(field(workbench, 'Client secret')).toHaveValue(SEALED);
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
});

test('nothing of a client that was deleted while the vault was locked stays in it', async ({
  workbench,
  server,
}) => {
  const shop = await registerSealed(workbench, server);
  await openShop(workbench, server, { label: 'Booking', clientId: 'def', clientSecret: HELD });
  await rememberBox(workbench).check();
  await saveClient(workbench);
  const booking = new URL(workbench.url()).hash;
  const sealed = { [idOf(shop)]: { 1: SEALED }, [idOf(booking)]: { 1: HELD } };
  expect((await readSecrets(workbench)).open).toEqual(sealed);
  await lockVault(workbench);
  await goTo(workbench, booking);
  await workbench.getByRole('button', { name: 'Delete client' }).click();
  await workbench.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(workbench).toHaveURL(/#\/clients$/);
  const locked = await readSecrets(workbench);
  await unlockVault(workbench, PASSPHRASE);
  const { open, vault } = await readSecrets(workbench);
  expect(open).toEqual({ [idOf(shop)]: { 1: SEALED } });
  expect(vault?.pending_removals).toEqual([]);
  expect(vault?.contents).not.toBe(locked.vault?.contents);
  await lockVault(workbench);
  await unlockVault(workbench, PASSPHRASE);
  expect((await readSecrets(workbench)).open).toEqual(open);
});

test('of two secrets of a client one is sealed and one is not', async ({ workbench, server }) => {
  const shop = await registerSealed(workbench, server);
  await workbench.getByRole('button', { name: 'Add a secret' }).click();
  await expect(field(workbench, 'Client secret')).toHaveValue('');
  await field(workbench, 'Client secret').fill(HELD);
  await expect(rememberBox(workbench)).not.toBeChecked();
  await saveClient(workbench);
  const { memory, open } = await readSecrets(workbench);
  expect({ memory, open }).toEqual({
    memory: { [idOf(shop)]: { 2: HELD } },
    open: { [idOf(shop)]: { 1: SEALED } },
  });

  await lockVault(workbench);
  await goTo(workbench, shop);
  await expect(field(workbench, 'Client secret')).toHaveValue(HELD);
  await expect(workbench.getByRole('list', { name: 'Other secrets' })).toContainText('sealed');
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  await goTo(workbench, shop);
  await workbench.getByRole('button', { name: 'Use Secret 1' }).click();
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText(LOCKED_RUN);
  await tryPassphrase(workbench, PASSPHRASE);
  await expect(runStatus(workbench)).toHaveText('Done', SLOW);
  expect(sentSecrets(server)).toEqual([HELD, SEALED]);
  const both = await readSecrets(workbench);
  expect({ memory: both.memory, open: both.open }).toEqual({ memory, open });
});

test('Pleo never offers to remember a secret', async ({ workbench, server }) => {
  await openShop(workbench, server);
  await rememberInNewVault(workbench, PASSPHRASE);
  await fillClient(workbench, { provider: 'Pleo', environment: 'Staging' });
  await expect(field(workbench, 'Client secret')).toHaveValue(SEALED);
  await expect(rememberBox(workbench)).toBeHidden();
  await expect(
    workbench.getByText('Pleo does not support secrets that are stored on client devices'),
  ).toBeVisible();
  await saveClient(workbench);
  const id = idOf(new URL(workbench.url()).hash);
  const { memory, open } = await readSecrets(workbench);
  expect({ memory, open }).toEqual({ memory: { [id]: { 1: SEALED } }, open: {} });
});

/** The JWE with another character in one of its parts. */
function withOtherPart(jwe: string, index: number): string {
  return jwe
    .split('.')
    .map((part, place) =>
      place === index ? (part.startsWith('A') ? 'B' : 'A') + part.slice(1) : part,
    )
    .join('.');
}

test('what was typed and is not sealed yet survives that the vault locks elsewhere', async ({
  context,
  workbench,
  server,
}) => {
  await registerSealed(workbench, server);
  await expect(field(workbench, 'Client secret')).toHaveValue(SEALED);
  await field(workbench, 'Client secret').fill('a newer secret');
  await field(workbench, 'Secret description').fill('Winter');
  await lockVault(await openPage(context, 'options.html#/settings'));

  await expect(workbench.getByText('The vault is locked: unlock it')).toBeVisible();
  await expect(field(workbench, 'Client secret')).toHaveValue('a newer secret');
  await expect(workbench.getByText('This client was changed elsewhere')).toHaveCount(0);
  await workbench.reload();
  await expect(field(workbench, 'Client secret')).toHaveValue('a newer secret');
  await workbench.getByRole('button', { name: 'Save client' }).click();
  await expect(
    workbench.getByText(
      'Not saved: The vault is locked. Unlock it first, then save the secret again.',
    ),
  ).toBeVisible();
  await workbench.getByRole('button', { name: 'Unlock the vault' }).click();
  await tryPassphrase(workbench, PASSPHRASE);
  await expect(workbench.getByRole('dialog')).toBeHidden(SLOW);
  await saveClient(workbench);
  await runFlow(workbench);
  await expect(runStatus(workbench)).toHaveText('Done');
  expect(sentSecrets(server)).toEqual(['a newer secret']);
});
