import type { Client } from '../../../utils/clients/client';

/** A client with every field filled. */
export const sampleClient: Client = {
  id: 'sample-id',
  slug: 'sample-slug',
  label: 'Booking widget',
  provider: 'generic-oidc',
  environment: 'Staging',
  issuer: 'https://auth.example.com',
  endpoints: {
    authorization: 'https://auth.example.com/authorize',
    token: 'https://auth.example.com/token',
    jwks: 'https://keys.example.com/jwks',
  },
  clientId: 'booking-widget',
  tokenEndpointAuthMethod: 'client_secret_basic',
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
