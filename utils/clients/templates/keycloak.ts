import { presetForm } from './form-parts';
import { openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

const oidc = {
  name: 'Keycloak: OpenID Connect',
  url: 'https://www.keycloak.org/securing-apps/oidc-layers',
};

export const keycloak: ProviderTemplate = {
  documentation: [oidc],
  environments: [{ name: 'Production', issuer: 'https://{host}/realms/{realm}', endpoints: {} }],
  form: presetForm,
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'client_secret_basic', pkce: 'S256' },
  authMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Keycloak’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: openidScopes,
  rules: [],
  quirks: [
    {
      says: 'Each realm is an authorization server with its own issuer.',
      source: oidc,
    },
    {
      says: 'The error temporarily_unavailable with the description authentication_expired means: start again at once.',
      source: oidc,
    },
    {
      says: 'Introspection is for confidential clients only.',
      source: oidc,
    },
    {
      says: 'Revoking a refresh token revokes the user’s consent as well.',
      source: oidc,
    },
  ],
};
