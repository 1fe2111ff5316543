import * as v from 'valibot';
import type { Client } from './client';
import { parseStoredClient, toStoredClient } from './stored-client';

/** Schema version of the stored clients. Raise it with a migration and its test. */
export const CLIENTS_VERSION = 1;

const documentSchema = v.object({ version: v.number(), clients: v.array(v.unknown()) });

/** A record of the store that cannot be read; kept as it is, so that nothing is lost. */
export type UnreadableClient = { readonly raw: unknown; readonly message: string };

export type ClientsDocument =
  | {
      readonly ok: true;
      readonly clients: readonly Client[];
      readonly unreadable: readonly UnreadableClient[];
    }
  | { readonly ok: false; readonly message: string };

/**
 * Reads what the store holds. Nothing there is an empty store; a version newer than ours is refused,
 * so that it is never overwritten; a client that cannot be read is set aside with the reason.
 */
export function parseClientsDocument(value: unknown): ClientsDocument {
  if (value === undefined) return { ok: true, clients: [], unreadable: [] };
  const result = v.safeParse(documentSchema, value);
  if (!result.success) {
    return {
      ok: false,
      message: 'The stored clients are damaged: they are not a list of clients.',
    };
  }
  const { version, clients: records } = result.output;
  if (version !== CLIENTS_VERSION) {
    return {
      ok: false,
      message: `The stored clients have version ${version}, this OAuth Workbench knows version ${CLIENTS_VERSION}. Update the extension to read them; they are left untouched.`,
    };
  }
  const clients: Client[] = [];
  const unreadable: UnreadableClient[] = [];
  for (const raw of records) {
    const parsed = parseStoredClient(raw, () => '');
    if (parsed.ok && parsed.client.id !== '' && parsed.client.slug !== '') {
      clients.push(parsed.client);
    } else {
      unreadable.push({ raw, message: parsed.ok ? 'it has no id' : parsed.message });
    }
  }
  return { ok: true, clients, unreadable };
}

/** What the store keeps: every client, and what could not be read, unchanged. */
export function toClientsDocument(
  clients: readonly Client[],
  unreadable: readonly UnreadableClient[],
) {
  return {
    version: CLIENTS_VERSION,
    clients: [...clients.map(toStoredClient), ...unreadable.map(({ raw }) => raw)],
  };
}
