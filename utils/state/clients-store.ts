import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type Client, MAX_LABEL } from '../clients/client';
import type { UnreadableClient } from '../clients/clients-document';
import { parseStoredClient, toStoredClient } from '../clients/stored-client';
import { followClients, updateClients } from '../platform/clients-storage';
import { sendCommand } from '../platform/messages';
import { makeId } from '../platform/random';

export type ClientsState =
  | { readonly status: 'loading' }
  | { readonly status: 'refused'; readonly message: string }
  | {
      readonly status: 'ready';
      readonly clients: readonly Client[];
      readonly unreadable: readonly UnreadableClient[];
    };

const store = createStore<ClientsState>(() => ({ status: 'loading' }));

/** Fills the store and keeps it equal to what is stored, whoever changes it. */
export function connectClients(): void {
  followClients((document) =>
    store.setState(
      document.ok
        ? { status: 'ready', clients: document.clients, unreadable: document.unreadable }
        : { status: 'refused', message: document.message },
      true,
    ),
  );
}

export function useClients(): ClientsState {
  return useStore(store);
}

/** The stored clients; none while they are loading or cannot be read. */
export function useClientList(): readonly Client[] {
  return useStore(store, (state) => (state.status === 'ready' ? state.clients : NONE));
}
const NONE: readonly Client[] = [];

/** Whether a client is still stored; true as long as that is not known. */
export function useIsStored(clientId: string): boolean {
  return useStore(
    store,
    (state) => state.status !== 'ready' || state.clients.some(({ id }) => id === clientId),
  );
}

/**
 * Stores a client in place of the one with the same id.
 * @throws Error when it cannot be stored, or could not be read again.
 */
export async function saveClient(client: Client): Promise<void> {
  const readAgain = parseStoredClient(toStoredClient(client), makeId);
  if (!readAgain.ok) throw new Error(readAgain.message);
  await updateClients((clients) =>
    clients.some(({ id }) => id === client.id)
      ? clients.map((other) => (other.id === client.id ? client : other))
      : [...clients, client],
  );
}

/** Forgets a client and its secrets. @throws Error when the store cannot be read. */
export async function deleteClient(clientId: string): Promise<void> {
  await updateClients((clients) => clients.filter(({ id }) => id !== clientId));
  await sendCommand({ type: 'write-secrets', clientId, entries: [] });
}

/** The client as another one: with an id and a redirect URI of its own. */
export function withNewIdentity(client: Client): Client {
  return { ...client, id: makeId(), slug: makeId() };
}

const COPY = ' (copy)';

/** Stores a copy with a redirect URI of its own. @returns the copy. */
export async function duplicateClient(client: Client): Promise<Client> {
  const label = `${client.label.slice(0, MAX_LABEL - COPY.length)}${COPY}`;
  const copy = { ...withNewIdentity(client), label, secrets: [] };
  await updateClients((clients) => [...clients, copy]);
  return copy;
}
