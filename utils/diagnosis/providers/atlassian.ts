import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const apps = {
  name: 'Atlassian: OAuth 2.0 (3LO) apps',
  url: 'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
};

export const atlassianErrors: ProviderCatalogue = {
  name: 'Atlassian',
  providers: ['atlassian'],
  hosts: [/^(?:auth|api)\.atlassian\.com$/],
  errors: [
    {
      id: 'atlassian-refresh-token',
      at: ['token request'],
      match: { text: /refresh_token is invalid|Unknown or invalid refresh token/i },
      cause: 'The refresh token was replaced, has expired, or the user changed the password.',
      remedy:
        'Use the one of the newest answer: they rotate. If there is none, run the sign-in again.',
      places: [action('run-again')],
      source: apps,
      standing: 'documented',
    },
    {
      id: 'atlassian-audience-missing',
      at: ['sign-in', 'authorization response'],
      match: { text: /invalid_request|audience|something went wrong/i },
      fits: ({ evidence }) =>
        evidence.request !== undefined &&
        !evidence.request.parameters.some(([name]) => name === 'audience'),
      cause:
        'The authorization request has no audience, and Atlassian needs api.atlassian.com there.',
      remedy: 'Add the parameters audience=api.atlassian.com and prompt=consent.',
      places: [setting('parameters')],
      source: apps,
      standing: 'documented',
    },
    {
      id: 'atlassian-scope',
      at: ['resource'],
      match: { text: 'scope does not match' },
      cause:
        'The token lacks a scope that this API of Atlassian needs, or it is called past the gateway.',
      remedy:
        'Add the scope to the app and the client, and run again. Call https://api.atlassian.com/ex/…, with the cloud id of the site.',
      places: [setting('scopes'), action('run-again')],
      source: apps,
      standing: 'documented',
    },
  ],
};
