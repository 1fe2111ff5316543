import { sentParameter } from '../../oauth/exchange';
import { sent } from '../sign-in/request-facts';
import type { Symptoms } from '../symptoms';
import { action, setting } from '../look';
import { isGrant } from './is-grant';
import type { ProviderCatalogue } from './provider-error';

const DOCS = 'https://developers.pleo.io/docs';
const OAUTH = `${DOCS}/current/integration-design/auth/oauth`;
const pages = {
  registration: {
    name: 'Pleo: OAuth 2.0 client registration',
    url: `${OAUTH}/getting-set-up/oauth-client-registration`,
  },
  configuration: {
    name: 'Pleo: OAuth 2.0 client configuration',
    url: `${OAUTH}/getting-set-up/oauth-client-configuration`,
  },
  oldConfiguration: {
    name: 'Pleo: client configuration (archived)',
    url: `${DOCS}/client-configuration`,
  },
  refresh: {
    name: 'Pleo: centralised token refresh',
    url: `${OAUTH}/token-lifecycle/integration-design-auth-oauth-centralised-token-refresh`,
  },
  introspection: {
    name: 'Pleo: token introspection',
    url: `${OAUTH}/token-lifecycle/integration-design-auth-oauth-token-introspection`,
  },
  scopes: { name: 'Pleo: API scopes', url: `${DOCS}/current/authentication/api-scopes` },
};

/** Client IDs of Pleo are UUIDs. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isInBody({ exchange, client }: Symptoms): boolean {
  return (
    client?.tokenEndpointAuthMethod === 'client_secret_post' ||
    (exchange !== undefined && sentParameter(exchange, 'client_secret') !== undefined)
  );
}

export const pleoErrors: ProviderCatalogue = {
  name: 'Pleo',
  providers: ['pleo'],
  hosts: [/^(?:auth|external)(?:\.staging)?\.pleo\.io$/],
  errors: [
    {
      id: 'pleo-pkce-missing',
      at: ['sign-in', 'authorization response'],
      match: { text: /invalid_request|code_challenge|pkce/i },
      fits: (symptoms) =>
        symptoms.evidence.request !== undefined && sent(symptoms, 'code_challenge') === undefined,
      cause: 'Pleo demands PKCE, and the authorization request has no code_challenge.',
      remedy: 'Set PKCE to S256. Exceptions have to be agreed with Pleo.',
      places: [setting('pkce')],
      source: pages.configuration,
      standing: 'documented',
    },
    {
      id: 'pleo-pkce-plain',
      at: ['sign-in', 'authorization response'],
      match: { text: /invalid_request|code_challenge|pkce/i },
      fits: (symptoms) =>
        sent(symptoms, 'code_challenge') !== undefined &&
        sent(symptoms, 'code_challenge_method') !== 'S256',
      cause: 'Pleo takes PKCE with S256 only, and the authorization request uses another method.',
      remedy: 'Set PKCE to S256.',
      places: [setting('pkce')],
      source: pages.configuration,
      standing: 'documented',
    },
    {
      id: 'pleo-client-id-shape',
      at: ['sign-in', 'token request'],
      match: { text: /client/i },
      fits: ({ client, place, error }) =>
        client !== undefined &&
        !UUID.test(client.clientId) &&
        (place === 'sign-in' || error?.code === 'invalid_client'),
      certainty: 'possible',
      cause: '{client ID} does not look like a client ID of Pleo, which is a UUID.',
      remedy: 'Compare it with the credentials that Pleo sent through 1Password.',
      places: [setting('client-id')],
      source: pages.registration,
      standing: 'documented',
    },
    {
      id: 'pleo-redirect-uri',
      at: ['sign-in'],
      match: { text: /redirect[ _]ur[il]/i },
      certainty: 'likely',
      cause:
        'Pleo does not have {redirect URI} registered for this client, or does not know {client ID}.',
      remedy:
        'Redirect URIs have to be the same character by character, with https (http only on loopback). Have it added to the registration, and look whether client and environment belong together: staging and production have separate credentials.',
      places: [setting('redirect-uris'), setting('client-id'), setting('environment')],
      source: pages.registration,
      standing: 'documented',
    },
    {
      id: 'pleo-scope-not-registered',
      at: ['sign-in', 'authorization response'],
      match: { text: 'invalid_scope' },
      certainty: 'likely',
      cause: 'The registration at Pleo does not hold all of {scopes}.',
      remedy: 'Ask only for scopes that the client is registered for, or have them added by Pleo.',
      places: [setting('scopes')],
      source: pages.scopes,
      standing: 'documented',
    },
    {
      id: 'pleo-basic-only-introspection',
      at: ['introspection'],
      match: { code: ['invalid_client'] },
      fits: isInBody,
      cause:
        'Introspection at Pleo takes the credentials in a Basic header only, and this client sent them in the form.',
      remedy: 'Set the client authentication to client_secret_basic.',
      places: [setting('client-authentication')],
      source: pages.introspection,
      standing: 'documented',
    },
    {
      id: 'pleo-basic-only',
      at: ['token request'],
      match: { code: ['invalid_client'] },
      fits: isInBody,
      certainty: 'likely',
      cause:
        'The credentials were sent in the form, and an archived page of Pleo allows a Basic header only.',
      remedy:
        'Set the client authentication to client_secret_basic. If that is refused too, compare the secret, and whether it belongs to this environment.',
      places: [setting('client-authentication'), setting('client-secret'), setting('environment')],
      source: pages.oldConfiguration,
      standing: 'documented',
    },
    {
      id: 'pleo-other-environment',
      at: ['token request'],
      match: { code: ['invalid_client'] },
      certainty: 'possible',
      cause:
        'The credentials may be those of the other environment: staging and production have their own at Pleo.',
      remedy: 'Compare client ID, secret and environment with what Pleo sent for this environment.',
      places: [setting('environment'), setting('client-id'), setting('client-secret')],
      source: pages.registration,
      standing: 'documented',
    },
    {
      id: 'pleo-refresh-token-replaced',
      at: ['token request'],
      match: { code: ['invalid_grant'] },
      fits: (symptoms) => isGrant(symptoms, 'refresh_token'),
      certainty: 'likely',
      cause:
        'This refresh token was replaced, has expired or was revoked: at Pleo each refresh ends all earlier tokens at once.',
      remedy:
        'Use the refresh token of the newest answer, and never refresh twice at the same time. Using an expired one ends every refresh token of the authorisation: then only a new sign-in helps, not another try.',
      places: [action('run-again')],
      source: pages.refresh,
      standing: 'documented',
    },
  ],
};
