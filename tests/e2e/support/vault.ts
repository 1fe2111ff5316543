import { expect, type Locator, type Page } from '@playwright/test';
import { goTo, readStorage } from './extension.ts';

/** Deriving a key from a passphrase is slow on purpose, and slower where other work is done. */
export const SLOW = { timeout: 30_000 } as const;

export const WRONG_PASSPHRASE =
  "The passphrase is wrong (or the vault's key was altered). Nothing was changed.";

/** What is stored of the vault, and what of it is open. */
type StoredVault = {
  readonly local: { readonly vault?: VaultRecord };
  readonly session: {
    readonly secrets?: Values;
    readonly 'vault-open'?: { readonly values: Values };
  };
};
type VaultRecord = {
  readonly key: string;
  readonly contents: string;
  readonly pending_removals: readonly unknown[];
  readonly [member: string]: unknown;
};
/** Secrets by client and by their own id. */
type Values = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The box that has a secret remembered. */
export function rememberBox(page: Page): Locator {
  return page.getByRole('checkbox', { name: 'Remember on this device' });
}

/** Types the passphrase of a new vault twice, and makes it. */
export async function createVault(page: Page, passphrase: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Create the vault' });
  await dialog.getByLabel('Vault passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('Repeat passphrase', { exact: true }).fill(passphrase);
  await dialog.getByRole('button', { name: 'Create vault' }).click();
  await expect(dialog).toBeHidden(SLOW);
}

/** Has the secret of the open form remembered in a new vault. */
export async function rememberInNewVault(page: Page, passphrase: string): Promise<void> {
  await rememberBox(page).check();
  await createVault(page, passphrase);
}

/** Types a passphrase where the vault is to be unlocked. */
export async function tryPassphrase(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Vault passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock vault' }).click();
}

/** The state of the vault, in Settings. */
export function vaultStatus(page: Page): Locator {
  return page.getByRole('status', { name: 'Vault' });
}

/** Locks the vault in Settings. */
export async function lockVault(page: Page): Promise<void> {
  await goTo(page, '#/settings');
  await page.getByRole('button', { name: 'Lock vault' }).click();
  await expect(vaultStatus(page)).toHaveText('Locked');
}

/** Unlocks the vault in Settings. */
export async function unlockVault(page: Page, passphrase: string): Promise<void> {
  await goTo(page, '#/settings');
  await tryPassphrase(page, passphrase);
  await expect(vaultStatus(page)).toHaveText('Open', SLOW);
}

/** Asks in Settings to forget the vault, and answers. */
export async function forgetVault(
  page: Page,
  answer: 'Keep' | 'Delete what is sealed' = 'Delete what is sealed',
): Promise<void> {
  await goTo(page, '#/settings');
  await page.getByRole('button', { name: 'Forget vault' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Forget the vault?' });
  await dialog.getByRole('button', { name: answer }).click();
  await expect(dialog).toBeHidden();
}

/** What is in the vault while it is open, in memory, and on the device. */
export async function readSecrets(page: Page) {
  const { local, session } = (await readStorage(page)) as StoredVault;
  return { vault: local.vault, memory: session.secrets, open: session['vault-open']?.values };
}

/** Puts a vault in place of the stored one, behind the extension's back. */
export async function replaceVault(page: Page, vault: unknown): Promise<void> {
  await page.evaluate((value) => {
    const { chrome } = globalThis as unknown as {
      chrome: { storage: { local: { set(items: object): Promise<void> } } };
    };
    return chrome.storage.local.set({ vault: value });
  }, vault);
}
