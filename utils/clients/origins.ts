import type { Client } from './client';
import { endpointSourceOf } from './endpoint-source';
import type { Redirect } from './redirect';
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

/** The origin whose callback must be captured. A run can do without where no app would see it. */
function captureOrigins({ mode, uri, isOwn }: Redirect): readonly string[] {
  return mode === 'capture' && isOwn === undefined ? originOf(uri) : [];
}

/** All that a run of this client with this redirect needs access to. */
export function originsOfRun(
  client: Pick<Client, 'provider' | 'issuer' | 'endpoints' | 'grantType'>,
  redirect: Redirect,
): readonly string[] {
  const captured = client.grantType === 'authorization_code' ? captureOrigins(redirect) : [];
  return [...new Set([...requiredOrigins(client), ...captured])];
}

function originOf(url: string | undefined): readonly string[] {
  return url !== undefined && isWebAddress(url) ? [new URL(url).origin] : [];
}
