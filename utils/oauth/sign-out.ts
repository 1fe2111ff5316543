import type { Client } from '../clients/client';
import { isWebAddress } from '../clients/url-rules';
import type { ServerMetadata } from './server-metadata';

/**
 * Where the user can sign out at the server (OpenID Connect RP-Initiated Logout 1.0 §2); nothing where the server does
 * not announce it. The ID token is not sent as `id_token_hint`: it would stand in a URL. So the server asks the user.
 */
export function signOutUrl(
  { end_session_endpoint: endpoint }: ServerMetadata,
  { clientId }: Pick<Client, 'clientId'>,
): string | undefined {
  if (endpoint === undefined || !isWebAddress(endpoint)) return undefined;
  const url = new URL(endpoint);
  url.searchParams.set('client_id', clientId);
  return url.href;
}
