import type { Client } from './client';
import { providerName } from './providers';

/** Provider, environment and scopes of a client in one line. */
export function describeClient(client: Client): string {
  const count = client.scopes.length;
  return [
    providerName(client.provider),
    client.environment,
    count === 1 ? '1 scope' : `${count} scopes`,
  ]
    .filter(Boolean)
    .join(' · ');
}
