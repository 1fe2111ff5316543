import { browser } from 'wxt/browser';
import type { SecretValues } from '../vault/secret-values';
import { writeKeys } from './storage';

/**
 * Takes the secrets of the vault out of half-filled forms, whatever shape those have. What was typed and is not sealed
 * stays: it would be lost.
 */
export async function scrubDrafts(sealed: SecretValues): Promise<void> {
  const stored = await browser.storage.session.get(null);
  const scrubbed = Object.entries(stored)
    .filter(([key]) => key.startsWith('draft:'))
    .map(([key, draft]) => [key, draft, withoutSealed(draft, sealed)] as const)
    .filter(([, before, after]) => after !== before)
    .map(([key, , after]) => [key, after] as const);
  if (scrubbed.length > 0) await writeKeys('session', Object.fromEntries(scrubbed));
}

/** The same draft if there is nothing to take out. */
function withoutSealed(draft: unknown, sealed: SecretValues): unknown {
  if (!isRecord(draft) || !isRecord(draft['values']) || typeof draft['id'] !== 'string')
    return draft;
  const { secrets } = draft['values'];
  const values = Object.values(sealed[draft['id']] ?? {});
  const isSealed = (secret: unknown) =>
    isRecord(secret) && typeof secret['value'] === 'string' && values.includes(secret['value']);
  if (!Array.isArray(secrets) || !secrets.some(isSealed)) return draft;
  const blanked = secrets.map((secret: unknown) =>
    isRecord(secret) && isSealed(secret) ? { ...secret, value: '' } : secret,
  );
  return { ...draft, values: { ...draft['values'], secrets: blanked } };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
