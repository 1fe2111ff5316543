import { genericForm } from './form-parts';
import type { ProviderTemplate } from './template';

export const genericOauth2: ProviderTemplate = {
  documentation: [
    {
      name: 'RFC 7591: OAuth 2.0 Dynamic Client Registration',
      url: 'https://www.rfc-editor.org/rfc/rfc7591',
    },
    {
      name: 'RFC 6749: The OAuth 2.0 Authorization Framework',
      url: 'https://www.rfc-editor.org/rfc/rfc6749',
    },
  ],
  environments: ['Production', 'Staging', 'Development', 'Local'].map((name) => ({
    name,
    endpoints: {},
  })),
  form: genericForm,
  defaults: { scopes: [], tokenEndpointAuthMethod: 'none', pkce: 'S256' },
  authMethods: ['none', 'client_secret_basic', 'client_secret_post'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'How secrets are changed depends on the server.',
    canBeRemembered: true,
  },
  scopes: [],
  rules: [],
  quirks: [],
};
