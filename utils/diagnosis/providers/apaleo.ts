import { sentParameter } from '../../oauth/exchange';
import { decodeToken } from '../../tokens/decode-token';
import type { Symptoms } from '../symptoms';
import { action, setting } from '../look';
import { isGrant } from './is-grant';
import type { ProviderCatalogue } from './provider-error';

const issue = (number: number) => ({
  name: `apaleo: issue ${number}`,
  url: `https://github.com/apaleo/api/issues/${number}`,
});

/** The redirect URI of both requests, where there was an authorization request. */
function redirectUris({ exchange, evidence }: Symptoms) {
  const asked = evidence.request?.parameters.find(([name]) => name === 'redirect_uri')?.[1];
  const again = exchange === undefined ? undefined : sentParameter(exchange, 'redirect_uri');
  return { asked, again };
}

/** One for client_credentials alone, which has no redirect URI. */
function isSimpleClient({ provider, client }: Symptoms): boolean {
  return provider === 'apaleo-custom-app' || client?.grantType === 'client_credentials';
}

/** Refresh tokens of apaleo are no JWTs, and its access tokens are. */
function isAccessTokenSent({ exchange }: Symptoms): boolean {
  const sent = exchange === undefined ? undefined : sentParameter(exchange, 'refresh_token');
  return sent !== undefined && decodeToken(sent).kind === 'jwt';
}

function hasQueryCredentials({ exchange }: Symptoms): boolean {
  const query = URL.parse(exchange?.request.url ?? '')?.searchParams;
  return query?.has('client_id') === true || query?.has('client_secret') === true;
}

export const apaleoErrors: ProviderCatalogue = {
  name: 'apaleo',
  providers: ['apaleo-store-app', 'apaleo-custom-app'],
  hosts: [/^(?:identity|api|app)\.apaleo\.com$/, /^identity\.apaleo-staging\.com$/],
  references: [{ name: 'Request Id', pattern: /Request Id:\s{0,9}([\w:.-]{6,60})/i }],
  errors: [
    {
      id: 'apaleo-simple-client-at-authorize',
      at: ['sign-in', 'authorization response'],
      match: { text: /unauthorized_client/ },
      fits: isSimpleClient,
      certainty: 'likely',
      cause:
        '{client ID} is that of a custom app (simple client), which cannot sign users in at apaleo.',
      remedy:
        'Use the grant client_credentials for it, or register a store app (connect client) with a redirect URI.',
      places: [setting('grant-type'), setting('client-id')],
      source: issue(12),
      standing: 'documented',
    },
    {
      id: 'apaleo-redirect-uri-not-registered',
      at: ['sign-in'],
      match: { text: 'unauthorized_client', isHtml: true },
      fits: (symptoms) => !isSimpleClient(symptoms),
      cause: 'The app at apaleo does not have {redirect URI} registered, or {client ID} is wrong.',
      remedy:
        'Add it to the redirect URIs of the app exactly as it was sent: a slash at the end counts. Apaleo shows this page, and does not tell the app.',
      places: [setting('redirect-uris'), setting('redirect-mode'), setting('client-id')],
      source: issue(74),
      standing: 'documented',
    },
    {
      id: 'apaleo-redirect-uri-left-out',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      fits: (symptoms) =>
        isGrant(symptoms, 'authorization_code') && redirectUris(symptoms).again === undefined,
      certainty: 'seen',
      cause: 'The token request has no redirect_uri, which apaleo wants to see again.',
      remedy: 'Send the redirect URI of the authorization request with the code.',
      places: [setting('redirect-uris')],
      source: issue(196),
      standing: 'documented',
    },
    {
      id: 'apaleo-redirect-uri-changed',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      fits: (symptoms) => {
        const { asked, again } = redirectUris(symptoms);
        return asked !== undefined && again !== undefined && asked !== again;
      },
      certainty: 'seen',
      cause: 'The token request names another redirect URI than the authorization request.',
      remedy: 'Send the same redirect URI twice, character by character.',
      places: [setting('redirect-uris')],
      source: issue(215),
      standing: 'documented',
    },
    {
      id: 'apaleo-access-token-as-refresh-token',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      fits: isAccessTokenSent,
      certainty: 'seen',
      cause:
        'An access token was sent as refresh token: it is a JWT, and apaleo’s refresh tokens are not.',
      remedy:
        'Send the refresh token. There is one only where the scope offline_access was granted.',
      places: [setting('scopes')],
      source: issue(91),
      standing: 'documented',
    },
    {
      id: 'apaleo-code-of-another-client',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      fits: (symptoms) => isGrant(symptoms, 'authorization_code'),
      certainty: 'possible',
      cause:
        'Apaleo does not accept the code: it is used or expired, or was issued to another client than {client ID}.',
      remedy:
        'Run again for a fresh code. If it happens every time, look whether authorization and token request name the same store app.',
      places: [action('run-again'), setting('client-id')],
      source: issue(291),
      standing: 'documented',
    },
    {
      id: 'apaleo-refresh-token-dead',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      fits: (symptoms) => isGrant(symptoms, 'refresh_token') && !isAccessTokenSent(symptoms),
      certainty: 'likely',
      cause:
        'This refresh token is not good any more, or it belongs to another client than {client ID}.',
      remedy: 'Run the sign-in again with offline_access for a fresh one.',
      places: [action('run-again'), setting('client-id')],
      source: issue(291),
      standing: 'documented',
    },
    {
      id: 'apaleo-credentials-in-query',
      at: ['token request'],
      match: { code: ['invalid_client'] },
      fits: hasQueryCredentials,
      certainty: 'seen',
      cause:
        'The client credentials stand in the address of the token endpoint, where apaleo does not read them.',
      remedy: 'Send them in a Basic header or in the form, and take them out of the address.',
      places: [setting('token-endpoint'), setting('client-authentication')],
      source: issue(133),
      standing: 'documented',
    },
    {
      id: 'apaleo-connect-client-without-user',
      at: ['token request'],
      match: { code: ['invalid_scope'] },
      fits: (symptoms) =>
        isGrant(symptoms, 'client_credentials') && symptoms.provider !== 'apaleo-custom-app',
      cause:
        '{client ID} is that of a store app (connect client), which cannot use client_credentials.',
      remedy:
        'Register a custom app (simple client) for client_credentials, or use the authorization code grant. A custom app needs no scope in the request.',
      places: [setting('grant-type'), setting('client-id'), setting('scopes')],
      source: issue(48),
      standing: 'documented',
    },
    {
      id: 'apaleo-scopes-added-since',
      at: ['token request'],
      match: { code: ['invalid_request'] },
      fits: (symptoms) => isGrant(symptoms, 'refresh_token'),
      certainty: 'likely',
      cause:
        'Scopes were added to the app since the user agreed, and the old refresh token does not hold them.',
      remedy: 'Run the sign-in again, so that the user agrees to the scopes as they are now.',
      places: [action('run-again')],
      source: issue(152),
      standing: 'documented',
    },
  ],
};
