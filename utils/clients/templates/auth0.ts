import { presetForm } from './form-parts';
import { offlineAccess, openidScopes } from './openid-scopes';
import type { ProviderTemplate } from './template';

const codeFlow = {
  name: 'Auth0: OIDC-conformant code flow',
  url: 'https://auth0.com/docs/authenticate/login/oidc-conformant-authentication/oidc-adoption-auth-code-flow',
};
const accessTokens = {
  name: 'Auth0: get access tokens',
  url: 'https://auth0.com/docs/tokens/guides/get-access-tokens',
};
const refreshTokens = {
  name: 'Auth0: refresh tokens',
  url: 'https://auth0.com/docs/refresh-token',
};
const rotation = {
  name: 'Auth0: refresh token rotation',
  url: 'https://auth0.com/docs/secure/tokens/refresh-tokens/use-refresh-token-rotation',
};

export const auth0: ProviderTemplate = {
  documentation: [codeFlow, accessTokens, refreshTokens],
  environments: [{ name: 'Production', issuer: 'https://{tenant}.auth0.com/', endpoints: {} }],
  form: presetForm,
  defaults: { scopes: ['openid'], tokenEndpointAuthMethod: 'client_secret_post', pkce: 'S256' },
  authMethods: ['client_secret_post', 'client_secret_basic', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Auth0’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [...openidScopes, offlineAccess],
  rules: [],
  quirks: [
    {
      says: 'The parameter “audience” says which API the access token is for.',
      source: accessTokens,
    },
    {
      says: 'Seen at third parties only: with “audience” the access token is a JWT, without it is opaque.',
      source: {
        name: 'traefik-forward-auth0',
        url: 'https://github.com/dniel/traefik-forward-auth0',
      },
    },
    {
      says: 'A refresh token needs the scope offline_access, and an API that allows offline access.',
      source: refreshTokens,
    },
    {
      says: 'Single-page apps get refresh tokens only with refresh token rotation turned on.',
      source: rotation,
    },
    {
      says: 'Seen at third parties only: the issuer ends with a slash.',
      source: {
        name: 'Spring Boot: issue 15324',
        url: 'https://github.com/spring-projects/spring-boot/issues/15324',
      },
    },
  ],
};
