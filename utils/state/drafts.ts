import { type ClientFormValues, emptyForm } from '../clients/client-form';
import { readDraft, removeDraft, writeDraft } from '../platform/drafts-storage';
import { makeId } from '../platform/random';

/** A form as it was left, and the id and path that its client has or will have. */
export type ClientDraft = {
  readonly id: string;
  readonly slug: string;
  readonly values: ClientFormValues;
};

/** No client has this id (`stored-client.ts` refuses it). */
const NEW_CLIENT = 'new';

/** The half-filled form of a new client; a fresh one, with a path of its own, where there is none. */
export async function loadNewClientDraft(): Promise<ClientDraft> {
  const stored = await readDraft(NEW_CLIENT);
  if (isDraft(stored)) return stored;
  const draft = { id: makeId(), slug: makeId(), values: emptyForm('generic-oidc') };
  await writeDraft(NEW_CLIENT, draft);
  return draft;
}

/** The half-filled form of a stored client, if it was left unsaved. */
export async function loadClientDraft(clientId: string): Promise<ClientDraft | undefined> {
  const stored = await readDraft(clientId);
  return isDraft(stored) ? stored : undefined;
}

/** Keeps a form as it is now. Without an id it is that of the new client. */
export async function keepDraft(clientId: string | undefined, draft: ClientDraft): Promise<void> {
  await writeDraft(clientId ?? NEW_CLIENT, draft);
}

export async function dropDraft(clientId: string | undefined): Promise<void> {
  await removeDraft(clientId ?? NEW_CLIENT);
}

// Drafts are in session storage, which an update of the extension empties: the shape is always ours.
function isDraft(value: unknown): value is ClientDraft {
  return typeof value === 'object' && value !== null && 'slug' in value && 'values' in value;
}
