import { type Case, jwt, ofRun, request, SECONDS, withClient } from './evidence';

const object = (claims: Record<string, unknown>, header = {}) =>
  request({ request: jwt({ client_id: 'app', exp: SECONDS + 60, ...claims }, header) });

export const requestCases: Readonly<Record<string, Case>> = {
  'pkce-missing': {
    fault: [
      request({ code_challenge: undefined, code_challenge_method: undefined }),
      ofRun(withClient({ provider: 'pipedrive', pkce: 'off' })),
    ],
    sound: [request(), ofRun(), request({ response_type: 'id_token', code_challenge: undefined })],
  },
  'pkce-plain': {
    fault: [
      request({ code_challenge_method: 'plain' }),
      request({ code_challenge_method: undefined }),
    ],
    sound: request(),
  },
  'code-challenge-malformed': {
    fault: [
      request({ code_challenge: 'too-short' }),
      request({ code_challenge: `${'a'.repeat(42)}=` }),
      request({ code_challenge_method: 's256' }),
      request({ code_challenge: undefined }),
    ],
    sound: [
      request(),
      request({ code_challenge: 'a'.repeat(128), code_challenge_method: 'plain' }),
    ],
  },
  'state-missing': {
    fault: [request({ state: undefined }), request({ state: '', code_challenge: undefined })],
    sound: request(),
  },
  'state-guessable': {
    fault: [
      request({ state: '123' }),
      request({ state: 'state-1' }),
      request({ state: '1234567890' }),
      request({ state: 'aaaaaaaaaaaaaaaa' }),
    ],
    sound: [request(), request({ state: '3f1c2b7e-9a4d-4f60-8f43-0c5ad2a9b7f1' })],
  },
  'state-readable': {
    fault: [
      request({ state: 'https://app.example.com/after' }),
      request({ state: '{"to":"/after"}' }),
      request({ state: '/bookings/12' }),
    ],
    sound: request(),
  },
  'state-equals-nonce': {
    fault: request({ nonce: 'f3Zk8QpL0vXw2NcR7tYbHg' }),
    sound: [request(), request({ state: undefined, nonce: undefined })],
  },
  'nonce-missing': {
    fault: [
      request({ nonce: undefined, response_type: 'code id_token' }),
      request({ nonce: undefined }),
    ],
    sound: [request(), request({ nonce: undefined, scope: 'read' })],
  },
  'nonce-guessable': { fault: request({ nonce: 'nonce' }), sound: request() },
  'redirect-uri-http': {
    fault: request({ redirect_uri: 'http://app.example.com/cb' }),
    sound: [request(), request({ redirect_uri: 'http://127.0.0.1:5000/cb' })],
  },
  'redirect-uri-localhost': {
    fault: request({ redirect_uri: 'http://localhost:5000/cb' }),
    sound: [request({ redirect_uri: 'http://[::1]:5000/cb' }), request()],
  },
  'redirect-uri-scheme': {
    fault: request({ redirect_uri: 'myapp://cb' }),
    sound: [
      request(),
      request({ redirect_uri: 'com.example.app:/cb' }),
      request({ redirect_uri: 'urn:ietf:wg:oauth:2.0:oob' }),
    ],
  },
  'redirect-uri-wildcard': {
    fault: request({ redirect_uri: 'https://*.example.com/cb' }),
    sound: request(),
  },
  'redirect-uri-fragment': {
    fault: request({ redirect_uri: 'https://app.example.com/#/cb' }),
    sound: request(),
  },
  'redirect-uri-relative': { fault: request({ redirect_uri: '/cb' }), sound: request() },
  'redirect-uri-missing': {
    fault: [
      request({ redirect_uri: undefined }),
      request({ redirect_uri: undefined, scope: 'read' }),
    ],
    sound: request(),
  },
  'response-type-with-access-token': {
    fault: [request({ response_type: 'token' }), request({ response_type: 'code token' })],
    sound: request(),
  },
  'response-type-with-id-token': {
    fault: request({ response_type: 'id_token' }),
    sound: [request(), request({ response_type: 'id_token', response_mode: 'form_post' })],
  },
  'response-type-unknown': {
    fault: [
      request({ response_type: 'password' }),
      request({ response_type: undefined }),
      request({ response_type: 'none code' }),
    ],
    sound: [request(), request({ response_type: 'code id_token token' })],
  },
  'response-mode-query-with-tokens': {
    fault: request({ response_type: 'id_token', response_mode: 'query' }),
    sound: [request({ response_mode: 'query' }), request({ response_type: 'id_token' })],
  },
  'response-mode-unknown': {
    fault: request({ response_mode: 'post' }),
    sound: [request(), request({ response_mode: 'form_post.jwt' })],
  },
  'prompt-none-mixed': {
    fault: request({ prompt: 'none login' }),
    sound: [request({ prompt: 'none' }), request({ prompt: 'login consent' })],
  },
  'prompt-unknown': {
    fault: [request({ prompt: 'Login' }), request({ prompt: 'login,consent' })],
    sound: [request(), request({ prompt: 'login consent' })],
  },
  'openid-scope-missing': {
    fault: [
      request({ scope: 'profile' }),
      request({ scope: undefined, response_type: 'id_token', nonce: undefined }),
    ],
    sound: [request(), request({ scope: 'read', nonce: undefined })],
  },
  'offline-access-without-consent': {
    fault: [
      request({ scope: 'openid offline_access' }),
      request({ scope: 'openid offline_access', response_type: 'id_token', prompt: 'consent' }),
    ],
    sound: [request(), request({ scope: 'openid offline_access', prompt: 'login consent' })],
  },
  'max-age-invalid': {
    fault: [request({ max_age: '1h' }), request({ max_age: '-1' })],
    sound: [request({ max_age: '0' }), request()],
  },
  'personal-data-in-request-url': {
    fault: [request({ login_hint: 'ada@example.com' }), request({ id_token_hint: 'x.y.z' })],
    sound: [request(), request({ login_hint: 'user-1' })],
  },
  'secret-in-request-url': {
    fault: [request({ client_secret: 's' }), request({ code_verifier: 'v' })],
    sound: request(),
  },
  'request-parameter-unknown': {
    fault: [request({ reponse_mode: 'query' }), request({ a: '1', b: '2' })],
    sound: [request(), request({ access_type: 'offline', kc_idp_hint: 'x' })],
  },
  'request-parameter-repeated': {
    fault: request({ state: ['f3Zk8QpL0vXw2NcR7tYbHg', 'other'] }),
    sound: request({ resource: ['https://a.example', 'https://b.example'] }),
  },
  'resource-not-absolute': {
    fault: [request({ resource: '/bookings' }), request({ resource: 'https://a.example/#x' })],
    sound: request({ resource: 'https://a.example/' }),
  },
  'requested-scopes-with-commas': {
    fault: request({ scope: 'openid,profile' }),
    sound: [
      request(),
      request({ scope: 'chat:write,users:read' }, 'https://slack.com/oauth/v2/authorize'),
    ],
  },
  'claims-parameter-malformed': {
    fault: [request({ claims: 'email' }), request({ claims: '{"email":true}' })],
    sound: request({ claims: '{"id_token":{"auth_time":null}}' }),
  },
  'authorization-details-malformed': {
    fault: [
      request({ authorization_details: '{"type":"payment"}' }),
      request({ authorization_details: '[{}]' }),
      request({ authorization_details: 'payment' }),
    ],
    sound: request({ authorization_details: '[{"type":"payment"}]' }),
  },
  'request-object-unsigned': { fault: object({}, { alg: 'none' }), sound: object({}) },
  'request-object-expired': {
    fault: object({ exp: SECONDS - 60 }),
    sound: [object({}), object({ exp: undefined })],
  },
  'request-object-differs': {
    fault: [object({ client_id: 'other' }), object({ scope: 'openid admin' })],
    sound: object({ scope: 'openid profile', max_age: 60 }),
  },
  'request-object-nested': {
    fault: [
      object({ request_uri: 'https://a.example' }),
      request({ request: 'x', request_uri: 'urn:x' }),
    ],
    sound: object({}),
  },
  'request-uri-not-https': {
    fault: request({ request_uri: 'http://app.example.com/request.jwt' }),
    sound: [
      request({ request_uri: 'https://app.example.com/request.jwt' }),
      request({ request_uri: 'urn:ietf:params:oauth:request_uri:abc' }),
    ],
  },
};
