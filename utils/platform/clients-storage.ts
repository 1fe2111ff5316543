import type { Client } from '../clients/client';
import {
  type ClientsDocument,
  parseClientsDocument,
  toClientsDocument,
} from '../clients/clients-document';
import { exclusively, readKey, followKey, writeKeys } from './storage';

const KEY = 'clients';

/** Every stored client, or why the store cannot be read. */
export async function readClients(): Promise<ClientsDocument> {
  return parseClientsDocument(await readKey('local', KEY));
}

export function followClients(onValue: (document: ClientsDocument) => void): () => void {
  return followKey('local', KEY, (value) => onValue(parseClientsDocument(value)));
}

/**
 * Changes the stored clients; what another page changed meanwhile is kept.
 * @throws Error when the store cannot be read or is full: it is then left as it is.
 */
export async function updateClients(
  change: (clients: readonly Client[]) => readonly Client[],
): Promise<void> {
  await exclusively(KEY, async () => {
    const document = await readClients();
    if (!document.ok) throw new Error(document.message);
    const changed = toClientsDocument(change(document.clients), document.unreadable);
    await writeKeys('local', { [KEY]: changed }).catch(explainFullStorage);
  });
}

function explainFullStorage(error: unknown): never {
  const isFull = error instanceof Error && /quota/i.test(error.message);
  throw isFull
    ? new Error('The storage that the browser gives an extension is full. Nothing was changed.')
    : error;
}
