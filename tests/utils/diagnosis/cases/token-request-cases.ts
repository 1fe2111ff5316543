import { basicClient, errorOf, page, postClient, refusedToken } from './refused-token';
import { type CauseCase, done } from './symptoms';

const bareRequest = errorOf('invalid_request');
const bareGrant = errorOf('invalid_grant');
const named = (error: string): CauseCase => ({
  fault: [errorOf(error), errorOf(error, 'In words')],
  sound: [done, bareGrant],
});

/** What token requests ask for, lack, or are bound to. */
export const tokenRequestCases: Readonly<Record<string, CauseCase>> = {
  'grant-type-unsupported': {
    fault: [
      errorOf('unsupported_grant_type'),
      errorOf('unsupported_grant_type', undefined, {
        grant: 'client_credentials',
        client: basicClient,
        metadata: { grant_types_supported: ['authorization_code'] },
      }),
    ],
    sound: [done, bareGrant],
  },
  'grant-not-allowed': {
    fault: [
      errorOf('unauthorized_client'),
      errorOf('unauthorized_client', 'Grant type not allowed', { grant: 'refresh_token' }),
    ],
    sound: [done, bareGrant],
  },
  'token-scope-refused': {
    fault: [
      errorOf('invalid_scope', undefined, { grant: 'client_credentials', client: basicClient }),
      errorOf('invalid_scope', undefined, {
        grant: 'client_credentials',
        client: { ...basicClient, scopes: ['raed'] },
        metadata: { scopes_supported: ['read'] },
      }),
      errorOf('invalid_scope', 'Unknown scope: raed', {
        grant: 'client_credentials',
        client: { ...basicClient, scopes: ['raed', 'write'] },
      }),
      errorOf('invalid_scope'),
    ],
    sound: [done, bareGrant],
  },
  'csrf-filter': {
    fault: [
      refusedToken(page('<h1>Forbidden</h1><p>CSRF verification failed.</p>', 403)),
      refusedToken({ status: 422, body: 'ActionController::InvalidAuthenticityToken' }),
    ],
    sound: [done, bareRequest, refusedToken(page('<h1>Forbidden</h1>', 403))],
  },
  'host-not-allowed': {
    fault: [refusedToken(page('<pre>DisallowedHost: Invalid HTTP_HOST header</pre>', 400))],
    sound: [done, bareRequest, errorOf('invalid_request', 'Unknown host')],
  },
  'network-not-allowed': {
    fault: [errorOf('access_denied', 'IP address 203.0.113.7 is not whitelisted', { status: 403 })],
    sound: [done, bareRequest, errorOf('access_denied', 'redirect_uri not in allow list')],
  },
  'path-unknown-to-gateway': {
    fault: [refusedToken({ status: 403, body: { message: 'Missing Authentication Token' } })],
    sound: [done, bareRequest, refusedToken({ status: 403, body: { message: 'Forbidden' } })],
  },
  'plan-run-out': {
    fault: [refusedToken({ status: 402, body: { errorSummary: 'Your trial has expired.' } })],
    sound: [done, bareRequest, errorOf('invalid_grant', 'The code has expired')],
  },
  'request-quota-used-up': {
    fault: [refusedToken({ status: 403, body: { message: 'Limit Exceeded' } })],
    sound: [done, bareRequest, refusedToken({ status: 403 })],
  },
  'password-before-server': {
    fault: [
      refusedToken({
        ...page('<h1>401 Authorization Required</h1>', 401),
        client: basicClient,
        headers: { 'content-type': 'text/html', 'www-authenticate': 'Basic realm="Staging area"' },
      }),
    ],
    sound: [
      done,
      errorOf('invalid_client', undefined, {
        status: 401,
        headers: { 'www-authenticate': 'Basic realm="oauth"' },
      }),
    ],
  },
  'token-body-not-taken': {
    fault: [
      refusedToken({ status: 415 }),
      errorOf('invalid_request', 'Content-Type must be application/json'),
    ],
    sound: [done, bareRequest],
  },
  'token-parameter-repeated': {
    fault: [errorOf('invalid_request', 'Parameter client_id is repeated')],
    sound: [done, bareRequest],
  },
  'token-parameter-missing': {
    fault: [
      errorOf('invalid_request', 'Missing parameter: grant_type'),
      errorOf('invalid_request', 'The scope parameter is required'),
      errorOf('invalid_request', 'audience is required'),
    ],
    sound: [
      done,
      bareRequest,
      errorOf('unauthorized', 'Full authentication is required to access this resource'),
    ],
  },
  'token-request-invalid': {
    fault: [bareRequest, errorOf('invalid_request', 'No good')],
    sound: [done, bareGrant],
  },
  'token-error-of-its-own': {
    fault: [errorOf('bad_weather', 'It rains')],
    sound: [done, bareGrant, bareRequest],
  },
  'token-target-unknown': {
    fault: [
      errorOf('invalid_target', undefined, {
        client: { authorizationParameters: [['resource', 'https://api.example.com']] },
      }),
    ],
    sound: [done, bareGrant],
  },
  'authorization-details-refused': named('invalid_authorization_details'),
  'token-slow-down': named('slow_down'),
  'authorization-pending': named('authorization_pending'),
  'token-access-denied': named('access_denied'),
  'token-server-error': named('server_error'),
  'token-server-busy': named('temporarily_unavailable'),
  'second-factor-required': {
    fault: [
      errorOf('mfa_required'),
      errorOf('interaction_required'),
      errorOf('insufficient_user_authentication'),
    ],
    sound: [done, bareGrant],
  },
  'dpop-required': {
    fault: [
      errorOf('invalid_dpop_proof'),
      errorOf('use_dpop_nonce', undefined, { headers: { 'DPoP-Nonce': 'n' } }),
      errorOf('invalid_request', 'DPoP header is required'),
    ],
    sound: [done, bareRequest],
  },
  'tls-certificate-required': {
    fault: [
      errorOf('invalid_client', 'No client certificate was presented', { client: postClient }),
      refusedToken(page('<title>400 No required SSL certificate was sent</title>', 400)),
    ],
    sound: [done, bareRequest],
  },
  'origin-refused': {
    fault: [
      errorOf('invalid_request', 'Origin not allowed', { client: { originHeader: 'sent' } }),
      refusedToken({ client: { originHeader: 'sent' }, status: 403 }),
    ],
    sound: [
      done,
      errorOf('invalid_grant', undefined, { client: { originHeader: 'sent' } }),
      refusedToken({ status: 403 }),
    ],
  },
  'origin-wanted': {
    fault: [errorOf('invalid_request', 'Tokens may only be redeemed via cross-origin requests')],
    sound: [
      done,
      bareRequest,
      errorOf('invalid_request', 'Origin not allowed', { client: { originHeader: 'sent' } }),
    ],
  },
  'token-endpoint-is-authorization-endpoint': {
    fault: [
      refusedToken({
        url: 'https://auth.example.com/authorize',
        ...page('<title>Sign in</title>'),
        status: 404,
      }),
      refusedToken({ url: 'https://auth.example.com/oauth/authorize', status: 405 }),
    ],
    sound: [
      done,
      errorOf('invalid_grant', undefined, { url: 'https://auth.example.com/authorize' }),
      refusedToken({ status: 404 }),
    ],
    isNotFirst: true,
  },
  'token-endpoint-not-found': {
    fault: [
      refusedToken(page('<h1>Not found</h1>', 404)),
      refusedToken({ status: 404, body: { error: 'Not Found' } }),
      refusedToken({ status: 410 }),
    ],
    sound: [done, errorOf('invalid_grant', undefined, { status: 404 })],
  },
  'token-endpoint-takes-no-post': {
    fault: [refusedToken({ status: 405, headers: { Allow: 'GET' } })],
    sound: [done, refusedToken({ status: 404 })],
  },
  'token-request-too-large': {
    fault: [refusedToken({ status: 413 }), refusedToken({ status: 431 })],
    sound: [done, refusedToken({ status: 404 })],
  },
  'answer-without-token': {
    fault: [
      refusedToken({ status: 200, body: { ok: true } }),
      refusedToken({ status: 200, body: { accessToken: 'x' } }),
      refusedToken({ status: 200, body: { code: 7, msg: 'It rains' } }),
      refusedToken({ status: 200, body: { access_token: 5 } }),
    ],
    sound: [done, bareGrant],
  },
  'answer-neither-json-nor-form': {
    fault: [refusedToken({ status: 200, body: 'OK' })],
    sound: [done, bareGrant, refusedToken(page('<p>no</p>'))],
  },
  'token-request-refused-without-error': {
    fault: [refusedToken({ status: 400 }), refusedToken({ status: 418, body: 'I am a teapot' })],
    sound: [done, bareGrant],
  },
};
