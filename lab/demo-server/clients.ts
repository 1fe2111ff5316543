import type { ClientMetadata } from 'oidc-provider';
import { demoScopes } from './scopes.ts';

/** A client that is registered at the demo server. */
export type DemoClient = {
  readonly clientId: string;
  readonly clientName: string;
  readonly applicationType: ApplicationType;
  /** Present on confidential clients; fake, and the same at every start. */
  readonly clientSecret?: string;
  readonly tokenEndpointAuthMethod: 'none' | 'client_secret_basic' | 'client_secret_post';
  readonly redirectUris: readonly string[];
  /** The scopes it may ask for. */
  readonly scopes: readonly string[];
  readonly summary: string;
  readonly logoUri: string;
  readonly clientUri: string;
  readonly policyUri: string;
  readonly tosUri: string;
  readonly contacts: readonly string[];
};

/** What may be registered for a client depends on it (OpenID Connect Dynamic Client Registration §2). */
type ApplicationType = 'web' | 'native';

const fakeSecret = 'demo-secret-not-a-real-one';

const registrations = [
  {
    clientId: 'demo-public',
    clientName: 'Aurora Travel Planner',
    applicationType: 'web',
    tokenEndpointAuthMethod: 'none',
    summary: 'Plans journeys to the north and keeps the bookings of a trip in one place.',
    contacts: ['hello@aurora-travel.example'],
  },
  {
    clientId: 'demo-confidential',
    clientName: 'Northwind Expenses',
    applicationType: 'web',
    clientSecret: fakeSecret,
    tokenEndpointAuthMethod: 'client_secret_basic',
    summary: 'Collects hotel invoices and files the travel expenses of a company.',
    contacts: ['support@northwind-expenses.example'],
  },
  {
    clientId: 'demo-confidential-post',
    clientName: 'Kestrel Bookkeeping',
    applicationType: 'web',
    clientSecret: fakeSecret,
    tokenEndpointAuthMethod: 'client_secret_post',
    summary: 'Keeps the books of small hotels and closes their day.',
    contacts: ['office@kestrel-bookkeeping.example'],
  },
  {
    clientId: 'demo-native',
    clientName: 'Lantern Room Key',
    applicationType: 'native',
    tokenEndpointAuthMethod: 'none',
    summary: 'Opens the door of a hotel room with the phone of its guest.',
    contacts: ['help@lantern-room-key.example'],
  },
] as const;

/**
 * The clients of a demo server at this issuer. Each registers those of the redirect URIs that a client of
 * its type may have; one that is left without any is left out.
 */
export function createDemoClients(
  issuer: string,
  redirectUris: readonly string[],
): readonly DemoClient[] {
  return registrations.flatMap((registration) => {
    const ownUris = redirectUris.filter((uri) => typeFor(uri) === registration.applicationType);
    if (ownUris.length === 0) return [];
    const clientUri = `${issuer}/clients/${registration.clientId}`;
    return {
      ...registration,
      redirectUris: ownUris,
      scopes: demoScopes.map(({ name }) => name),
      logoUri: `${issuer}/assets/${registration.clientId}.svg`,
      clientUri,
      policyUri: `${clientUri}/privacy`,
      tosUri: `${clientUri}/terms`,
    };
  });
}

/** A scheme of the app's own is for native clients only. What is no URI at all is left to the library to refuse. */
function typeFor(redirectUri: string): ApplicationType {
  const protocol = URL.parse(redirectUri)?.protocol ?? 'https:';
  return ['http:', 'https:'].includes(protocol) ? 'web' : 'native';
}

/** The client metadata of a demo client (RFC 7591 §2). */
export function toClientMetadata(client: DemoClient): ClientMetadata {
  return {
    client_id: client.clientId,
    client_name: client.clientName,
    application_type: client.applicationType,
    ...(client.clientSecret !== undefined && { client_secret: client.clientSecret }),
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    redirect_uris: [...client.redirectUris],
    post_logout_redirect_uris: [...client.redirectUris],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    logo_uri: client.logoUri,
    client_uri: client.clientUri,
    policy_uri: client.policyUri,
    tos_uri: client.tosUri,
    contacts: [...client.contacts],
  };
}
