import type { Client } from './client';
import { toStoredClient } from './stored-client';

export const EXPORT_FORMAT = 'oauth-workbench-clients';
export const EXPORT_VERSION = 1;

/** The clients as the text of a JSON file (RFC 7591 names). Secrets are never part of it. */
export function exportClients(clients: readonly Client[], exportedAt: Date): string {
  const file = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exported_at: exportedAt.toISOString(),
    // Not even what is noted of a secret.
    clients: clients.map((client) => toStoredClient({ ...client, secrets: [] })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
