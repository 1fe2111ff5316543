import type { Client } from '../../../../utils/clients/client';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import { unsignedJwt } from './unsigned-jwt';
import {
  type Answered,
  callbackOf,
  CODE_FORM,
  pageOf,
  REFRESH_FORM,
  type Setting,
  tokenAnswerOf,
  useOf,
} from './sample-symptoms';

/** What a provider answered, for any client: the tests give it to one of that provider, and to one of none. */
export type ProviderSample = (client: Partial<Client>) => Symptoms;

const page =
  (body: string, setting: Setting = {}): ProviderSample =>
  (client) =>
    pageOf(
      { body: `<!doctype html><html><body><p>${body}</p></body></html>` },
      merged(setting, client),
    );

const callback =
  (parameters: Readonly<Record<string, string>>, setting: Setting = {}): ProviderSample =>
  (client) =>
    callbackOf(parameters, merged(setting, client));

const token =
  (body: object, answered: Answered = {}, setting: Setting = {}): ProviderSample =>
  (client) =>
    tokenAnswerOf({ ...answered, body }, merged(setting, client));

const api =
  (body: object, answered: Answered = {}): ProviderSample =>
  (client) =>
    useOf('resource', { status: 401, ...answered, body }, { client });

const described = (error: string, error_description: string): ProviderSample =>
  token({ error, error_description });

function merged(setting: Setting, client: Partial<Client>): Setting {
  return { ...setting, client: { ...setting.client, ...client } };
}

const refreshed = { form: REFRESH_FORM };
const CLIENT_CREDENTIALS: Answered = { form: [['grant_type', 'client_credentials']] };
const UUID_CLIENT = { clientId: '12a3b456-78c9-4d12-84e5-f678ab9bcd0e' };

/** An answer of each error of a provider, as it is documented. */
export const providerSamples: Readonly<Record<string, Readonly<Record<string, ProviderSample>>>> = {
  apaleo: {
    'apaleo-simple-client-at-authorize': (client) =>
      pageOf(
        { body: '<html><p>Something went wrong</p><p>unauthorized_client</p></html>' },
        { client: { ...client, grantType: 'client_credentials' } },
      ),
    'apaleo-redirect-uri-not-registered': page(
      'Something went wrong</p><p>Sorry! We could not process your request.</p><p>unauthorized_client</p><p>Request Id: 0HLKG1A4HRQIT:0000090D',
    ),
    'apaleo-redirect-uri-left-out': token(
      { error: 'invalid_grant' },
      { form: CODE_FORM.filter(([name]) => name !== 'redirect_uri') },
    ),
    'apaleo-redirect-uri-changed': token(
      { error: 'invalid_grant' },
      {
        form: CODE_FORM.map(([name, value]) =>
          name === 'redirect_uri' ? [name, `${value}/`] : [name, value],
        ),
      },
    ),
    'apaleo-access-token-as-refresh-token': token(
      { error: 'invalid_grant' },
      {
        form: [
          ['grant_type', 'refresh_token'],
          ['refresh_token', unsignedJwt({ sub: 'ada' })],
        ],
      },
    ),
    'apaleo-code-of-another-client': token({ error: 'invalid_grant' }),
    'apaleo-refresh-token-dead': token({ error: 'invalid_grant' }, refreshed),
    'apaleo-credentials-in-query': token(
      { error: 'invalid_client' },
      { url: 'https://auth.example.com/token?client_id=booking-widget&client_secret=hidden' },
    ),
    'apaleo-connect-client-without-user': token({ error: 'invalid_scope' }, CLIENT_CREDENTIALS),
    'apaleo-scopes-added-since': token({ error: 'invalid_request' }, refreshed),
  },
  pleo: {
    'pleo-pkce-missing': callback(
      { error: 'invalid_request' },
      { request: { code_challenge: '', code_challenge_method: '' } },
    ),
    'pleo-pkce-plain': callback(
      { error: 'invalid_request' },
      { request: { code_challenge_method: 'plain' } },
    ),
    'pleo-client-id-shape': page('The client is unknown.'),
    'pleo-redirect-uri': page(
      'The client ID is unknown, or the redirect URI is not registered for it.',
      { client: UUID_CLIENT },
    ),
    'pleo-scope-not-registered': callback({ error: 'invalid_scope' }),
    'pleo-basic-only-introspection': (client) =>
      useOf(
        'introspection',
        { status: 401, body: { error: 'invalid_client' } },
        { client: { ...client, tokenEndpointAuthMethod: 'client_secret_post' } },
      ),
    'pleo-basic-only': (client) =>
      tokenAnswerOf(
        { status: 401, body: { error: 'invalid_client' } },
        { client: { ...client, tokenEndpointAuthMethod: 'client_secret_post' } },
      ),
    'pleo-other-environment': token({ error: 'invalid_client' }, {}, { client: UUID_CLIENT }),
    'pleo-refresh-token-replaced': token({ error: 'invalid_grant' }, refreshed),
  },
  pipedrive: {
    'pipedrive-user-denied': callback({ error: 'user_denied' }),
    'pipedrive-app-not-installable': page('App cannot be installed for requested company'),
    'pipedrive-whoops': page(
      'Whoops! Something broke in our servers and we cannot serve you this page.',
    ),
    'pipedrive-redirect-uri-at-sign-in': page('The redirect_uri does not match.'),
    'pipedrive-grant-type-missing': pipedriveSays(
      'invalid_request',
      'Missing parameter: grant_type',
    ),
    'pipedrive-grant-type-invalid': pipedriveSays(
      'unsupported_grant_type',
      'Unsupported grant type: grant_type is invalid',
    ),
    'pipedrive-code-expired': pipedriveSays(
      'invalid_grant',
      'Invalid grant: authorization_code has expired',
    ),
    'pipedrive-code-invalid': pipedriveSays(
      'invalid_grant',
      'Invalid grant: authorization_code is invalid',
    ),
    'pipedrive-refresh-token-exchanged': token(
      { success: false, error: 'invalid_grant', message: 'refresh token already exchanged' },
      refreshed,
    ),
    'pipedrive-refresh-token-invalid': token(
      {
        success: false,
        error: 'invalid_grant',
        message: 'Invalid grant: refresh token is invalid',
      },
      refreshed,
    ),
    'pipedrive-api-token-invalid': pipedriveSays(
      'invalid_grant',
      'Invalid grant: api_token is invalid',
    ),
    'pipedrive-credentials-missing': pipedriveSays(
      'invalid_client',
      'Invalid client: cannot retrieve client credentials',
    ),
    'pipedrive-client-invalid': pipedriveSays(
      'invalid_client',
      'Invalid client: client is invalid',
    ),
    'pipedrive-basic-refused': token(
      { error: 'invalid_client' },
      { status: 401, headers: [['WWW-Authenticate', 'Basic realm="Service"']] },
    ),
    'pipedrive-redirect-uri-no-uri': pipedriveSays(
      'invalid_request',
      'Invalid request: redirect_uri is not a valid URI',
    ),
    'pipedrive-redirect-uri-invalid': pipedriveSays(
      'invalid_request',
      'Invalid request: redirect_uri is invalid',
    ),
    'pipedrive-content-type': pipedriveSays(
      'invalid_request',
      'Invalid request: content must be application/x-www-form-urlencoded',
    ),
    'pipedrive-api-header': api({
      success: false,
      error: 'Invalid request: malformed authorization header',
    }),
    'pipedrive-api-token': api({ success: false, error: 'Invalid token: access token is invalid' }),
    'pipedrive-api-scope': api(
      { success: false, error: 'Scope and URL mismatch' },
      { status: 403 },
    ),
  },
  github: {
    'github-bad-verification-code': token(
      {
        error: 'bad_verification_code',
        error_description: 'The code passed is incorrect or expired.',
      },
      { status: 200 },
    ),
    'github-incorrect-client-credentials': token(
      {
        error: 'incorrect_client_credentials',
        error_description: 'The client_id and/or client_secret passed are incorrect.',
      },
      { status: 200 },
    ),
    'github-redirect-uri-mismatch-at-token': token(
      {
        error: 'redirect_uri_mismatch',
        error_description:
          'The redirect_uri MUST match the registered callback URL for this application.',
      },
      { status: 200 },
    ),
    'github-redirect-uri-mismatch': callback({
      error: 'redirect_uri_mismatch',
      error_description:
        'The redirect_uri MUST match the registered callback URL for this application.',
    }),
    'github-unverified-user-email': token(
      {
        error: 'unverified_user_email',
        error_description: 'The user must have a verified primary email.',
      },
      { status: 200 },
    ),
    'github-application-suspended': callback({
      error: 'application_suspended',
      error_description: 'Your application has been suspended. Contact support@github.com.',
    }),
    'github-access-denied': callback({
      error: 'access_denied',
      error_description: 'The user has denied your application access.',
    }),
  },
  google: {
    'google-redirect-uri-mismatch': page('Error 400: redirect_uri_mismatch'),
    'google-admin-policy': page('Error 400: admin_policy_enforced'),
    'google-disallowed-useragent': page('Error 403: disallowed_useragent'),
    'google-org-internal': page('Error 403: org_internal'),
    'google-deleted-client': page('Error 401: deleted_client The OAuth client was deleted.'),
    'google-client-unknown': page('Error 401: invalid_client The OAuth client was not found.'),
    'google-invalid-client': token({ error: 'invalid_client', error_description: 'Unauthorized' }),
    'google-client-secret-missing': described('invalid_request', 'client_secret is missing.'),
    'google-code-verifier': described('invalid_grant', 'Missing code verifier.'),
    'google-malformed-code': described('invalid_grant', 'Malformed auth code.'),
    'google-token-expired-or-revoked': token(
      { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' },
      refreshed,
    ),
  },
  auth0: {
    'auth0-callback-url-mismatch': page('Oops!, something went wrong. Callback URL mismatch.'),
    'auth0-unknown-client': page('invalid_request: Unknown client: abc'),
    'auth0-service-not-found': callback({
      error: 'access_denied',
      error_description: 'Service not found: https://api.example.com',
    }),
    'auth0-grant-type-not-allowed': described(
      'unauthorized_client',
      "Grant type 'client_credentials' not allowed for the client.",
    ),
    'auth0-client-not-authorized-for-api': token(
      {
        error: 'access_denied',
        error_description:
          'Client is not authorized to access "https://api.example.com". You need to create a "client-grant" associated to this API.',
      },
      { status: 403 },
    ),
    'auth0-unauthorized': token(
      { error: 'access_denied', error_description: 'Unauthorized' },
      { status: 401 },
    ),
    'auth0-refresh-token-unknown': token(
      { error: 'invalid_grant', error_description: 'Unknown or invalid refresh token.' },
      refreshed,
    ),
    'auth0-code-verifier': described('invalid_grant', 'Failed to verify code verifier'),
  },
  okta: {
    'okta-redirect-uri': page(
      '400 Bad Request</p><p>The &#39;redirect_uri&#39; parameter must be a Login redirect URI in the client app settings.',
    ),
    'okta-policy': callback({
      error: 'access_denied',
      error_description:
        'Policy evaluation failed for this request, please check the policy configurations.',
    }),
    'okta-client-unknown': described('invalid_client', "Invalid value for 'client_id' parameter."),
    'okta-user-not-assigned': callback({
      error: 'access_denied',
      error_description: 'User is not assigned to the client application.',
    }),
    'okta-scope-not-configured': callback({
      error: 'invalid_scope',
      error_description:
        'One or more scopes are not configured for the authorization server resource.',
    }),
    'okta-client-secret': described(
      'invalid_client',
      'The client secret supplied for a confidential client is invalid.',
    ),
    'okta-pkce-required': callback({
      error: 'invalid_request',
      error_description:
        "PKCE code challenge is required when the token endpoint authentication method is 'NONE'.",
    }),
    'okta-client-not-associated': described('invalid_grant', 'The client is not associated.'),
  },
  keycloak: {
    'keycloak-redirect-uri': page('We are sorry... Invalid parameter: redirect_uri'),
    'keycloak-client-not-found': page('We are sorry... Client not found.'),
    'keycloak-client-disabled': page('We are sorry... Client disabled.'),
    'keycloak-authentication-expired': callback({
      error: 'temporarily_unavailable',
      error_description: 'authentication_expired',
    }),
    'keycloak-client-credentials': token(
      {
        error: 'invalid_client',
        error_description: 'Invalid client or Invalid client credentials',
      },
      { status: 401 },
    ),
    'keycloak-code-not-valid': described('invalid_grant', 'Code not valid'),
    'keycloak-redirect-uri-at-token': described('invalid_grant', 'Incorrect redirect_uri'),
    'keycloak-pkce': described('invalid_grant', 'PKCE verification failed: Code mismatch'),
    'keycloak-session-ended': token(
      { error: 'invalid_grant', error_description: 'Token is not active' },
      refreshed,
    ),
    'keycloak-refresh-token-reused': token(
      { error: 'invalid_grant', error_description: 'Maximum allowed refresh token reuse exceeded' },
      refreshed,
    ),
    'keycloak-service-account': token(
      {
        error: 'unauthorized_client',
        error_description: 'Client not enabled to retrieve service account',
      },
      CLIENT_CREDENTIALS,
    ),
    'keycloak-realm': token({ error: 'Realm does not exist' }, { status: 404 }),
  },
  gitlab: {
    'gitlab-redirect-uri': page('An error has occurred. The redirect URI included is not valid.'),
    'gitlab-scope': callback({
      error: 'invalid_scope',
      error_description: 'The requested scope is invalid, unknown, or malformed.',
    }),
    'gitlab-client': described(
      'invalid_client',
      'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
    ),
    'gitlab-refresh-token-used': token({ error: 'invalid_grant' }, refreshed),
  },
  slack: {
    'slack-bad-redirect-uri': slackSays('bad_redirect_uri'),
    'slack-invalid-code': slackSays('invalid_code'),
    'slack-code-already-used': slackSays('code_already_used'),
    'slack-invalid-client-id': slackSays('invalid_client_id'),
    'slack-bad-client-secret': slackSays('bad_client_secret'),
    'slack-invalid-refresh-token': slackSays('invalid_refresh_token'),
    'slack-invalid-grant-type': slackSays('invalid_grant_type'),
    'slack-authorization-url': slackSays('oauth_authorization_url_mismatch'),
    'slack-missing-scope': api(
      { ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' },
      { status: 200 },
    ),
    'slack-token-dead': api({ ok: false, error: 'token_revoked' }, { status: 200 }),
    'slack-token-type': api({ ok: false, error: 'not_allowed_token_type' }, { status: 200 }),
  },
  spotify: {
    'spotify-insecure-redirect-uri': page('INVALID_CLIENT: Insecure redirect URI'),
    'spotify-redirect-uri': page('INVALID_CLIENT: Invalid redirect URI'),
    'spotify-client': page('INVALID_CLIENT: Invalid client'),
    'spotify-code': described('invalid_grant', 'Invalid authorization code'),
    'spotify-refresh-token': token(
      { error: 'invalid_grant', error_description: 'Refresh token revoked' },
      refreshed,
    ),
  },
  cognito: {
    'cognito-redirect-mismatch': page(
      'An error was encountered with the requested page. redirect_mismatch',
    ),
    'cognito-redirect-uri-at-token': token({ error: 'unauthorized_client' }),
    'cognito-client-credentials-not-allowed': token(
      { error: 'unauthorized_client' },
      CLIENT_CREDENTIALS,
    ),
    'cognito-client-secret': described('invalid_client', 'invalid_client_secret'),
    'cognito-invalid-client': token({ error: 'invalid_client' }),
    'cognito-invalid-grant': token({ error: 'invalid_grant' }),
  },
  atlassian: {
    'atlassian-refresh-token': token(
      { error: 'unauthorized_client', error_description: 'refresh_token is invalid' },
      { ...refreshed, status: 403 },
    ),
    'atlassian-audience-missing': callback({ error: 'invalid_request' }),
    'atlassian-scope': api({ code: 401, message: 'Unauthorized; scope does not match' }),
  },
  salesforce: {
    'salesforce-redirect-uri-mismatch': page(
      'error=redirect_uri_mismatch&amp;error_description=redirect_uri must match configuration',
    ),
    'salesforce-redirect-uri-missing': page('error=redirect_uri_missing'),
    'salesforce-client-id': described('invalid_client_id', 'client identifier invalid'),
    'salesforce-client-secret': described('invalid_client', 'invalid client credentials'),
    'salesforce-inactive-user': described('inactive_user', 'user is inactive'),
    'salesforce-inactive-org': described('inactive_org', 'organization is inactive'),
    'salesforce-rate-limit': described('rate_limit_exceeded', 'too many logins'),
    'salesforce-app-blocked': callback({
      error: 'OAUTH_APP_BLOCKED',
      error_description: 'this app is blocked by admin',
    }),
    'salesforce-app-access-denied': callback({
      error: 'OAUTH_APP_ACCESS_DENIED',
      error_description: 'user is not admin approved to access this app',
    }),
    'salesforce-code-expired': described('invalid_grant', 'expired authorization code'),
    'salesforce-token-expired': token(
      { error: 'invalid_grant', error_description: 'expired access/refresh token' },
      refreshed,
    ),
  },
  linkedin: {
    'linkedin-cancelled': callback({ error: 'user_cancelled_login' }),
    'linkedin-scope': callback({
      error: 'unauthorized_scope_error',
      error_description: 'Scope "r_basicprofile" is not authorized for your application',
    }),
    'linkedin-code': described(
      'invalid_request',
      'Unable to retrieve access token: appid/redirect uri/code verifier does not match authorization code. Or authorization code expired.',
    ),
  },
  shopify: {
    'shopify-token-header': api(
      { errors: 'Unauthorized' },
      { url: 'https://rooms.myshopify.com/admin/api/2026-07/shop.json' },
    ),
  },
  'server software': {
    'fosite-redirect-uri': page(
      "The 'redirect_uri' parameter does not match any of the OAuth 2.0 Client's pre-registered redirect urls.",
    ),
    'fosite-client': page('The requested OAuth 2.0 Client does not exist.'),
    'fosite-client-authentication': described(
      'invalid_client',
      "Client authentication failed. The OAuth 2.0 Client supports client authentication method 'client_secret_basic', but method 'client_secret_post' was requested.",
    ),
    'fosite-code-used': described('invalid_grant', 'The authorization code has already been used.'),
    'fosite-pkce-mismatch': described(
      'invalid_grant',
      'The PKCE code challenge did not match the code verifier.',
    ),
    'fosite-pkce-missing': callback({
      error: 'invalid_request',
      error_description:
        'Clients must include a code_challenge when performing the authorize code flow, but it is missing.',
    }),
    'fosite-state-too-short': callback({
      error: 'invalid_state',
      error_description:
        "The state is missing or does not have enough characters and is therefore considered too weak. Request parameter 'state' must be at least be 8 characters long to ensure sufficient entropy.",
    }),
    'fosite-scope': callback({
      error: 'invalid_scope',
      error_description: "The OAuth 2.0 Client is not allowed to request scope 'rooms'.",
    }),
    'fosite-grant': described(
      'unauthorized_client',
      "The OAuth 2.0 Client is not allowed to use authorization grant 'client_credentials'.",
    ),
    'fosite-audience': callback({
      error: 'invalid_request',
      error_description:
        "Requested audience 'https://api.example.com' has not been whitelisted by the OAuth 2.0 Client.",
    }),
    'oauth2-server-client': described('invalid_client', 'Invalid client: client is invalid'),
    'oauth2-server-credentials-missing': described(
      'invalid_client',
      'Invalid client: cannot retrieve client credentials',
    ),
    'oauth2-server-grant': described(
      'unauthorized_client',
      'Unauthorized client: `grant_type` is invalid',
    ),
    'oauth2-server-grant-unknown': described(
      'unsupported_grant_type',
      'Unsupported grant type: `grant_type` is invalid',
    ),
    'oauth2-server-form': described(
      'invalid_request',
      'Invalid request: content must be application/x-www-form-urlencoded',
    ),
    'oauth2-server-code-expired': described(
      'invalid_grant',
      'Invalid grant: authorization code has expired',
    ),
    'oauth2-server-code': described(
      'invalid_grant',
      'Invalid grant: authorization code is invalid',
    ),
    'oauth2-server-redirect-uri': described(
      'invalid_request',
      'Invalid request: `redirect_uri` is invalid',
    ),
    'oauth2-server-refresh-token': token(
      { error: 'invalid_grant', error_description: 'Invalid grant: refresh token is invalid' },
      refreshed,
    ),
    'identity-server-client': page(
      'Sorry, there was an error: unauthorized_client. Unknown client or client not enabled',
    ),
    'identity-server-redirect-uri': page(
      'Sorry, there was an error: invalid_request. Invalid redirect_uri',
    ),
    'identity-server-pkce': callback({
      error: 'invalid_request',
      error_description: 'code challenge required',
    }),
    'spring-redirect-uri': page('[invalid_request] OAuth 2.0 Parameter: redirect_uri'),
    'spring-client-id': page('[invalid_request] OAuth 2.0 Parameter: client_id'),
    'spring-parameter': callback({
      error: 'invalid_request',
      error_description: 'OAuth 2.0 Parameter: scope',
    }),
    'oidc-provider-redirect-uri': page(
      "redirect_uri did not match any of the client's registered redirect_uris",
    ),
    'oidc-provider-pkce': callback({
      error: 'invalid_request',
      error_description: 'Authorization Server policy requires PKCE to be used for this request',
    }),
  },
};

function pipedriveSays(error: string, message: string): ProviderSample {
  return token({ success: false, error, message });
}

function slackSays(error: string): ProviderSample {
  return token({ ok: false, error }, { status: 200 });
}
