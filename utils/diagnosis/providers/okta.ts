import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const SUPPORT = 'https://support.okta.com/help/s/article';
const redirect = {
  name: 'Okta support: redirect_uri must be a login redirect URI',
  url: `${SUPPORT}/okta-error-400-bad-request-the-redirect-uri-parameter-must-be-a-login-redirect-uri-in-the-client-app-settings`,
};
const policy = {
  name: 'Okta support: access rules of a custom authorization server',
  url: `${SUPPORT}/tokens-not-issued-with-lifetime-configured-in-access-rule-for-custom-authorization-server`,
};
const api = {
  name: 'Okta: OpenID Connect and OAuth 2.0 API',
  url: 'https://developer.okta.com/docs/reference/api/oidc/',
};

export const oktaErrors: ProviderCatalogue = {
  name: 'Okta',
  providers: ['okta'],
  hosts: [/\.okta(?:preview|-emea|-gov)?\.com$/],
  paths: [/^\/oauth2\/(?:default|aus\w{10,30})(?:\/|$)/],
  errors: [
    {
      id: 'okta-redirect-uri',
      at: ['sign-in', 'authorization response'],
      match: { text: /'redirect_uri' parameter must be a Login redirect URI/i },
      cause: '{redirect URI} is not among the sign-in redirect URIs of the app.',
      remedy: 'Add it under “Sign-in redirect URIs” of the app exactly as it was sent.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: redirect,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'okta-policy',
      at: ['authorization response', 'token request', 'sign-in'],
      match: { text: /no_matching_policy|Policy evaluation failed for this request/i },
      cause: 'No access policy of the authorization server fits this app, this user and {scopes}.',
      remedy:
        'Under “Access Policies” of the authorization server, assign the app to a policy with a rule that allows this grant and these scopes.',
      places: [setting('scopes'), action('choose-account')],
      source: policy,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'okta-client-unknown',
      at: ['sign-in', 'authorization response', 'token request'],
      match: { text: /Invalid value for 'client_id' parameter/i },
      cause: 'Okta does not know {client ID} here, or the app is not active.',
      remedy: 'Compare the client ID and the domain with the app.',
      places: [setting('client-id'), setting('issuer')],
      source: api,
      standing: 'third-party',
    },
    {
      id: 'okta-user-not-assigned',
      at: ['authorization response', 'sign-in'],
      match: { text: 'User is not assigned to the client application' },
      cause: 'The user is not assigned to the app.',
      remedy:
        'Assign the user or a group under “Assignments” of the app, or sign in as another user.',
      places: [action('choose-account')],
      source: api,
      standing: 'third-party',
      isUnmistakable: true,
    },
    {
      id: 'okta-scope-not-configured',
      at: ['authorization response', 'token request', 'sign-in'],
      match: {
        text: 'One or more scopes are not configured for the authorization server resource',
      },
      cause: 'The authorization server does not have all of {scopes}.',
      remedy:
        'Compare them with “Scopes” of the authorization server. The org authorization server does not have scopes of your own.',
      places: [setting('scopes'), setting('issuer')],
      source: api,
      standing: 'third-party',
      isUnmistakable: true,
    },
    {
      id: 'okta-client-secret',
      at: ['token request'],
      match: { text: 'The client secret supplied for a confidential client is invalid' },
      cause: 'The client secret is wrong for {client ID}.',
      remedy: 'Copy it anew from the app, and look which of its two secrets is active.',
      places: [setting('client-secret'), action('check-secret')],
      source: api,
      standing: 'third-party',
      isUnmistakable: true,
    },
    {
      id: 'okta-pkce-required',
      at: ['sign-in', 'authorization response', 'token request'],
      match: { text: /PKCE code challenge is required|must use Proof Key for Code Exchange/i },
      cause: 'Okta demands PKCE of this client, and the request had none.',
      remedy: 'Set PKCE to S256.',
      places: [setting('pkce')],
      source: api,
      standing: 'third-party',
    },
    {
      id: 'okta-client-not-associated',
      at: ['introspection', 'revocation', 'token request'],
      match: { text: /client is not associated/i },
      cause: 'The client that asks is not the one that the token belongs to.',
      remedy: 'Ask with the client that got the token.',
      places: [setting('client-id')],
      source: api,
      standing: 'third-party',
    },
  ],
};
