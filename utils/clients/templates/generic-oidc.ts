import type { ProviderTemplate } from './template';

export const genericOidc: ProviderTemplate = {
  id: 'generic-oidc',
  name: 'Generic OpenID Connect',
  endpointSource: 'discovery',
  environments: ['Production', 'Staging', 'Development', 'Local'],
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'none', pkce: 'S256' },
};
