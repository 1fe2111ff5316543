import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const DOCS = 'https://developer.spotify.com/documentation/web-api';
const redirect = { name: 'Spotify: redirect URIs', url: `${DOCS}/concepts/redirect_uri` };
const flow = { name: 'Spotify: authorization code flow', url: `${DOCS}/tutorials/code-flow` };

export const spotifyErrors: ProviderCatalogue = {
  name: 'Spotify',
  providers: ['spotify'],
  hosts: [/^(?:accounts|api)\.spotify\.com$/],
  errors: [
    {
      id: 'spotify-insecure-redirect-uri',
      at: ['sign-in', 'token request'],
      match: { text: /INVALID_CLIENT: Insecure redirect URI/i },
      cause:
        'Spotify does not take {redirect URI}: it needs https, or http with a loopback address.',
      remedy: 'Use https, or http://127.0.0.1 or http://[::1] in place of localhost.',
      places: [setting('redirect-uris')],
      source: redirect,
      standing: 'documented',
    },
    {
      id: 'spotify-redirect-uri',
      at: ['sign-in', 'token request'],
      match: { text: /Invalid redirect URI/i },
      cause: '{redirect URI} is not among the redirect URIs of the app.',
      remedy:
        'Add it in the dashboard, the same in case and slash. For loopback use 127.0.0.1 or [::1] instead of localhost.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: redirect,
      standing: 'documented',
    },
    {
      id: 'spotify-client',
      at: ['sign-in', 'token request'],
      match: { text: /INVALID_CLIENT: Invalid client|Invalid client secret|"invalid_client"/i },
      cause: 'Spotify does not know {client ID}, or its secret is another one.',
      remedy: 'Compare both with the settings of the app in the dashboard.',
      places: [setting('client-id'), setting('client-secret')],
      source: flow,
      standing: 'third-party',
    },
    {
      id: 'spotify-code',
      at: ['token request'],
      match: { text: /Invalid authorization code|Authorization code expired/i },
      cause: 'The code was used before, has expired, or belongs to another app.',
      remedy: 'Run again for a fresh one.',
      places: [action('run-again')],
      source: flow,
      standing: 'third-party',
    },
    {
      id: 'spotify-refresh-token',
      at: ['token request'],
      match: { text: /Refresh token revoked|Invalid refresh token/i },
      cause: 'The refresh token was revoked or replaced.',
      remedy: 'Run the sign-in again.',
      places: [action('run-again')],
      source: flow,
      standing: 'third-party',
    },
  ],
};
