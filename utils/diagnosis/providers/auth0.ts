import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const pages = {
  errors: { name: 'Auth0: error pages', url: 'https://auth0.com/docs/hosted-pages/error-pages' },
  service: {
    name: 'Auth0 community: service not found',
    url: 'https://community.auth0.com/t/how-to-troubleshoot-access-denied-due-to-service-not-found-error/6822',
  },
  grants: {
    name: 'Auth0: application grant types',
    url: 'https://auth0.com/docs/get-started/applications/application-grant-types',
  },
  rotation: {
    name: 'Auth0: refresh token rotation',
    url: 'https://auth0.com/docs/secure/tokens/refresh-tokens/use-refresh-token-rotation',
  },
};

export const auth0Errors: ProviderCatalogue = {
  name: 'Auth0',
  providers: ['auth0'],
  hosts: [/\.auth0\.com$/],
  references: [
    { name: 'tracking ID', pattern: /tracking(?: ID)?"?\s{0,3}[:=]\s{0,3}"?([\w-]{10,60})/i },
  ],
  errors: [
    {
      id: 'auth0-callback-url-mismatch',
      at: ['sign-in', 'authorization response'],
      match: { text: /Callback URL mismatch|Callback URL not approved/i },
      cause: '{redirect URI} is not among the Allowed Callback URLs of the application.',
      remedy: 'Add it there exactly as it was sent, and save the application.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: pages.errors,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'auth0-unknown-client',
      at: ['sign-in', 'authorization response', 'token request'],
      match: { text: /Unknown client:/i },
      cause: 'There is no application with {client ID} in this Auth0 tenant.',
      remedy: 'Compare the client ID, and the domain: each tenant has applications of its own.',
      places: [setting('client-id'), setting('issuer')],
      source: pages.errors,
      standing: 'third-party',
    },
    {
      id: 'auth0-service-not-found',
      at: ['authorization response', 'token request', 'sign-in'],
      match: { text: /Service not found:\s{0,3}([^\s"<]{1,200})/i },
      cause: 'There is no API in this Auth0 tenant with the identifier {1}.',
      remedy:
        'Set the parameter audience to the identifier of an API as it stands in the dashboard, a slash at the end included.',
      places: [setting('parameters')],
      source: pages.service,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'auth0-grant-type-not-allowed',
      at: ['token request', 'authorization response'],
      match: { text: /Grant type '([\w:-]{1,80})' not allowed for the client/i },
      cause: 'The application may not use the grant {1}.',
      remedy: 'Turn it on under “Advanced settings”, “Grant types” of the application.',
      places: [setting('grant-type')],
      source: pages.grants,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'auth0-client-not-authorized-for-api',
      at: ['token request', 'authorization response'],
      match: {
        text: /Client (?:[\w ]{0,60})?is not authorized to access (?:resource server )?\\?"([^"\\]{1,200})/i,
      },
      cause: 'The application is not authorized for the API {1}.',
      remedy:
        'Authorize it under “Machine to machine applications” of that API, with the scopes that it needs.',
      places: [setting('parameters'), setting('scopes')],
      source: pages.grants,
      standing: 'third-party',
    },
    {
      id: 'auth0-unauthorized',
      at: ['token request'],
      match: { code: ['access_denied'], status: [401] },
      cause: 'Auth0 does not accept the client secret of {client ID}.',
      remedy:
        'Copy it anew from the settings of the application, and compare the way of client authentication with its “Credentials”.',
      places: [setting('client-secret'), setting('client-authentication'), action('check-secret')],
      source: pages.errors,
      standing: 'third-party',
    },
    {
      id: 'auth0-refresh-token-unknown',
      at: ['token request'],
      match: { text: /Unknown or invalid refresh token/i },
      cause: 'The refresh token was used before, has expired, or was revoked.',
      remedy:
        'Run the sign-in again. With rotation each refresh token works once, and using an old one ends the whole family.',
      places: [action('run-again')],
      source: pages.rotation,
      standing: 'documented',
    },
    {
      id: 'auth0-code-verifier',
      at: ['token request'],
      match: { text: 'Failed to verify code verifier' },
      cause:
        'The code verifier does not belong to the code challenge of the authorization request.',
      remedy: 'Run again from the start.',
      places: [action('run-again'), setting('pkce')],
      source: pages.grants,
      standing: 'third-party',
    },
  ],
};
