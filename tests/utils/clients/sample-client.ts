import type { Client } from '../../../utils/clients/client';

/** A client with every field filled. */
export const sampleClient: Client = {
  id: 'sample-id',
  slug: 'sample-slug',
  label: 'Booking widget',
  provider: 'generic-oidc',
  environment: 'Staging',
  grantType: 'authorization_code',
  registration: {
    client_name: 'Booking widget for guests',
    client_uri: 'https://app.example.com',
    logo_uri: 'https://app.example.com/logo.png',
    tos_uri: 'https://app.example.com/terms',
    policy_uri: 'https://app.example.com/privacy',
    contacts: 'ada@example.com, ben@example.com',
    initiate_login_uri: 'https://app.example.com/start',
    access_type: 'scope',
    app_type: 'public',
    client_code: 'BOOK',
    personally_identifiable_information: 'no',
    pkce_support: 'supported',
    settings_uri: 'https://app.example.com/settings',
    subject_type_preference: 'company',
  },
  issuer: 'https://auth.example.com',
  endpoints: {
    authorization: 'https://auth.example.com/authorize',
    token: 'https://auth.example.com/token',
    jwks: 'https://keys.example.com/jwks',
    introspection: 'https://auth.example.com/introspect',
    revocation: 'https://auth.example.com/revoke',
    userInfo: 'https://auth.example.com/me',
    endSession: 'https://auth.example.com/out',
  },
  clientId: 'booking-widget',
  tokenEndpointAuthMethod: 'client_secret_basic',
  basicEncoding: 'form',
  secrets: [
    {
      id: '2',
      description: 'Since the audit',
      addedAt: Date.UTC(2026, 2, 1),
      state: 'active',
      isRemembered: false,
    },
    {
      id: '1',
      description: 'The first one',
      addedAt: Date.UTC(2025, 0, 1),
      state: 'retired',
      isRemembered: false,
    },
  ],
  redirectUris: ['https://app.example.com/callback', 'http://localhost:8080/callback'],
  scopes: ['openid', 'profile'],
  redirectMode: 'extension',
  pkce: 'S256',
  originHeader: 'removed',
  authorizationParameters: [
    ['prompt', 'login consent'],
    ['resource', 'https://api.example.com'],
    ['tenant', 'a=b'],
  ],
};

/** Ids that differ at every call, the same in every run: `made-1`, `made-2`, … */
export function countingIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `made-${count}`;
  };
}
