import { parseVaultDocument, type VaultDocument } from '../vault/vault-document';
import { OPEN_VAULT_KEY, type OpenVault, parseOpenVault, VAULT_KEY } from './secrets-storage';
import { readKey, removeKeys, writeKeys } from './storage';

/** The vault as it is stored, and as it is open. */
export type StoredVault =
  | { readonly status: 'none' }
  | { readonly status: 'unreadable'; readonly message: string }
  | { readonly status: 'locked'; readonly document: VaultDocument }
  | { readonly status: 'open'; readonly document: VaultDocument; readonly open: OpenVault };

export async function readVault(): Promise<StoredVault> {
  const [stored, session] = await Promise.all([
    readKey('local', VAULT_KEY),
    readKey('session', OPEN_VAULT_KEY),
  ]);
  const parsed = parseVaultDocument(stored);
  if (parsed.status !== 'ok') return parsed;
  const open = parseOpenVault(session);
  return open === undefined
    ? { status: 'locked', document: parsed.document }
    : { status: 'open', document: parsed.document, open };
}

/**
 * Stores a vault and what belongs to it in memory: both, or neither.
 * @throws Error when the browser refuses; everything is then as it was.
 */
export async function writeVault(
  document: VaultDocument,
  session: Readonly<Record<string, unknown>>,
): Promise<void> {
  const before = await readKey('local', VAULT_KEY);
  await writeKeys('local', { [VAULT_KEY]: document });
  try {
    await writeKeys('session', session);
  } catch (error) {
    await (before === undefined || before === null
      ? removeKeys('local', [VAULT_KEY])
      : writeKeys('local', { [VAULT_KEY]: before }));
    throw error;
  }
}
