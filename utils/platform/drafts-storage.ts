import { readKey, removeKeys, writeKeys } from './storage';

/** Half-filled forms, in memory: they may hold a secret that was just typed. */
const keyOf = (formId: string) => `draft:${formId}`;

export async function readDraft(formId: string): Promise<unknown> {
  return readKey('session', keyOf(formId));
}

export async function writeDraft(formId: string, draft: unknown): Promise<void> {
  await writeKeys('session', { [keyOf(formId)]: draft });
}

export async function removeDraft(formId: string): Promise<void> {
  await removeKeys('session', [keyOf(formId)]);
}
