import { browser } from 'wxt/browser';
import { writeKeys } from './storage';

/** Takes the secrets that are meant for the vault out of half-filled forms, whatever shape those have. */
export async function scrubDrafts(): Promise<void> {
  const stored = await browser.storage.session.get(null);
  const scrubbed = Object.entries(stored)
    .filter(([key]) => key.startsWith('draft:'))
    .map(([key, draft]) => [key, draft, withoutRemembered(draft)] as const)
    .filter(([, before, after]) => after !== before)
    .map(([key, , after]) => [key, after] as const);
  if (scrubbed.length > 0) await writeKeys('session', Object.fromEntries(scrubbed));
}

/** The same draft if there is nothing to take out. */
function withoutRemembered(draft: unknown): unknown {
  if (!isRecord(draft) || !isRecord(draft['values'])) return draft;
  const { secrets } = draft['values'];
  if (!Array.isArray(secrets) || !secrets.some(isRemembered)) return draft;
  const blanked = secrets.map((secret: unknown) =>
    isRemembered(secret) ? { ...secret, value: '' } : secret,
  );
  return { ...draft, values: { ...draft['values'], secrets: blanked } };
}

function isRemembered(secret: unknown): secret is Readonly<Record<string, unknown>> {
  return isRecord(secret) && secret['isRemembered'] === true;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
