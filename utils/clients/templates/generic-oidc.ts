import { genericForm } from './form-parts';
import { offlineAccess, openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

export const genericOidc: ProviderTemplate = {
  documentation: [
    {
      name: 'OpenID Connect Dynamic Client Registration 1.0',
      url: 'https://openid.net/specs/openid-connect-registration-1_0.html',
    },
    {
      name: 'OpenID Connect Core 1.0',
      url: 'https://openid.net/specs/openid-connect-core-1_0.html',
    },
  ],
  environments: ['Production', 'Staging', 'Development', 'Local'].map((name) => ({
    name,
    endpoints: {},
  })),
  form: genericForm,
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'none', pkce: 'S256' },
  authMethods: ['none', 'client_secret_basic', 'client_secret_post'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'How secrets are changed depends on the server.',
    canBeRemembered: true,
  },
  scopes: [
    ...openidScopes,
    { name: 'address', meaning: 'The user’s postal address' },
    { name: 'phone', meaning: 'The user’s telephone number, and whether it is verified' },
    offlineAccess,
  ],
  rules: [],
  quirks: [],
};
