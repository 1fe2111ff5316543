import {
  mergeSecretValues,
  noSecretValues,
  parseSecretValues,
  type SecretValues,
} from '../vault/secret-values';
import {
  DEFAULT_LOCK_MINUTES,
  type LockMinutes,
  parseVaultDocument,
} from '../vault/vault-document';
import { followKey, readKey, type StorageArea } from './storage';

/** Secrets that are kept in memory only. */
export const MEMORY_KEY = 'secrets';
/** What the vault holds and the key of its contents, in memory, while it is open. */
export const OPEN_VAULT_KEY = 'vault-open';
/** The sealed vault, on the device. */
export const VAULT_KEY = 'vault';

/** The key of an open vault, as base64url, and what it holds. */
export type OpenVault = { readonly key: string; readonly values: SecretValues };

export type VaultStatus =
  | {
      readonly status: 'none' | 'locked' | 'open';
      readonly lockAfterMinutes: LockMinutes;
    }
  | {
      readonly status: 'unreadable';
      readonly lockAfterMinutes: LockMinutes;
      /** Why it cannot be read, and what to do. */
      readonly message: string;
    };

/** Every client secret that is known now: those in memory, and those of the vault while it is open. */
export async function readSecretValues(): Promise<SecretValues> {
  const [memory, open] = await Promise.all([readMemory(), readKey('session', OPEN_VAULT_KEY)]);
  return mergeSecretValues(memory, parseOpenVault(open)?.values ?? noSecretValues());
}

export function followSecretValues(onValue: (values: SecretValues) => void): () => void {
  return followTwo(['session', MEMORY_KEY], ['session', OPEN_VAULT_KEY], (memory, open) =>
    onValue(mergeSecretValues(toMemory(memory), parseOpenVault(open)?.values ?? noSecretValues())),
  );
}

export function followVaultStatus(onValue: (status: VaultStatus) => void): () => void {
  return followTwo(['local', VAULT_KEY], ['session', OPEN_VAULT_KEY], (document, open) =>
    onValue(toStatus(document, open)),
  );
}

/** Whether there is a vault, and it is locked. */
export async function isVaultLocked(): Promise<boolean> {
  const [document, open] = await Promise.all([
    readKey('local', VAULT_KEY),
    readKey('session', OPEN_VAULT_KEY),
  ]);
  return toStatus(document, open).status === 'locked';
}

/** The secrets that are in memory only. */
export async function readMemory(): Promise<SecretValues> {
  return toMemory(await readKey('session', MEMORY_KEY));
}

/** Reads what is stored of an open vault; undefined while it is locked. */
export function parseOpenVault(value: unknown): OpenVault | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('key' in value) || !('values' in value) || typeof value.key !== 'string') return undefined;
  const values = parseSecretValues(value.values);
  return values === undefined ? undefined : { key: value.key, values };
}

function toMemory(value: unknown): SecretValues {
  return parseSecretValues(value) ?? noSecretValues();
}

function toStatus(document: unknown, open: unknown): VaultStatus {
  const parsed = parseVaultDocument(document);
  switch (parsed.status) {
    case 'none':
      return { status: 'none', lockAfterMinutes: DEFAULT_LOCK_MINUTES };
    case 'unreadable':
      return { ...parsed, lockAfterMinutes: DEFAULT_LOCK_MINUTES };
    case 'ok':
      return {
        status: parseOpenVault(open) === undefined ? 'locked' : 'open',
        lockAfterMinutes: parsed.document.lock_after_minutes,
      };
  }
}

type Place = readonly [area: StorageArea, key: string];

/** Calls back with two values that belong together, as soon as both are known. */
function followTwo(
  first: Place,
  second: Place,
  onValues: (first: unknown, second: unknown) => void,
): () => void {
  const known = new Map<Place, unknown>();
  const stops = [first, second].map((place) =>
    followKey(...place, (value) => {
      known.set(place, value);
      if (known.size === 2) onValues(known.get(first), known.get(second));
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
