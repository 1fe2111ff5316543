import { presetForm } from './form-parts';
import { offlineAccess, openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

const codeFlow = {
  name: 'Microsoft: authorization code flow',
  url: 'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
};

export const entraId: ProviderTemplate = {
  documentation: [codeFlow],
  environments: [
    {
      name: 'Production',
      issuer: 'https://login.microsoftonline.com/{tenant}/v2.0',
      endpoints: {},
    },
  ],
  form: presetForm,
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'client_secret_post', pkce: 'S256' },
  authMethods: ['client_secret_post', 'client_secret_basic', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Microsoft’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [...openidScopes, offlineAccess],
  rules: [],
  quirks: [
    {
      says: 'Seen at third parties only: with “common” as tenant, the metadata names an issuer that holds the text {tenantid}, which no token has. Use the id of one tenant.',
      source: {
        name: 'go-oidc: issue 121',
        url: 'https://github.com/coreos/go-oidc/issues/121',
      },
    },
    {
      says: 'A redirect URI of the type “spa” needs PKCE and an Origin header. A token request with an Origin header must not carry a client secret.',
      source: codeFlow,
    },
    {
      says: 'Without the scope offline_access there is no refresh token.',
      source: codeFlow,
    },
    {
      says: 'Errors carry more members: error_codes, timestamp, trace_id and correlation_id. Descriptions begin with a code such as AADSTS70008.',
      source: codeFlow,
    },
    {
      says: 'A code lasts about 10 minutes.',
      source: codeFlow,
    },
  ],
};
