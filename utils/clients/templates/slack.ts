import { presetForm } from './form-parts';
import type { ProviderTemplate } from './template';

const access = {
  name: 'Slack: oauth.v2.access',
  url: 'https://docs.slack.dev/reference/methods/oauth.v2.access.md',
};
const pkce = { name: 'Slack: using PKCE', url: 'https://docs.slack.dev/authentication/using-pkce' };

export const slack: ProviderTemplate = {
  documentation: [
    { name: 'Slack: OAuth v2', url: 'https://api.slack.com/authentication/oauth-v2' },
    access,
    pkce,
  ],
  environments: [
    {
      name: 'Production',
      endpoints: {
        authorization: 'https://slack.com/oauth/v2/authorize',
        token: 'https://slack.com/api/oauth.v2.access',
      },
    },
  ],
  form: presetForm,
  defaults: { scopes: [], tokenEndpointAuthMethod: 'client_secret_basic', pkce: 'off' },
  authMethods: ['client_secret_basic', 'client_secret_post', 'none'],
  secrets: {
    rotation: 'unknown',
    rotationNote: 'See Slack’s documentation for how secrets are changed.',
    canBeRemembered: true,
  },
  scopes: [],
  rules: [],
  quirks: [
    {
      says: 'A user token does not stand where others have it, but in “authed_user”; the token at the top is that of the bot.',
      source: access,
    },
    {
      says: 'Failures are answered with {"ok":false} and a code in “error”.',
      source: access,
    },
    {
      says: 'PKCE is off until an app turns it on, which makes it a public client for good: its refresh tokens then last 30 days.',
      source: pkce,
    },
    {
      says: 'expires_in and refresh_token come only when the app has token rotation on.',
      source: access,
    },
    {
      says: 'Seen at third parties only: scopes of users go into a parameter of their own, user_scope, and commas stand between scopes.',
      source: {
        name: 'Nango: list of providers',
        url: 'https://github.com/NangoHQ/nango/blob/master/packages/providers/providers.yaml',
      },
    },
  ],
};
