import { presetForm } from './form-parts';
import { openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

const DOCS = 'https://docs.aws.amazon.com/cognito/latest/developerguide';
const endpoints = { name: 'Cognito: endpoints', url: `${DOCS}/federation-endpoints.html` };
const authorize = {
  name: 'Cognito: authorize endpoint',
  url: `${DOCS}/authorization-endpoint.html`,
};

export const cognito: ProviderTemplate = {
  documentation: [
    endpoints,
    authorize,
    { name: 'Cognito: token endpoint', url: `${DOCS}/token-endpoint.html` },
    { name: 'Cognito: PKCE', url: `${DOCS}/using-pkce-in-authorization-code.html` },
  ],
  environments: [
    {
      name: 'Production',
      issuer: 'https://cognito-idp.{region}.amazonaws.com/{userPoolId}',
      endpoints: {
        authorization: 'https://{domain}/oauth2/authorize',
        token: 'https://{domain}/oauth2/token',
      },
    },
  ],
  form: presetForm,
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'client_secret_basic', pkce: 'S256' },
  authMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Amazon’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: openidScopes,
  rules: [],
  quirks: [
    {
      says: 'The issuer names the user pool; the endpoints stand on the domain of the pool, another host.',
      source: endpoints,
    },
    {
      says: 'The parameters identity_provider and idp_identifier lead the user past the choice of how to sign in.',
      source: authorize,
    },
    {
      says: 'A client with the client credentials grant cannot have the code grant as well.',
      source: {
        name: 'Cognito: OAuth grants',
        url: `${DOCS}/federation-endpoints-oauth-grants.html`,
      },
    },
    {
      says: 'Seen at third parties only: when the redirect URI differs by a slash, the token endpoint answers “unauthorized_client”.',
      source: {
        name: 'Stack Overflow: question 50264679',
        url: 'https://stackoverflow.com/questions/50264679',
      },
    },
  ],
};
