import type { Client } from '../clients/client';
import { endpointSourceOf } from '../clients/endpoint-source';
import { isWebAddress } from '../clients/url-rules';
import type { Run } from './run';
import { furtherMetadata, type ServerMetadata } from './server-metadata';
import type { TokenUseKind } from './token-use';

/** Uses that go to an endpoint of the server. */
type EndpointUse = Exclude<TokenUseKind, 'resource'>;

const MEMBERS = {
  introspection: 'introspection_endpoint',
  revocation: 'revocation_endpoint',
  'user-info': 'userinfo_endpoint',
} as const satisfies Readonly<Record<EndpointUse, keyof ServerMetadata>>;

/** Whether a client is still the one whose run this is, at the same server: only then its tokens are sent on. */
export function isSameRegistration(
  one: Pick<Client, 'clientId' | 'issuer' | 'endpoints'>,
  other: Pick<Client, 'clientId' | 'issuer' | 'endpoints'>,
): boolean {
  return (
    one.clientId === other.clientId &&
    one.issuer === other.issuer &&
    one.endpoints.token === other.endpoints.token
  );
}

/**
 * The server of a run, with endpoints that were typed into its client since, where the run knew none. `stored` is the
 * client as it is now; nothing where it was deleted.
 */
export function serverForUses(run: Run, stored: Client | undefined): ServerMetadata | undefined {
  const { server, client } = run;
  if (server === undefined || stored === undefined) return server;
  return isSameRegistration(client, stored) && endpointSourceOf(stored) === 'typed'
    ? { ...furtherMetadata(stored.endpoints), ...server }
    : server;
}

/** Where a use goes to; nothing where the server has no such endpoint. */
export function endpointOfUse(
  server: ServerMetadata | undefined,
  use: EndpointUse,
): string | undefined {
  const address = server?.[MEMBERS[use]];
  return address !== undefined && isWebAddress(address) ? address : undefined;
}

const NAMES = {
  introspection: 'introspection endpoint',
  revocation: 'revocation endpoint',
  'user-info': 'user info endpoint',
} as const satisfies Readonly<Record<EndpointUse, string>>;

/** An endpoint in words, such as `the introspection endpoint at auth.example.com`. */
export function placeOf(use: EndpointUse, address: string | undefined): string {
  const host = URL.parse(address ?? '')?.host;
  return `the ${NAMES[use]}${host === undefined ? '' : ` at ${host}`}`;
}
