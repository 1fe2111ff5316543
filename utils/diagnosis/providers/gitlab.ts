import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const texts = {
  name: 'Doorkeeper: texts of its errors',
  url: 'https://github.com/doorkeeper-gem/doorkeeper/blob/main/config/locales/en.yml',
};
const api = { name: 'GitLab: OAuth 2.0 API', url: 'https://docs.gitlab.com/api/oauth2/' };

/** GitLab signs users in with Doorkeeper, whose texts other servers have too. */
export const gitlabErrors: ProviderCatalogue = {
  name: 'GitLab',
  providers: ['gitlab'],
  hosts: [/^gitlab\.com$/],
  errors: [
    {
      id: 'gitlab-redirect-uri',
      at: ['sign-in', 'authorization response'],
      match: {
        text: /The redirect URI included is not valid|redirect uri is malformed or doesn't match client redirect URI/i,
      },
      cause: '{redirect URI} is not among the redirect URIs of the application.',
      remedy: 'Add it to the application exactly as it was sent, one per line.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: texts,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'gitlab-scope',
      at: ['sign-in', 'authorization response', 'token request'],
      match: { text: 'The requested scope is invalid, unknown, or malformed' },
      cause: 'The application is not allowed all of {scopes}.',
      remedy: 'Tick the scopes in the application, or ask for fewer.',
      places: [setting('scopes')],
      source: texts,
      standing: 'documented',
    },
    {
      id: 'gitlab-client',
      at: ['sign-in', 'authorization response', 'token request'],
      match: {
        text: /Client authentication failed due to unknown client, no client authentication included/i,
      },
      cause: 'The server does not know {client ID} with this client authentication.',
      remedy:
        'Compare application ID and secret. A confidential application needs its secret also with PKCE.',
      places: [setting('client-id'), setting('client-secret'), setting('client-authentication')],
      source: texts,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'gitlab-refresh-token-used',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      fits: ({ exchange }) =>
        exchange?.request.form?.some(
          ([name, value]) => name === 'grant_type' && value === 'refresh_token',
        ) === true,
      certainty: 'likely',
      cause:
        'This refresh token was replaced or revoked: each refresh at GitLab ends both old tokens.',
      remedy: 'Use the one of the newest answer, or run the sign-in again.',
      places: [action('run-again')],
      source: api,
      standing: 'documented',
    },
  ],
};
