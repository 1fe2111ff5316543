import type { Client } from './client';
import { EXPORT_FORMAT, EXPORT_VERSION } from './export-clients';
import { parseStoredClient, toStoredClient } from './stored-client';

const MAX_FILE_CHARACTERS = 20_000_000;
const MAX_CLIENTS = 10_000;

export type ImportPlan =
  | { readonly ok: true; readonly added: readonly Client[]; readonly notes: readonly string[] }
  | { readonly ok: false; readonly message: string };

/**
 * Reads a file of clients: an export of ours, or client metadata as RFC 7591 has it (one object or a list).
 * All or nothing: one bad client refuses the file. What is here already is never overwritten.
 */
export function planImport(
  fileText: string,
  existing: readonly Client[],
  makeId: () => string,
): ImportPlan {
  const records = readRecords(fileText);
  if (!records.ok) return records;
  const taken = {
    ids: new Set(existing.map(({ id }) => id)),
    slugs: new Set(existing.map(({ slug }) => slug)),
  };
  const known = new Set(existing.map(fingerprint));
  const added: Client[] = [];
  const notes = new Set<string>();
  let alreadyHere = 0;
  for (const [index, record] of records.value.entries()) {
    const parsed = parseStoredClient(record, makeId);
    if (!parsed.ok) {
      return {
        ok: false,
        message: `Client ${index + 1} of the file cannot be read: ${parsed.message}. Nothing was imported.`,
      };
    }
    if (hasSecret(record)) {
      notes.add('The file holds a client secret. It was not imported: type it into the client.');
    }
    if (known.has(fingerprint(parsed.client))) {
      alreadyHere += 1;
      continue;
    }
    const client = withFreeNames({ ...parsed.client, secrets: [] }, taken, makeId);
    if (client.slug !== parsed.client.slug) {
      notes.add(
        `“${client.label}” got a new redirect URI, since another client uses its own: register it at the provider.`,
      );
    }
    known.add(fingerprint(client));
    taken.ids.add(client.id);
    taken.slugs.add(client.slug);
    added.push(client);
  }
  if (alreadyHere > 0) {
    notes.add(alreadyHere === 1 ? '1 was here already.' : `${alreadyHere} were here already.`);
  }
  return { ok: true, added, notes: [...notes] };
}

type Records =
  | { readonly ok: true; readonly value: readonly unknown[] }
  | { readonly ok: false; readonly message: string };

function readRecords(fileText: string): Records {
  if (fileText.length > MAX_FILE_CHARACTERS) {
    return refuse(
      `The file has ${fileText.length.toLocaleString('en')} characters; the most is 20 million.`,
    );
  }
  let file: unknown;
  try {
    file = JSON.parse(fileText.replace(/^\uFEFF/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    return refuse(`The file is not JSON: ${reason}.`);
  }
  const records = recordsOf(file);
  if (!records.ok) return records;
  if (records.value.length === 0) return refuse('The file holds no clients.');
  if (records.value.length > MAX_CLIENTS) {
    return refuse(
      `The file holds ${records.value.length.toLocaleString('en')} clients; the most is 10,000.`,
    );
  }
  return records;
}

function recordsOf(file: unknown): Records {
  if (Array.isArray(file)) return { ok: true, value: file };
  if (!isRecord(file)) return refuse('The file is JSON, but neither an object nor a list.');
  if (file['format'] === undefined && file['client_id'] !== undefined) {
    return { ok: true, value: [file] };
  }
  if (file['format'] !== EXPORT_FORMAT) {
    return refuse(
      'The file is neither an export of OAuth Workbench nor client metadata with a client_id (RFC 7591).',
    );
  }
  if (file['version'] !== EXPORT_VERSION) {
    return refuse(
      `The file has version ${JSON.stringify(file['version'])?.slice(0, 40)}, this OAuth Workbench reads version ${EXPORT_VERSION}.`,
    );
  }
  if (!Array.isArray(file['clients'])) return refuse('The file has no list named “clients”.');
  return { ok: true, value: file['clients'] };
}

function refuse(reason: string): { readonly ok: false; readonly message: string } {
  return { ok: false, message: `${reason} Nothing was imported.` };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasSecret(record: unknown): boolean {
  return isRecord(record) && record['client_secret'] !== undefined;
}

/** What makes two clients the same: everything but what we gave them ourselves. */
function fingerprint(client: Client): string {
  return JSON.stringify(toStoredClient({ ...client, id: '', slug: '', secrets: [] }));
}

function withFreeNames(
  client: Client,
  taken: { readonly ids: ReadonlySet<string>; readonly slugs: ReadonlySet<string> },
  makeId: () => string,
): Client {
  return {
    ...client,
    id: taken.ids.has(client.id) ? makeId() : client.id,
    slug: taken.slugs.has(client.slug) ? makeId() : client.slug,
  };
}
