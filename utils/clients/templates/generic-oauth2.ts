import type { ProviderTemplate } from './template';

export const genericOauth2: ProviderTemplate = {
  id: 'generic-oauth2',
  name: 'Generic OAuth 2.0',
  endpointSource: 'typed',
  environments: ['Production', 'Staging', 'Development', 'Local'],
  defaults: { scopes: [], tokenEndpointAuthMethod: 'none', pkce: 'S256' },
};
