import { presetForm } from './form-parts';
import type { ProviderTemplate } from './template';

const DOCS = 'https://docs.github.com/en/apps/oauth-apps';
const authorizing = {
  name: 'GitHub: authorizing OAuth apps',
  url: `${DOCS}/building-oauth-apps/authorizing-oauth-apps`,
};
const errors = {
  name: 'GitHub: errors of access token requests',
  url: `${DOCS}/maintaining-oauth-apps/troubleshooting-oauth-app-access-token-request-errors`,
};

export const github: ProviderTemplate = {
  documentation: [authorizing, errors],
  environments: [
    {
      name: 'Production',
      endpoints: {
        authorization: 'https://github.com/login/oauth/authorize',
        token: 'https://github.com/login/oauth/access_token',
      },
    },
  ],
  form: presetForm,
  defaults: { scopes: [], tokenEndpointAuthMethod: 'client_secret_post', pkce: 'S256' },
  authMethods: ['client_secret_post'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See GitHub’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [],
  rules: [
    {
      kind: 'confidential',
      says: 'GitHub asks every app for its client secret, with PKCE too.',
      source: authorizing,
    },
  ],
  quirks: [
    {
      says: 'The token response is form-encoded, unless the request accepts application/json.',
      source: authorizing,
    },
    {
      says: 'Errors have codes of GitHub’s own, such as bad_verification_code, incorrect_client_credentials and redirect_uri_mismatch.',
      source: errors,
    },
    {
      says: 'Scopes are asked for with blanks between them and come back with commas.',
      source: authorizing,
    },
    {
      says: 'PKCE with S256 is optional, and taken since July 2025.',
      source: {
        name: 'GitHub: PKCE support',
        url: 'https://github.blog/changelog/2025-07-14-pkce-support-for-oauth-and-github-app-authentication/',
      },
    },
    {
      says: 'A code lasts 10 minutes.',
      source: authorizing,
    },
  ],
  credentialErrors: {
    incorrect_client_credentials: 'refused',
    bad_verification_code: 'accepted',
  },
};
