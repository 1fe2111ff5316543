import { presetForm } from './form-parts';
import { openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

const reference = {
  name: 'Google: OpenID Connect reference',
  url: 'https://developers.google.com/identity/openid-connect/reference',
};
const authLibrary = {
  name: 'Google: options of the authentication library',
  url: 'https://cloud.google.com/nodejs/docs/reference/google-auth-library/7.4.1/google-auth-library/generateauthurlopts',
};

export const google: ProviderTemplate = {
  documentation: [reference, authLibrary],
  environments: [{ name: 'Production', issuer: 'https://accounts.google.com', endpoints: {} }],
  form: presetForm,
  defaults: {
    scopes: ['openid'],
    tokenEndpointAuthMethod: 'client_secret_post',
    pkce: 'S256',
    parameters: [
      ['access_type', 'offline'],
      ['prompt', 'consent'],
    ],
  },
  authMethods: ['client_secret_post', 'client_secret_basic'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Google’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: openidScopes,
  rules: [],
  quirks: [
    {
      says: 'A refresh token comes with access_type=offline only, and only when the first code of a user is exchanged.',
      source: authLibrary,
    },
    {
      says: 'With prompt=consent a refresh token comes each time.',
      source: {
        name: 'Google: example of the Apps Script library',
        url: 'https://github.com/googleworkspace/apps-script-oauth2/pull/210',
      },
    },
    {
      says: 'A code_challenge without a method is taken as “plain”.',
      source: authLibrary,
    },
    {
      says: 'Older ID tokens may name the issuer without https://, as accounts.google.com.',
      source: reference,
    },
  ],
};
