import type { Client } from './client';
import { toStoredClient } from './stored-client';

export const EXPORT_FORMAT = 'oauth-workbench-clients';
export const EXPORT_VERSION = 1;

/** The clients as the text of a JSON file (RFC 7591 names). Secrets are not part of a client, and never of the file. */
export function exportClients(clients: readonly Client[], exportedAt: Date): string {
  const file = {
    format: EXPORT_FORMAT,
    version: EXPORT_VERSION,
    exported_at: exportedAt.toISOString(),
    clients: clients.map(toStoredClient),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}
