import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const APPS = 'https://docs.github.com/en/apps/oauth-apps/maintaining-oauth-apps';
const token = {
  name: 'GitHub: token request errors',
  url: `${APPS}/troubleshooting-oauth-app-access-token-request-errors`,
};
const authorization = {
  name: 'GitHub: authorization request errors',
  url: `${APPS}/troubleshooting-authorization-request-errors`,
};

export const githubErrors: ProviderCatalogue = {
  name: 'GitHub',
  providers: ['github'],
  hosts: [/^(?:api\.)?github\.com$/, /\.ghe\.com$/],
  errors: [
    {
      id: 'github-bad-verification-code',
      at: ['token request'],
      match: { code: ['bad_verification_code'] },
      cause:
        'The code was used before, is older than 10 minutes, or is not the one that was sent back.',
      remedy: 'Run again for a fresh one: it works once. GitHub answers such errors with HTTP 200.',
      places: [action('run-again')],
      source: token,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'github-incorrect-client-credentials',
      at: ['token request'],
      match: { code: ['incorrect_client_credentials'] },
      cause: 'GitHub does not know {client ID} with this client secret.',
      remedy:
        'Compare both with the settings of the app. Lost secrets cannot be shown again: generate another one. GitHub wants the secret with PKCE, too.',
      places: [setting('client-secret'), setting('client-id'), action('check-secret')],
      source: token,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'github-redirect-uri-mismatch-at-token',
      at: ['token request'],
      match: { text: /redirect_uri MUST match the registered callback URL/i },
      cause: '{redirect URI} does not match the callback URL of the app at GitHub.',
      remedy: 'Enter it as callback URL of the app, or one that it begins with.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: token,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'github-redirect-uri-mismatch',
      at: ['sign-in', 'authorization response'],
      match: {
        text: /redirect_uri MUST match the registered callback URL|redirect_uri is not associated with this application/i,
      },
      cause: '{redirect URI} does not match the callback URL of the app at GitHub.',
      remedy: 'Enter it as callback URL of the app, or one that it begins with.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: authorization,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'github-unverified-user-email',
      at: ['token request'],
      match: { code: ['unverified_user_email'] },
      cause: 'The user has not verified their primary e-mail address at GitHub.',
      remedy: 'Verify it in the settings of that account, then run again.',
      places: [action('choose-account'), action('run-again')],
      source: token,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'github-application-suspended',
      at: ['authorization response'],
      match: { code: ['application_suspended'] },
      cause: 'GitHub has suspended the app.',
      remedy: 'Ask GitHub’s support why.',
      places: [],
      source: authorization,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'github-access-denied',
      at: ['authorization response'],
      match: { code: ['access_denied'] },
      cause: 'The user refused the app at GitHub.',
      remedy: 'Run again and authorize it, or sign in as another user.',
      places: [action('run-again'), action('choose-account')],
      source: authorization,
      standing: 'documented',
    },
  ],
};
