import type { ClientMetadata } from 'oidc-provider';
import { demoScopes } from './scopes.ts';

/** A client that is registered at the demo server. */
export type DemoClient = {
  readonly clientId: string;
  readonly clientName: string;
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

const fakeSecret = 'demo-secret-not-a-real-one';

const registrations = [
  {
    clientId: 'demo-public',
    clientName: 'Aurora Travel Planner',
    tokenEndpointAuthMethod: 'none',
    summary: 'Plans journeys to the north and keeps the bookings of a trip in one place.',
    contacts: ['hello@aurora-travel.example'],
  },
  {
    clientId: 'demo-confidential',
    clientName: 'Northwind Expenses',
    clientSecret: fakeSecret,
    tokenEndpointAuthMethod: 'client_secret_basic',
    summary: 'Collects hotel invoices and files the travel expenses of a company.',
    contacts: ['support@northwind-expenses.example'],
  },
  {
    clientId: 'demo-confidential-post',
    clientName: 'Kestrel Bookkeeping',
    clientSecret: fakeSecret,
    tokenEndpointAuthMethod: 'client_secret_post',
    summary: 'Keeps the books of small hotels and closes their day.',
    contacts: ['office@kestrel-bookkeeping.example'],
  },
] as const;

/** The clients of a demo server at this issuer, all with the same redirect URIs. */
export function createDemoClients(
  issuer: string,
  redirectUris: readonly string[],
): readonly DemoClient[] {
  return registrations.map((registration) => {
    const clientUri = `${issuer}/clients/${registration.clientId}`;
    return {
      ...registration,
      redirectUris,
      scopes: demoScopes.map(({ name }) => name),
      logoUri: `${issuer}/assets/${registration.clientId}.svg`,
      clientUri,
      policyUri: `${clientUri}/privacy`,
      tosUri: `${clientUri}/terms`,
    };
  });
}

/** The client metadata of a demo client (RFC 7591 §2). */
export function toClientMetadata(client: DemoClient): ClientMetadata {
  return {
    client_id: client.clientId,
    client_name: client.clientName,
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
