import { browser } from 'wxt/browser';
import { passphraseProblem } from '../vault/passphrase';
import { addPendingRemoval, applyPendingRemovals } from '../vault/pending-removals';
import {
  changePassphrase,
  openContents,
  openVault,
  sealContents,
  sealVault,
} from '../vault/sealed-vault';
import { noSecretValues, replaceClientValues, type SecretValues } from '../vault/secret-values';
import {
  DEFAULT_LOCK_MINUTES,
  type LockMinutes,
  type VaultDocument,
} from '../vault/vault-document';
import { forgetAllKeptRuns, forgetSealedRuns } from './kept-runs';
import type { Reply, SecretEntry } from './messages';
import { scrubDrafts } from './scrub-drafts';
import {
  MEMORY_KEY,
  OPEN_VAULT_KEY,
  type OpenVault,
  readMemory,
  VAULT_KEY,
} from './secrets-storage';
import { clearStorage, exclusively, removeKeys, writeKeys } from './storage';
import { readVault, type StoredVault, writeVault } from './vault-storage';

const ALARM = 'lock-vault';

const NO_VAULT = 'There is no vault. Create one in Settings.';

/** Makes an empty vault, and leaves it open. */
export async function createVault(passphrase: string): Promise<Reply> {
  return command(async (vault) => {
    if (vault.status === 'unreadable') return refuse(vault.message);
    if (vault.status !== 'none')
      return refuse('There is a vault already. Unlock it, or forget it in Settings first.');
    const problem = passphraseProblem(passphrase);
    if (problem !== undefined) return refuse(problem);
    const values = noSecretValues();
    const { document, key } = await sealVault(passphrase, values, DEFAULT_LOCK_MINUTES);
    await writeVault(document, openedAs({ key, values }));
    return DONE;
  });
}

/** Opens the vault until it is locked, and removes from it what was removed meanwhile. */
export async function unlockVault(passphrase: string): Promise<Reply> {
  return command(async (vault) => {
    if (!hasDocument(vault)) return refuseWithout(vault);
    const opened = await openVault(vault.document, passphrase);
    if (!opened.ok) return refuse(opened.message);
    const { key } = opened;
    const { pending_removals: removals } = vault.document;
    const values = applyPendingRemovals(opened.values, removals);
    const session = openedAs({ key, values });
    if (removals.length === 0) {
      await writeKeys('session', session);
    } else {
      const settled = { ...vault.document, pending_removals: [] };
      await writeVault(await sealContents(settled, key, values), session);
    }
    return DONE;
  });
}

/** Forgets the key and everything that it has opened. Without an open vault nothing happens. */
export async function lockVault(): Promise<Reply> {
  return command(async (vault) => {
    return vault.status === 'open' ? close(vault.open.values) : DONE;
  });
}

/** Seals the vault under another passphrase; it stays open or locked as it was. */
export async function changeVaultPassphrase(
  passphrase: string,
  newPassphrase: string,
): Promise<Reply> {
  return command(async (vault) => {
    if (!hasDocument(vault)) return refuseWithout(vault);
    const changed = await changePassphrase(vault.document, passphrase, newPassphrase);
    if (!changed.ok) return refuse(changed.message);
    await writeVault(changed.document, {});
    return DONE;
  });
}

/** Deletes the vault with all that is sealed in it, kept runs too, whatever state it is in. */
export async function forgetVault(): Promise<Reply> {
  return command(async (vault) => {
    await removeKeys('local', [VAULT_KEY]);
    const closed = await close(vault.status === 'open' ? vault.open.values : noSecretValues());
    // Without its key a sealed run is of no use to anybody: one that stays behind is said to be so where it is shown.
    await forgetSealedRuns();
    return closed;
  });
}

/** Sets after how many minutes without use the vault locks. */
export async function setVaultIdle(minutes: LockMinutes): Promise<Reply> {
  return command(async (vault) => {
    if (!hasDocument(vault)) return refuseWithout(vault);
    await writeVault({ ...vault.document, lock_after_minutes: minutes }, {});
    return DONE;
  });
}

/**
 * Keeps the secrets of a client; `entries` are all it has. A remembered value is in the vault only, another one in
 * memory only. While the vault is locked, an entry that is remembered and empty stands for what is sealed.
 */
export async function writeSecretValues(
  clientId: string,
  entries: readonly SecretEntry[],
): Promise<Reply> {
  return command(async (vault) => {
    const held = valuesOf(entries.filter(({ isRemembered }) => !isRemembered));
    const remembered = entries.filter(({ isRemembered }) => isRemembered);
    const sealed = valuesOf(remembered);
    const session = { [MEMORY_KEY]: replaceClientValues(await readMemory(), clientId, held) };
    switch (vault.status) {
      case 'none':
      case 'unreadable':
        if (sealed.length > 0)
          return refuse(
            vault.status === 'unreadable'
              ? vault.message
              : 'There is no vault that could remember the secret. Create one in Settings, or keep the secret in memory only.',
          );
        await writeKeys('session', session);
        return DONE;
      case 'locked':
        if (sealed.length > 0)
          return refuse('The vault is locked. Unlock it first, then save the secret again.');
        await writeVault(
          removeAtUnlock(
            vault.document,
            clientId,
            remembered.map(({ id }) => id),
          ),
          session,
        );
        return DONE;
      case 'open': {
        // What is stored counts: memory may be behind it if an earlier worker died in between.
        const contents = await openContents(vault.document, vault.open.key);
        if (!contents.ok) return refuse(contents.message);
        const { key } = vault.open;
        const values = replaceClientValues(contents.values, clientId, sealed);
        const document = await sealContents(vault.document, key, values);
        await writeVault(document, { ...session, ...openedAs({ key, values }) });
        return DONE;
      }
    }
  });
}

/** Empties all storage, when nothing of the vault is half done. */
export async function clearAll(): Promise<void> {
  await exclusively(VAULT_KEY, async () => {
    await clearStorage();
    await forgetAllKeptRuns();
  });
}

/** Begins to count the minutes anew after which an open vault locks. */
export async function keepVaultAwake(): Promise<void> {
  const vault = await readVault();
  if (vault.status !== 'open') return;
  await browser.alarms.create(ALARM, { delayInMinutes: vault.document.lock_after_minutes });
}

/** Locks the vault when nobody has used it for long enough. Call it when the worker starts, before anything waits. */
export function onVaultIdle(): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) void lockVault();
  });
}

const DONE: Reply = { ok: true };

/** Runs a command when no other one is under way. What the browser refuses is said in words. */
async function command(action: (vault: StoredVault) => Promise<Reply>): Promise<Reply> {
  return exclusively(VAULT_KEY, async () => {
    try {
      const reply = await action(await readVault());
      await keepVaultAwake();
      return reply;
    } catch (error) {
      return refuse(inWords(error));
    }
  });
}

/** Closes the vault, whatever becomes of half-filled forms. */
async function close(sealed: SecretValues): Promise<Reply> {
  const isScrubbed = await scrubDrafts(sealed).then(
    () => true,
    () => false,
  );
  await removeKeys('session', [OPEN_VAULT_KEY]);
  await browser.alarms.clear(ALARM);
  return isScrubbed
    ? DONE
    : refuse(
        'The vault is closed, but secrets that were typed into unsaved forms could not be removed. Discard those forms.',
      );
}

function removeAtUnlock(
  document: VaultDocument,
  clientId: string,
  keep: readonly string[],
): VaultDocument {
  return {
    ...document,
    pending_removals: addPendingRemoval(document.pending_removals, clientId, keep),
  };
}

function openedAs(open: OpenVault): Readonly<Record<string, unknown>> {
  return { [OPEN_VAULT_KEY]: open };
}

function valuesOf(entries: readonly SecretEntry[]): readonly (readonly [string, string])[] {
  return entries.filter(({ value }) => value !== '').map(({ id, value }) => [id, value] as const);
}

type VaultWithDocument = Extract<StoredVault, { readonly document: VaultDocument }>;

function hasDocument(vault: StoredVault): vault is VaultWithDocument {
  return 'document' in vault;
}

function refuseWithout(vault: Exclude<StoredVault, VaultWithDocument>): Reply {
  return refuse(vault.status === 'unreadable' ? vault.message : NO_VAULT);
}

function refuse(message: string): Reply {
  return { ok: false, message };
}

function inWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /quota/i.test(message)
    ? 'The storage that the browser gives an extension is full. Nothing was changed.'
    : `The browser refused to store it (${message}). Nothing was changed.`;
}
