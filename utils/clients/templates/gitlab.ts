import { presetForm } from './form-parts';
import { openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

const oauth = { name: 'GitLab: OAuth 2.0 API', url: 'https://docs.gitlab.com/api/oauth2/' };
const oidc = {
  name: 'GitLab: OpenID Connect provider',
  url: 'https://docs.gitlab.com/integration/openid_connect_provider/',
};

export const gitlab: ProviderTemplate = {
  documentation: [oauth, oidc],
  environments: [
    { name: 'GitLab.com', issuer: 'https://gitlab.com', endpoints: {} },
    { name: 'Self-Managed', issuer: 'https://{host}', endpoints: {} },
  ],
  form: presetForm,
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'client_secret_post', pkce: 'S256' },
  authMethods: ['client_secret_post', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See GitLab’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: openidScopes,
  rules: [],
  quirks: [
    {
      says: 'An access token lasts two hours; the token response tells in created_at when it was made.',
      source: oauth,
    },
    {
      says: 'A refresh ends the old access token and the old refresh token, and carries the redirect URI again.',
      source: oauth,
    },
    {
      says: 'With PKCE a client can do without a secret.',
      source: oauth,
    },
    {
      says: 'OpenID Connect works once the scope openid is selected in the settings of the application.',
      source: oidc,
    },
  ],
};
