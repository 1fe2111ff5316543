import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Reply, type SecretEntry, sendCommand } from '../platform/messages';
import { followSecretValues } from '../platform/secrets-storage';
import type { SecretValues } from '../vault/secret-values';

const store = createStore<{ readonly values: SecretValues | 'loading' }>(() => ({
  values: 'loading',
}));

/** Fills the store and keeps it equal to the secrets that are known now. For pages that show secrets only. */
export function connectSecrets(): void {
  followSecretValues((values) => store.setState({ values }));
}

/** The client secrets in memory, and those of the vault while it is open. */
export function useSecretValues(): SecretValues | 'loading' {
  return useStore(store, ({ values }) => values);
}

/** Keeps the secrets of a client: `entries` are all that it has. */
export async function writeSecrets(
  clientId: string,
  entries: readonly SecretEntry[],
): Promise<Reply> {
  return sendCommand({ type: 'write-secrets', clientId, entries });
}
