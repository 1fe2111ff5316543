import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const flow = {
  name: 'LinkedIn: authorization code flow',
  url: 'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow',
};

export const linkedinErrors: ProviderCatalogue = {
  name: 'LinkedIn',
  providers: [],
  hosts: [/^(?:www|api)\.linkedin\.com$/],
  errors: [
    {
      id: 'linkedin-cancelled',
      at: ['authorization response'],
      match: { code: ['user_cancelled_login', 'user_cancelled_authorize'] },
      cause: 'The user cancelled the sign-in or the consent at LinkedIn.',
      remedy: 'Run again and allow the request: at LinkedIn it is all scopes or none.',
      places: [action('run-again')],
      source: flow,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'linkedin-scope',
      at: ['authorization response', 'sign-in'],
      match: { text: 'unauthorized_scope_error' },
      cause: 'The app at LinkedIn may not ask for all of {scopes}.',
      remedy: 'Add the product that holds the scope to the app, or ask for fewer.',
      places: [setting('scopes')],
      source: flow,
      standing: 'third-party',
      isUnmistakable: true,
    },
    {
      id: 'linkedin-code',
      at: ['token request'],
      match: { text: /appid\/redirect uri\/code verifier does not match authorization code/i },
      cause:
        'The code has expired, or client ID, redirect URI or code verifier are not those of the authorization request.',
      remedy: 'Run again; {redirect URI} has to be the same in both requests.',
      places: [action('run-again'), setting('redirect-uris')],
      source: flow,
      standing: 'documented',
      isUnmistakable: true,
    },
  ],
};
