import { presetForm } from './form-parts';
import { offlineAccess, openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

const servers = {
  name: 'Okta: authorization servers',
  url: 'https://developer.okta.com/docs/concepts/auth-servers/',
};
const refreshTokens = {
  name: 'Okta: refresh tokens',
  url: 'https://developer.okta.com/docs/guides/refresh-tokens/main/',
};

export const okta: ProviderTemplate = {
  documentation: [servers, refreshTokens],
  environments: [
    {
      name: 'Custom authorization server',
      issuer: 'https://{yourOktaDomain}/oauth2/default',
      endpoints: {},
    },
    { name: 'Org authorization server', issuer: 'https://{yourOktaDomain}', endpoints: {} },
  ],
  form: presetForm,
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'client_secret_basic', pkce: 'S256' },
  authMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Okta’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [...openidScopes, offlineAccess],
  rules: [],
  quirks: [
    {
      says: 'There are two kinds of servers with different issuers: that of the org, and custom ones such as “default”.',
      source: servers,
    },
    {
      says: 'Access tokens of the org authorization server are for Okta’s own APIs: others are not meant to validate them.',
      source: servers,
    },
    {
      says: 'A refresh token needs the scope offline_access in the authorization request.',
      source: refreshTokens,
    },
    {
      says: 'Refresh tokens of single-page apps rotate by default. Using an old one ends the newest refresh token and all access tokens, after a grace period of 30 seconds unless changed.',
      source: refreshTokens,
    },
    {
      says: 'By default a refresh token that is not used for 7 days expires.',
      source: refreshTokens,
    },
  ],
};
