import type { RunEvent } from '../../../../utils/oauth/run-event';
import { started, tokenBody } from '../../oauth/sample-run';
import { useOf } from './sample-symptoms';
import { type CauseCase, done } from './symptoms';
import { unsignedJwt } from './unsigned-jwt';

const challenge = (value: string) => ({
  status: 401,
  headers: [['WWW-Authenticate', value]] as const,
  body: {},
});
const invalidToken = challenge('Bearer error="invalid_token", error_description="No."');
const active = (isActive: boolean, more: object = {}) => ({
  ok: true as const,
  claims: { active: isActive, ...more },
  checks: [],
});
const answeredActive = (isActive: boolean) => ({ status: 200, body: { active: isActive } });
const inactive = { outcome: active(false) };
const bodyWith = (claims: object, more: object = {}) => ({
  ...tokenBody,
  access_token: unsignedJwt(claims),
  ...more,
});
const accepted = useOf(
  'resource',
  { status: 200, body: { rooms: 7 } },
  {
    outcome: { ok: true, checks: [] },
  },
);

/** That the access token was revoked after the run, before the use that is looked at. */
const revoked: readonly RunEvent[] = [
  {
    type: 'token-used',
    at: 15_000,
    use: {
      kind: 'revocation',
      token: 'access_token',
      at: 15_000,
      outcome: { ok: true, checks: [] },
    },
  },
];
const publicClient = { client: { tokenEndpointAuthMethod: 'none' as const } };

/** A server that announces how clients authenticate at its further endpoints. */
const announcing = (member: string): readonly RunEvent[] => [
  started,
  {
    type: 'server-known',
    at: 4000,
    server: {
      issuer: 'https://auth.example.com',
      token_endpoint: 'https://auth.example.com/token',
      [member]: ['private_key_jwt'],
    },
  },
  { type: 'finished', at: 12_000 },
];

/** Every failure of the use of a token, and one that only looks like it. */
export const useCases: Readonly<Record<string, CauseCase>> = {
  'use-too-often': {
    fault: [
      useOf('resource', { status: 429, headers: [['Retry-After', '30']] }),
      useOf('introspection', { status: 503 }),
    ],
    sound: [useOf('resource', { status: 500 }), accepted, done],
  },
  'use-redirected': {
    fault: [
      useOf('resource', { kind: 'redirect' }),
      useOf('user-info', { status: 307, headers: [['Location', 'https://other.example.com/me']] }),
    ],
    sound: [useOf('resource', { status: 404 }), accepted],
  },
  'use-nothing-there': {
    fault: [useOf('revocation', { status: 404 }), useOf('resource', { status: 410 })],
    sound: [useOf('resource', { status: 404, body: { error: 'invalid_token' } }), accepted],
  },
  'use-method-refused': {
    fault: [useOf('resource', { status: 405, headers: [['Allow', 'GET']] })],
    sound: [useOf('resource', { status: 404 })],
  },
  'use-format-not-offered': {
    fault: [useOf('resource', { status: 406 })],
    sound: [useOf('resource', { status: 415 })],
  },
  'use-content-type': {
    fault: [useOf('resource', { status: 415 })],
    sound: [useOf('resource', { status: 406 })],
  },
  'use-server-failed': {
    fault: [useOf('user-info', { status: 500 }), useOf('resource', { status: 502 })],
    sound: [useOf('resource', { status: 503 }), accepted],
  },
  'use-page-instead': {
    fault: [useOf('introspection', { status: 200, body: '<!doctype html><title>Sign in</title>' })],
    sound: [
      useOf('introspection', answeredActive(true), { outcome: active(true) }),
      useOf(
        'resource',
        { status: 200, body: '<html></html>' },
        { outcome: { ok: true, checks: [] } },
      ),
    ],
  },
  'use-answer-not-whole': {
    fault: (['too large', 'timed out', 'broken off'] as const).map((end) =>
      useOf('user-info', { kind: 'response', status: 200, headers: [], body: '{"sub', end }),
    ),
    sound: [useOf('user-info', { status: 500 }), accepted, done],
  },
  'use-unreachable': {
    fault: [useOf('introspection', { kind: 'error', message: 'Failed to fetch' })],
    sound: [useOf('introspection', { status: 500 })],
  },
  'use-access-token-wanted': {
    fault: [
      useOf('introspection', { status: 401, body: { error: 'invalid_token' } }),
      useOf('introspection', challenge('Bearer realm="introspection"')),
    ],
    sound: [useOf('introspection', challenge('Basic realm="x"')), useOf('resource', invalidToken)],
  },
  'use-method-not-announced': {
    fault: [
      useOf(
        'introspection',
        { status: 401, body: { error: 'invalid_client' } },
        { before: announcing('introspection_endpoint_auth_methods_supported') },
      ),
    ],
    sound: [
      useOf(
        'introspection',
        { status: 401, body: { error: 'invalid_client' } },
        { before: announcing('revocation_endpoint_auth_methods_supported') },
      ),
    ],
    isNotFirst: true,
  },
  'use-confidential-client-wanted': {
    fault: [useOf('introspection', { status: 401 }, publicClient)],
    sound: [
      useOf('introspection', { status: 401 }),
      useOf('revocation', { status: 401 }, publicClient),
    ],
  },
  'use-client-refused': {
    fault: [
      useOf('introspection', { status: 401, body: { error: 'invalid_client' } }),
      useOf('revocation', { status: 400, body: { error: 'invalid_client' } }),
    ],
    sound: [useOf('introspection', { status: 403 }), useOf('resource', invalidToken)],
  },
  'use-client-not-allowed': {
    fault: [
      useOf('revocation', { status: 400, body: { error: 'unauthorized_client' } }),
      useOf('introspection', { status: 403 }),
    ],
    sound: [useOf('introspection', { status: 401 }), useOf('resource', { status: 403 })],
  },
  'use-unsupported-token-type': {
    fault: [
      useOf(
        'revocation',
        { status: 400, body: { error: 'unsupported_token_type' } },
        { token: 'refresh_token' },
      ),
    ],
    sound: [useOf('revocation', { status: 400, body: { error: 'invalid_request' } })],
  },
  'use-error-with-success': {
    fault: [useOf('introspection', { status: 200, body: { error: 'server_error' } })],
    sound: [accepted, useOf('introspection', answeredActive(false), inactive)],
  },
  'use-user-info-without-user': {
    fault: [useOf('user-info', { status: 403 }, { client: { grantType: 'client_credentials' } })],
    sound: [useOf('resource', { status: 403 }, { client: { grantType: 'client_credentials' } })],
  },
  'use-user-info-without-openid': {
    fault: [
      useOf('user-info', { status: 403 }, { request: { scope: 'profile' } }),
      useOf('user-info', { status: 401 }, { tokenBody: { ...tokenBody, scope: 'profile' } }),
    ],
    sound: [useOf('user-info', { status: 403 }), useOf('user-info', { status: 500 })],
  },
  'use-insufficient-scope': {
    fault: [
      useOf('resource', {
        ...challenge('Bearer error="insufficient_scope", scope="rooms"'),
        status: 403,
      }),
      useOf('resource', { status: 403, body: { error: 'insufficient_scope' } }),
      useOf('resource', challenge('Bearer error="insufficient_scope", scope="profile"'), {
        tokenBody: { ...tokenBody, scope: 'openid' },
      }),
    ],
    sound: [useOf('resource', invalidToken), accepted],
  },
  'use-forbidden': {
    fault: [useOf('resource', { status: 403 })],
    sound: [useOf('resource', { status: 401 }), useOf('introspection', { status: 403 })],
  },
  'use-token-revoked-here': {
    fault: [useOf('resource', invalidToken, { events: revoked })],
    sound: [
      useOf('resource', invalidToken),
      useOf('resource', { status: 403 }, { events: revoked }),
    ],
  },
  'use-token-expired': {
    fault: [
      useOf('resource', invalidToken, { at: 9_000_000 }),
      useOf('resource', { status: 401 }, { tokenBody: bodyWith({ exp: 20 }) }),
    ],
    sound: [useOf('resource', invalidToken)],
  },
  'use-dpop-wanted': {
    fault: [
      useOf('resource', challenge('DPoP error="use_dpop_nonce"')),
      useOf('resource', challenge('DPoP algs="ES256"')),
      useOf('resource', invalidToken, { tokenBody: bodyWith({ cnf: { jkt: 'abc' } }) }),
    ],
    sound: [
      useOf('resource', challenge('Bearer, DPoP algs="ES256"')),
      useOf('resource', invalidToken),
    ],
  },
  'use-certificate-wanted': {
    fault: [
      useOf('resource', invalidToken, { tokenBody: bodyWith({ cnf: { 'x5t#S256': 'abc' } }) }),
    ],
    sound: [useOf('resource', invalidToken, { tokenBody: bodyWith({ cnf: { jkt: 'abc' } }) })],
  },
  'use-other-scheme': {
    fault: [useOf('resource', challenge('Basic realm="rooms"'))],
    sound: [
      useOf('resource', challenge('Bearer realm="rooms"')),
      useOf('resource', { status: 401 }),
    ],
  },
  'use-wrong-audience': {
    fault: [
      useOf(
        'resource',
        { status: 401 },
        { tokenBody: bodyWith({ aud: 'https://graph.example.com' }) },
      ),
    ],
    sound: [
      useOf(
        'resource',
        { status: 401 },
        { tokenBody: bodyWith({ aud: ['https://api.example.com/'] }) },
      ),
      useOf('resource', { status: 401 }, { tokenBody: bodyWith({ aud: 'rooms' }) }),
    ],
  },
  'use-jwt-wanted': {
    fault: [useOf('resource', { status: 401, body: { message: 'JWT malformed' } })],
    sound: [
      useOf(
        'resource',
        { status: 401, body: { message: 'JWT malformed' } },
        { tokenBody: bodyWith({}) },
      ),
      useOf('resource', { status: 401 }),
    ],
  },
  'use-stronger-sign-in': {
    fault: [useOf('resource', challenge('Bearer error="insufficient_user_authentication"'))],
    sound: [useOf('resource', invalidToken)],
  },
  'use-request-malformed': {
    fault: [
      useOf('resource', {
        status: 400,
        headers: [
          ['WWW-Authenticate', 'Bearer error="invalid_request", error_description="Twice"'],
        ],
      }),
    ],
    sound: [useOf('introspection', { status: 400, body: { error: 'invalid_request' } })],
  },
  'use-token-invalid': {
    fault: [useOf('resource', invalidToken), useOf('user-info', { status: 401 })],
    sound: [useOf('resource', { status: 403 }), accepted],
  },
  'inactive-revoked-here': {
    fault: [useOf('introspection', answeredActive(false), { ...inactive, events: revoked })],
    sound: [useOf('introspection', answeredActive(false), inactive)],
  },
  'inactive-expired': {
    fault: [useOf('introspection', answeredActive(false), { ...inactive, at: 9_000_000 })],
    sound: [useOf('introspection', answeredActive(true), { outcome: active(true), at: 9_000_000 })],
  },
  'inactive-other-issuer': {
    fault: [
      useOf('introspection', answeredActive(false), {
        ...inactive,
        tokenBody: bodyWith({ iss: 'https://auth.staging.test' }),
      }),
    ],
    sound: [
      useOf('introspection', answeredActive(false), {
        ...inactive,
        tokenBody: bodyWith({ iss: 'https://login.example.com' }),
      }),
    ],
  },
  'inactive-refresh-token': {
    fault: [useOf('introspection', answeredActive(false), { ...inactive, token: 'refresh_token' })],
    sound: [useOf('introspection', answeredActive(false), inactive)],
  },
  inactive: {
    fault: [useOf('introspection', answeredActive(false), inactive)],
    sound: [
      useOf('introspection', answeredActive(true), { outcome: active(true) }),
      useOf('introspection', answeredActive(false), { ...inactive, events: revoked }),
    ],
  },
};
