import { presetForm } from './form-parts';
import type { ProviderTemplate } from './template';

const DOCS = 'https://developer.spotify.com/documentation/web-api';
const redirects = { name: 'Spotify: redirect URIs', url: `${DOCS}/concepts/redirect_uri` };
const codeFlow = { name: 'Spotify: authorization code flow', url: `${DOCS}/tutorials/code-flow` };

export const spotify: ProviderTemplate = {
  documentation: [
    redirects,
    codeFlow,
    { name: 'Spotify: code flow with PKCE', url: `${DOCS}/tutorials/code-pkce-flow` },
  ],
  environments: [
    {
      name: 'Production',
      endpoints: {
        authorization: 'https://accounts.spotify.com/authorize',
        token: 'https://accounts.spotify.com/api/token',
      },
    },
  ],
  form: presetForm,
  defaults: { scopes: [], tokenEndpointAuthMethod: 'none', pkce: 'S256' },
  authMethods: ['none', 'client_secret_basic'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Spotify’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [],
  rules: [
    {
      kind: 'https-redirect-uris',
      isLoopbackHttpAllowed: true,
      says: 'Spotify takes http redirect URIs on loopback only; others use https.',
      source: redirects,
    },
    {
      kind: 'loopback-by-address',
      says: 'Spotify wants loopback as an address, http://127.0.0.1 or http://[::1], rather than localhost.',
      source: redirects,
    },
  ],
  quirks: [
    {
      says: 'A loopback redirect URI that is registered without a port works with any port.',
      source: redirects,
    },
    {
      says: 'Redirect URIs are compared exactly: case and a slash at the end count.',
      source: codeFlow,
    },
    {
      says: 'Without scopes a token reads public data only.',
      source: codeFlow,
    },
    {
      says: 'The parameter show_dialog=true shows the consent page again.',
      source: codeFlow,
    },
  ],
};
