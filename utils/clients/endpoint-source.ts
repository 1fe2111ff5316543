import type { Client } from './client';
import { isKnownProvider, providerOf } from './providers';

/**
 * Where the endpoints of a client come from. That of a provider that is not known here keeps working: with the
 * endpoints that were stored, or else from its issuer.
 */
export function endpointSourceOf(
  client: Pick<Client, 'provider' | 'issuer' | 'endpoints'>,
): 'discovery' | 'typed' {
  return isKnownProvider(client.provider) ||
    client.endpoints.token !== undefined ||
    client.issuer === undefined
    ? providerOf(client.provider).endpointSource
    : 'discovery';
}
