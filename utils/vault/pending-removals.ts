import { replaceClientValues, type SecretValues } from './secret-values';
import type { VaultDocument } from './vault-document';

type PendingRemovals = VaultDocument['pending_removals'];

/**
 * Notes that of a client's sealed secrets only these are to be kept. While the vault is locked nobody knows which
 * are sealed, so what stays is noted instead of what goes.
 */
export function addPendingRemoval(
  removals: PendingRemovals,
  client: string,
  keep: readonly string[],
): PendingRemovals {
  const earlier = removals.find((removal) => removal.client === client)?.keep;
  const kept = earlier === undefined ? keep : keep.filter((id) => earlier.includes(id));
  return [...removals.filter((removal) => removal.client !== client), { client, keep: kept }];
}

/** The secrets that are left of the sealed ones. */
export function applyPendingRemovals(
  values: SecretValues,
  removals: PendingRemovals,
): SecretValues {
  return removals.reduce(
    (left, { client, keep }) =>
      replaceClientValues(
        left,
        client,
        Object.entries(left[client] ?? {}).filter(([id]) => keep.includes(id)),
      ),
    values,
  );
}
