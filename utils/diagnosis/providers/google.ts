import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const flow = {
  name: 'Google: OAuth 2.0 for web server applications',
  url: 'https://developers.google.com/identity/protocols/oauth2/web-server',
};
const expiry = {
  name: 'Google: refresh token expiration',
  url: 'https://developers.google.com/identity/protocols/oauth2#expiration',
};

export const googleErrors: ProviderCatalogue = {
  name: 'Google',
  providers: ['google'],
  hosts: [/^accounts\.google\.com$/, /^(?:[\w-]+\.)?googleapis\.com$/],
  errors: [
    {
      id: 'google-redirect-uri-mismatch',
      at: ['sign-in', 'authorization response', 'token request'],
      match: { text: 'redirect_uri_mismatch' },
      cause: '{redirect URI} is not an authorized redirect URI of the client at Google.',
      remedy:
        'Add it to “Authorized redirect URIs” of the client exactly as it was sent. Changes take some minutes.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: flow,
      standing: 'documented',
    },
    {
      id: 'google-admin-policy',
      at: ['sign-in', 'authorization response'],
      match: { text: 'admin_policy_enforced' },
      cause:
        'The administrator of the user’s Google Workspace does not allow {scopes} for this app.',
      remedy: 'Ask the administrator to allow the client ID, or sign in with another account.',
      places: [action('choose-account'), setting('scopes')],
      source: flow,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'google-disallowed-useragent',
      at: ['sign-in', 'authorization response'],
      match: { text: 'disallowed_useragent' },
      cause: 'Google does not show its sign-in page in an embedded browser.',
      remedy: 'Open the sign-in in a tab: use a redirect mode other than the extension’s window.',
      places: [setting('redirect-mode'), action('open-in-tab')],
      source: flow,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'google-org-internal',
      at: ['sign-in', 'authorization response'],
      match: { text: 'org_internal' },
      cause: 'The app is for members of one Google organization, and this account is none.',
      remedy:
        'Sign in with an account of that organization, or set the user type of the app to “External”.',
      places: [action('choose-account')],
      source: flow,
      standing: 'documented',
    },
    {
      id: 'google-deleted-client',
      at: ['sign-in', 'authorization response', 'token request'],
      match: { text: 'deleted_client' },
      cause: 'The client with {client ID} was deleted at Google.',
      remedy: 'Restore it, or create another and enter its client ID and secret here.',
      places: [setting('client-id'), setting('client-secret')],
      source: flow,
      standing: 'documented',
    },
    {
      id: 'google-client-unknown',
      at: ['sign-in', 'authorization response'],
      match: { text: /invalid_client|The OAuth client was not found/i },
      cause: 'Google does not know {client ID}.',
      remedy: 'Compare it with the client at Google Cloud: it ends in .apps.googleusercontent.com.',
      places: [setting('client-id')],
      source: flow,
      standing: 'documented',
    },
    {
      id: 'google-invalid-client',
      at: ['token request'],
      match: { code: ['invalid_client'] },
      fits: ({ client }) => client?.tokenEndpointAuthMethod !== 'none',
      cause: 'The client secret is wrong for {client ID}, or Google does not know this client.',
      remedy: 'Compare both with the client at Google Cloud.',
      places: [setting('client-secret'), setting('client-id'), action('check-secret')],
      source: flow,
      standing: 'documented',
    },
    {
      id: 'google-client-secret-missing',
      at: ['token request'],
      match: { text: 'client_secret is missing' },
      cause: 'Google wants the client secret with the code, also where PKCE is used.',
      remedy: 'Choose a client authentication with a secret, and enter it.',
      places: [setting('client-authentication'), setting('client-secret')],
      source: flow,
      standing: 'third-party',
    },
    {
      id: 'google-code-verifier',
      at: ['token request'],
      match: { text: /(?:Missing|Invalid) code verifier/i },
      cause:
        'The code verifier is missing, or does not belong to the challenge that Google was sent.',
      remedy: 'Run again from the start.',
      places: [action('run-again'), setting('pkce')],
      source: flow,
      standing: 'third-party',
    },
    {
      id: 'google-malformed-code',
      at: ['token request'],
      match: { text: 'Malformed auth code' },
      cause: 'The code is not as Google sent it: it was cut, or encoded twice.',
      remedy: 'Run again. Codes of Google hold a slash, which is %2F in the callback URL.',
      places: [action('run-again')],
      source: flow,
      standing: 'third-party',
    },
    {
      id: 'google-token-expired-or-revoked',
      at: ['token request'],
      match: { text: 'Token has been expired or revoked' },
      cause: 'The refresh token has expired or was revoked.',
      remedy:
        'Run the sign-in again. With the publishing status “Testing” refresh tokens live 7 days; others die after 6 months without use, by a new password, or when there are too many of one account.',
      places: [action('run-again')],
      source: expiry,
      standing: 'documented',
    },
  ],
};
