import { clientFromRequest, isClientOfRequest } from '../clients/client-from-request';
import { parseStoredClient, toStoredClient } from '../clients/stored-client';
import { updateClients } from '../platform/clients-storage';
import { takeHandedOver } from '../platform/handed-over';
import { extensionRedirectBase } from '../platform/identity';
import { makeId } from '../platform/random';
import {
  type AuthorizationRequest,
  readAuthorizationRequest,
} from '../tokens/read-authorization-request';

type SavedAsClient =
  | { readonly ok: true; readonly clientId: string; readonly isNew: boolean }
  | { readonly ok: false; readonly message: string };

/** Stores the client that sent this request, unless it is stored already: then that one is meant. */
export async function saveAsClient(request: AuthorizationRequest): Promise<SavedAsClient> {
  const made = clientFromRequest(request, {
    identity: { id: makeId(), slug: makeId() },
    extensionRedirectBase: extensionRedirectBase(),
  });
  const readAgain = parseStoredClient(toStoredClient(made), makeId);
  if (!readAgain.ok) return readAgain;
  let clientId = made.id;
  try {
    // Looked for where it is stored, so that a double click makes one.
    await updateClients((clients) => {
      const known = clients.find((client) => isClientOfRequest(client, request));
      if (known === undefined) return [...clients, made];
      clientId = known.id;
      return clients;
    });
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  return { ok: true, clientId, isNew: clientId === made.id };
}

/** The request that the popup handed over to this page; nothing when it was taken before. */
export async function takePageRequest(): Promise<AuthorizationRequest | undefined> {
  return readAuthorizationRequest((await takeHandedOver('request')) ?? '');
}
