import { presetForm } from './form-parts';
import type { ProviderTemplate } from './template';

const webServerFlow = {
  name: 'Salesforce: web server flow (in Japanese)',
  url: 'https://developer.salesforce.com/docs/atlas.ja-jp.224.0.api_rest.meta/api_rest/intro_understanding_web_server_oauth_flow.htm',
};

export const salesforce: ProviderTemplate = {
  documentation: [webServerFlow],
  environments: [
    {
      name: 'Production',
      endpoints: {
        authorization: 'https://login.salesforce.com/services/oauth2/authorize',
        token: 'https://login.salesforce.com/services/oauth2/token',
        introspection: 'https://login.salesforce.com/services/oauth2/introspect',
        revocation: 'https://login.salesforce.com/services/oauth2/revoke',
        userInfo: 'https://login.salesforce.com/services/oauth2/userinfo',
      },
    },
    {
      name: 'My Domain',
      endpoints: {
        authorization: 'https://{myDomain}.my.salesforce.com/services/oauth2/authorize',
        token: 'https://{myDomain}.my.salesforce.com/services/oauth2/token',
        introspection: 'https://{myDomain}.my.salesforce.com/services/oauth2/introspect',
        revocation: 'https://{myDomain}.my.salesforce.com/services/oauth2/revoke',
        userInfo: 'https://{myDomain}.my.salesforce.com/services/oauth2/userinfo',
      },
    },
  ],
  form: presetForm,
  defaults: { scopes: [], tokenEndpointAuthMethod: 'client_secret_post', pkce: 'S256' },
  authMethods: ['client_secret_post', 'client_secret_basic', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Salesforce’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [
    { name: 'api', isUnofficial: true },
    { name: 'offline_access', isUnofficial: true },
    { name: 'refresh_token', isUnofficial: true },
  ],
  rules: [],
  quirks: [
    {
      says: 'A wrong code_verifier is answered with “invalid_request”, a missing one with “invalid_grant”.',
      source: webServerFlow,
    },
    {
      says: 'Seen at third parties only: the token response tells in instance_url where the API is and in id who the user is; issued_at is a text, and there is no expires_in.',
      source: {
        name: 'JSforce: TokenResponse',
        url: 'https://jsforce.github.io/jsforce/types/oauth2.TokenResponse.html',
      },
    },
    {
      says: 'Seen at third parties only: new orgs register External Client Apps instead of Connected Apps, with an option that requires PKCE.',
      source: {
        name: 'Nango: Salesforce app',
        url: 'https://github.com/NangoHQ/nango/blob/master/docs/api-integrations/salesforce/salesforce-api-oauth-app-setup.mdx',
      },
    },
  ],
};
