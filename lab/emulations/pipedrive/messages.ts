/**
 * The errors of the token endpoint, verbatim from
 * https://pipedrive.readme.io/docs/marketplace-oauth-and-api-proxy-status-codes.
 * Which code stands beside which message is documented for invalid_grant only
 * (github.com/pipedrive/client-nodejs, tests); the other codes are those of RFC 6749 section 5.2.
 */
export const tokenErrors = {
  noGrantType: { error: 'invalid_request', message: 'Missing parameter: grant_type' },
  badGrantType: {
    error: 'unsupported_grant_type',
    message: 'Unsupported grant type: grant_type is invalid',
  },
  badCode: { error: 'invalid_grant', message: 'Invalid grant: authorization_code is invalid' },
  expiredCode: {
    error: 'invalid_grant',
    message: 'Invalid grant: authorization_code has expired',
  },
  badRefreshToken: { error: 'invalid_grant', message: 'Invalid grant: refresh_token is invalid' },
  badApiToken: { error: 'invalid_grant', message: 'Invalid grant: api_token is invalid' },
  noCredentials: {
    error: 'invalid_client',
    message: 'Invalid client: cannot retrieve client credentials',
  },
  badClient: { error: 'invalid_client', message: 'Invalid client: client is invalid' },
  noRedirectUri: {
    error: 'invalid_request',
    message: 'Invalid request: redirect_uri is not a valid URI',
  },
  badRedirectUri: { error: 'invalid_request', message: 'Invalid request: redirect_uri is invalid' },
  notAForm: {
    error: 'invalid_request',
    message: 'Invalid request: content must be application/x-www-form-urlencoded',
  },
} as const;

/** The errors of the API, from the same page. Their codes are choices of this lab. */
export const apiErrors = {
  badHeader: {
    error: 'invalid_request',
    message: 'Invalid request: malformed authorization header',
  },
  badToken: { error: 'invalid_token', message: 'Invalid token: access token is invalid' },
} as const;

/** One of these errors. */
export type PipedriveError = { readonly error: string; readonly message: string };
