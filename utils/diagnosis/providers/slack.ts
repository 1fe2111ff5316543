import type { SymptomPlace } from '../symptoms';
import { action, setting } from '../look';
import type { ProviderCatalogue } from './provider-error';

const access = {
  name: 'Slack: oauth.v2.access',
  url: 'https://docs.slack.dev/reference/methods/oauth.v2.access',
};
const redirect = {
  name: 'Slack: installing with OAuth',
  url: 'https://docs.slack.dev/authentication/installing-with-oauth',
};
const test = {
  name: 'Slack: auth.test',
  url: 'https://docs.slack.dev/reference/methods/auth.test',
};

const TOKEN: readonly SymptomPlace[] = ['token request'];
const USE: readonly SymptomPlace[] = ['resource', 'user-info'];

/** Slack answers HTTP 200 with `ok: false` and a code. */
export const slackErrors: ProviderCatalogue = {
  name: 'Slack',
  providers: ['slack'],
  hosts: [/^(?:[\w-]+\.)?slack\.com$/],
  errors: [
    {
      id: 'slack-bad-redirect-uri',
      at: [...TOKEN, 'sign-in'],
      match: { text: /\bbad_redirect_uri\b|redirect_uri did not match any configured URIs/i },
      cause:
        '{redirect URI} is not registered for the app, or not the one of the authorization request.',
      remedy: 'Add it under “OAuth & Permissions”, “Redirect URLs”, and send the same one twice.',
      places: [setting('redirect-uris'), setting('redirect-mode')],
      source: redirect,
      standing: 'documented',
    },
    {
      id: 'slack-invalid-code',
      at: TOKEN,
      match: { code: ['invalid_code', 'code_expired'] },
      cause:
        'The code is not valid: it was cut, belongs to another app, or is older than 10 minutes.',
      remedy: 'Run again for a fresh one.',
      places: [action('run-again'), setting('client-id')],
      source: access,
      standing: 'documented',
    },
    {
      id: 'slack-code-already-used',
      at: TOKEN,
      match: { code: ['code_already_used'] },
      cause: 'The code was used before.',
      remedy: 'Run again: a code works once.',
      places: [action('run-again')],
      source: access,
      standing: 'documented',
    },
    {
      id: 'slack-invalid-client-id',
      at: [...TOKEN, 'sign-in'],
      match: { text: /\binvalid_client_id\b/ },
      cause: 'Slack does not know {client ID}.',
      remedy:
        'Compare it with “Basic Information” of the app: two numbers with a dot between them.',
      places: [setting('client-id')],
      source: access,
      standing: 'documented',
    },
    {
      id: 'slack-bad-client-secret',
      at: TOKEN,
      match: { code: ['bad_client_secret'] },
      cause: 'The client secret is wrong for {client ID}.',
      remedy: 'Copy the “Client Secret” of “Basic Information”, not the “Signing Secret”.',
      places: [setting('client-secret'), action('check-secret')],
      source: access,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'slack-invalid-refresh-token',
      at: TOKEN,
      match: { code: ['invalid_refresh_token'] },
      cause: 'Slack does not accept this refresh token: it was replaced or revoked.',
      remedy: 'Use the one of the newest answer, or install the app anew.',
      places: [action('run-again')],
      source: access,
      standing: 'documented',
    },
    {
      id: 'slack-invalid-grant-type',
      at: TOKEN,
      match: { code: ['invalid_grant_type'] },
      cause: 'Slack does not offer this grant type, or token rotation is off for the app.',
      remedy:
        'Use authorization_code. Refresh tokens need token rotation, which cannot be turned off again.',
      places: [setting('grant-type')],
      source: access,
      standing: 'documented',
    },
    {
      id: 'slack-authorization-url',
      at: TOKEN,
      match: { code: ['oauth_authorization_url_mismatch'] },
      cause:
        'The sign-in began at another version of Slack’s authorization page than the token endpoint belongs to.',
      remedy:
        'Use https://slack.com/oauth/v2/authorize with https://slack.com/api/oauth.v2.access.',
      places: [setting('authorization-endpoint'), setting('token-endpoint')],
      source: access,
      standing: 'documented',
      isUnmistakable: true,
    },
    {
      id: 'slack-missing-scope',
      at: USE,
      match: { text: /"error"\s{0,3}:\s{0,3}"missing_scope"/ },
      cause: 'The token lacks a scope that this method of Slack needs.',
      remedy:
        'The members “needed” and “provided” of the answer name them. Add the scope to the app and to the client, and install it anew.',
      places: [setting('scopes'), action('run-again')],
      source: test,
      standing: 'documented',
    },
    {
      id: 'slack-token-dead',
      at: USE,
      match: {
        text: /"error"\s{0,3}:\s{0,3}"(?:token_revoked|token_expired|account_inactive|invalid_auth)"/,
      },
      cause:
        'Slack does not accept the token: it was revoked, has expired, or its account is not active.',
      remedy: 'Refresh it where rotation is on, or install the app anew.',
      places: [action('refresh'), action('run-again')],
      source: test,
      standing: 'documented',
    },
    {
      id: 'slack-token-type',
      at: USE,
      match: { text: /"error"\s{0,3}:\s{0,3}"not_allowed_token_type"/ },
      cause:
        'This method of Slack wants another kind of token: that of a user instead of a bot, or the reverse.',
      remedy: 'A user token comes in authed_user, where user_scope was asked for.',
      places: [setting('parameters'), setting('scopes')],
      source: test,
      standing: 'documented',
    },
  ],
};
