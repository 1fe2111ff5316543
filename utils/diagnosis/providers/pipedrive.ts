import { action, setting } from '../look';
import { isGrant } from './is-grant';
import type { ProviderCatalogue } from './provider-error';

const DOCS = 'https://pipedrive.readme.io/docs';
const status = {
  name: 'Pipedrive: OAuth and API status codes',
  url: `${DOCS}/marketplace-oauth-and-api-proxy-status-codes`,
};
const installation = {
  name: 'Pipedrive: app installation flows',
  url: `${DOCS}/app-installation-flows`,
};
const authorization = {
  name: 'Pipedrive: OAuth authorization',
  url: `${DOCS}/marketplace-oauth-authorization`,
};
const sdk = {
  name: 'oauth2-server: token handler',
  url: 'https://github.com/oauthjs/node-oauth2-server/blob/master/lib/handlers/token-handler.js',
};

/** The server of Pipedrive may write names in back quotes, and with a blank. */
const name = (words: string) => words.replaceAll('_', '[_ ]');
const says = (words: string) => new RegExp(name(words), 'i');

export const pipedriveErrors: ProviderCatalogue = {
  name: 'Pipedrive',
  providers: ['pipedrive'],
  hosts: [/^oauth\.pipedrive\.com$/, /^(?:[\w-]+\.)?pipedrive\.com$/],
  errors: [
    {
      id: 'pipedrive-user-denied',
      at: ['authorization response'],
      match: { code: ['user_denied', 'access_denied'] },
      cause: 'The user chose “Cancel” instead of “Allow and install”.',
      remedy:
        'Run again and allow the installation. Pipedrive lets nobody choose among the scopes: it is all of them or none.',
      places: [action('run-again'), action('choose-account')],
      source: installation,
      standing: 'documented',
    },
    {
      id: 'pipedrive-app-not-installable',
      at: ['sign-in', 'authorization response'],
      match: { text: 'App cannot be installed for requested company' },
      cause: 'The app cannot be installed for the company of the user who signed in.',
      remedy:
        'Sign in with an account of the company that the app is meant for: one in development installs in its own developer sandbox.',
      places: [action('choose-account')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-whoops',
      at: ['sign-in'],
      match: { text: /Whoops! Something broke/i },
      cause: 'The authorization page of Pipedrive fails on their side.',
      remedy: 'Try again later.',
      places: [action('run-again')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-redirect-uri-at-sign-in',
      at: ['sign-in'],
      match: { text: /redirect[ _]ur[il]|callback/i },
      certainty: 'likely',
      cause: 'The callback URL of the app in the Developer Hub is another one than {redirect URI}.',
      remedy:
        'An app of Pipedrive has one callback URL alone: enter this one there, or capture the registered one here.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: authorization,
      standing: 'documented',
    },
    {
      id: 'pipedrive-grant-type-missing',
      at: ['token request'],
      match: { text: says('Missing parameter: `?grant_type') },
      cause: 'The token request reached Pipedrive without grant_type.',
      remedy:
        'Look whether the form arrived: its type has to be application/x-www-form-urlencoded, and a redirect on the way loses it.',
      places: [setting('token-endpoint')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-grant-type-invalid',
      at: ['token request'],
      match: { text: says('Unsupported grant type: `?grant_type`? is invalid') },
      cause: 'Pipedrive does not offer this grant type.',
      remedy: 'Use authorization_code: Pipedrive has no client_credentials.',
      places: [setting('grant-type')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-code-expired',
      at: ['token request'],
      match: { text: says('Invalid grant: authorization_code has expired') },
      cause: 'The authorization code has expired: Pipedrive’s codes last 5 minutes.',
      remedy: 'Run again, and let nothing wait between the callback and the token request.',
      places: [action('run-again')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-code-invalid',
      at: ['token request'],
      match: { text: says('Invalid grant: authorization_code is invalid') },
      cause:
        'The authorization code was used before, was cut, or was issued to another client than {client ID}.',
      remedy:
        'Run again for a fresh code: it works once. Look whether the app behind the callback URL has taken it first.',
      places: [action('run-again'), setting('client-id'), setting('redirect-mode')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-refresh-token-exchanged',
      at: ['token request'],
      match: { text: /already exchanged/i },
      fits: (symptoms) => isGrant(symptoms, 'refresh_token'),
      cause: 'This refresh token was exchanged before.',
      remedy: 'Use the refresh token of the newest answer, or run the sign-in again.',
      places: [action('run-again')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-refresh-token-invalid',
      at: ['token request'],
      match: { text: says('Invalid grant: refresh_token is invalid') },
      cause:
        'The refresh token is not good any more: it was not used for 60 days, the app was uninstalled, or it belongs to another client than {client ID}.',
      remedy: 'Install the app anew: run the sign-in again.',
      places: [action('run-again'), setting('client-id')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-api-token-invalid',
      at: ['token request'],
      match: { text: says('Invalid grant: api_token is invalid') },
      cause: 'The API token that should be exchanged is not valid.',
      remedy: 'Copy it anew from the personal preferences in Pipedrive, or use a code.',
      places: [setting('grant-type')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-credentials-missing',
      at: ['token request'],
      match: { text: 'Invalid client: cannot retrieve client credentials' },
      cause: 'Pipedrive found no client ID and secret in the token request.',
      remedy: 'Set the client authentication to client_secret_basic, and enter the secret.',
      places: [setting('client-authentication'), setting('client-secret')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-client-invalid',
      at: ['token request'],
      match: { text: 'Invalid client: client is invalid' },
      cause: 'Pipedrive does not know {client ID} with this client secret.',
      remedy:
        'Copy both anew from “OAuth & access scopes” in the Developer Hub. “Refresh” there ends the old secret at once; the client ID never changes.',
      places: [setting('client-secret'), setting('client-id'), action('check-secret')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-basic-refused',
      at: ['token request'],
      match: { code: ['invalid_client'], status: [401] },
      fits: ({ response }) =>
        response?.headers.some(
          ([header, value]) =>
            header.toLowerCase() === 'www-authenticate' && /realm="Service"/i.test(value),
        ) === true,
      cause: 'Pipedrive refused client ID and secret of the Basic header.',
      remedy:
        'Copy the client secret anew from the Developer Hub: “Refresh” there ends the old one at once. If it is right, try the other encoding of Basic.',
      places: [setting('client-secret'), setting('basic-encoding'), action('check-secret')],
      source: sdk,
      standing: 'third-party',
    },
    {
      id: 'pipedrive-redirect-uri-no-uri',
      at: ['token request'],
      match: { text: says('Invalid request: `?redirect_uri`? is not a valid URI') },
      cause: '{redirect URI} is missing in the token request, or is no valid URI.',
      remedy: 'Send the callback URL of the app with the code, whole and with its scheme.',
      places: [setting('redirect-uris')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-redirect-uri-invalid',
      at: ['token request'],
      match: { text: says('Invalid request: `?redirect_uri`? is invalid') },
      cause: '{redirect URI} is not the one of the authorization request.',
      remedy: 'Send the one callback URL of the app in both requests, character by character.',
      places: [setting('redirect-uris')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-content-type',
      at: ['token request'],
      match: { text: 'content must be application/x-www-form-urlencoded' },
      cause:
        'The token request was no form: Pipedrive takes application/x-www-form-urlencoded alone.',
      remedy: 'Send the parameters as a form, not as JSON.',
      places: [setting('token-endpoint')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-api-header',
      at: ['resource'],
      match: { text: 'Invalid request: malformed authorization header' },
      cause: 'Pipedrive cannot read the Authorization header of the API call.',
      remedy: 'Send “Bearer”, a blank, and the access token alone.',
      places: [],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-api-token',
      at: ['resource'],
      match: { text: 'Invalid token: access token is invalid' },
      cause:
        'Pipedrive does not accept this access token: it is older than an hour, was revoked, or the app was uninstalled.',
      remedy: 'Refresh it. Call the API at the api_domain of the token response.',
      places: [action('refresh'), action('run-again')],
      source: status,
      standing: 'documented',
    },
    {
      id: 'pipedrive-api-scope',
      at: ['resource'],
      match: { text: 'Scope and URL mismatch' },
      cause: 'The access token lacks the scope that this address of Pipedrive’s API needs.',
      remedy:
        'Add the scope to the app in the Developer Hub, and install it anew: old tokens keep their old scopes.',
      places: [setting('scopes'), action('run-again')],
      source: status,
      standing: 'documented',
    },
  ],
};
