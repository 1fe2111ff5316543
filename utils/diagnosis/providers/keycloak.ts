import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const REPOSITORY = 'https://github.com/keycloak/keycloak/blob/main';
const messages = {
  name: 'Keycloak: messages of the login pages',
  url: `${REPOSITORY}/themes/src/main/resources/theme/base/login/messages/messages_en.properties`,
};
const guide = {
  name: 'Keycloak: securing applications with OpenID Connect',
  url: 'https://www.keycloak.org/securing-apps/oidc-layers',
};
const codes = {
  name: 'Keycloak: authorization code grant',
  url: `${REPOSITORY}/services/src/main/java/org/keycloak/protocol/oidc/grants/AuthorizationCodeGrantType.java`,
};

export const keycloakErrors: ProviderCatalogue = {
  name: 'Keycloak',
  providers: ['keycloak'],
  hosts: [],
  paths: [/\/realms\/[^/]+(?:\/protocol\/openid-connect\/|\/\.well-known\/|$)/],
  errors: [
    {
      id: 'keycloak-redirect-uri',
      at: ['sign-in'],
      match: { text: 'Invalid parameter: redirect_uri' },
      cause: '{redirect URI} is not among the valid redirect URIs of the client in Keycloak.',
      remedy: 'Add it under “Valid redirect URIs” of the client.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: messages,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'keycloak-client-not-found',
      at: ['sign-in'],
      match: { text: /Client not found\./i },
      cause: 'There is no client with {client ID} in this realm.',
      remedy: 'Compare the client ID, and the realm in the issuer.',
      places: [setting('client-id'), setting('issuer')],
      source: messages,
      standing: 'documented',
    },
    {
      id: 'keycloak-client-disabled',
      at: ['sign-in'],
      match: { text: /Client disabled\./i },
      cause: 'The client with {client ID} is disabled in Keycloak.',
      remedy: 'Enable it in the realm’s clients.',
      places: [setting('client-id')],
      source: messages,
      standing: 'documented',
    },
    {
      id: 'keycloak-authentication-expired',
      at: ['authorization response'],
      match: { code: ['temporarily_unavailable'], text: 'authentication_expired' },
      cause: 'The sign-in page was open for too long, and Keycloak ended the sign-in.',
      remedy: 'Run again at once: nothing has to be changed.',
      places: [action('run-again')],
      source: guide,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'keycloak-client-credentials',
      at: ['token request', 'introspection', 'revocation'],
      match: {
        text: /Invalid client or Invalid client credentials|Invalid client secret|Client secret not provided in request/i,
      },
      cause: 'Keycloak does not accept {client ID} with this client authentication.',
      remedy:
        'Compare the secret under “Credentials” of the client, the realm, and “Client authentication”: a public client has no secret, and a confidential one needs it.',
      places: [setting('client-secret'), setting('client-authentication'), setting('client-id')],
      source: guide,
      standing: 'third-party',
    },
    {
      id: 'keycloak-code-not-valid',
      at: ['token request'],
      match: { code: ['invalid_grant'], text: /Code not valid/i },
      cause:
        'The code was used before, or has expired: by default Keycloak’s codes last one minute.',
      remedy: 'Run again, and let nothing wait between the callback and the token request.',
      places: [action('run-again')],
      source: codes,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'keycloak-redirect-uri-at-token',
      at: ['token request'],
      match: { code: ['invalid_grant'], text: 'Incorrect redirect_uri' },
      cause: '{redirect URI} of the token request is not the one of the authorization request.',
      remedy: 'Send the same redirect URI twice, character by character.',
      places: [setting('redirect-uris')],
      source: codes,
      standing: 'documented',
    },
    {
      id: 'keycloak-pkce',
      at: ['token request'],
      match: {
        code: ['invalid_grant'],
        text: /PKCE verification failed|PKCE code verifier not specified|Invalid code verifier/i,
      },
      cause: 'The code verifier is missing, or does not belong to the code challenge.',
      remedy: 'Run again from the start, with PKCE set to S256.',
      places: [setting('pkce'), action('run-again')],
      source: codes,
      standing: 'documented',
    },
    {
      id: 'keycloak-session-ended',
      at: ['token request'],
      match: {
        code: ['invalid_grant'],
        text: /Token is not active|Session not active|Stale token|Offline user session not found/i,
      },
      cause:
        'The session behind the refresh token has ended in Keycloak, or the token has expired.',
      remedy:
        'Run the sign-in again. Only with offline_access does a refresh token outlive the session.',
      places: [action('run-again'), setting('scopes')],
      source: guide,
      standing: 'third-party',
    },
    {
      id: 'keycloak-refresh-token-reused',
      at: ['token request'],
      match: { code: ['invalid_grant'], text: 'Maximum allowed refresh token reuse exceeded' },
      cause: 'The refresh token was used more often than the realm allows.',
      remedy: 'Use the one of the newest answer, or run the sign-in again.',
      places: [action('run-again')],
      source: guide,
      standing: 'third-party',
      isUnmistakable: true,
    },
    {
      id: 'keycloak-service-account',
      at: ['token request'],
      match: {
        code: ['unauthorized_client'],
        text: /Client not enabled to retrieve service account/i,
      },
      cause:
        'The client may not use client_credentials: its service account is turned off in Keycloak.',
      remedy: 'Turn “Service accounts roles” on in the client’s capability settings.',
      places: [setting('grant-type')],
      source: guide,
      standing: 'third-party',
      isUnmistakable: true,
    },
    {
      id: 'keycloak-realm',
      at: ['discovery', 'sign-in', 'token request'],
      match: { text: /Realm does not exist/i },
      cause: 'There is no such realm at this Keycloak.',
      remedy: 'Compare the issuer: …/realms/ and the name of the realm, in upper and lower case.',
      places: [setting('issuer'), setting('authorization-endpoint'), setting('token-endpoint')],
      source: guide,
      standing: 'third-party',
      isUnmistakable: true,
    },
  ],
};
