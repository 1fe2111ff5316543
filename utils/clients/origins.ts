import type { Client } from './client';
import { endpointSourceOf } from './endpoint-source';
import { isWebAddress } from './url-rules';

/**
 * The origins that a run of this client sends requests to, as far as they are known before discovery.
 * The authorization endpoint is not among them: the browser goes there, not the extension.
 */
export function requiredOrigins(
  client: Pick<Client, 'provider' | 'issuer' | 'endpoints'>,
): readonly string[] {
  const isDiscovered = endpointSourceOf(client) === 'discovery';
  const { token, jwks } = client.endpoints;
  const origins = [isDiscovered ? client.issuer : undefined, token, jwks].flatMap(originOf);
  return [...new Set(origins)];
}

function originOf(url: string | undefined): readonly string[] {
  return url !== undefined && isWebAddress(url) ? [new URL(url).origin] : [];
}
