import { answering, changingJson } from './answers.ts';
import type { Fault } from './fault.ts';
import { places } from './places.ts';

type Entry = Omit<Fault, 'step'>;

const { introspection, revocation, userInfo } = places;

const entries: readonly Entry[] = [
  {
    id: 'introspection-401',
    title: 'Introspection refuses the client',
    effect: 'Answers introspection requests with 401 and invalid_client.',
    handle: answering(introspection, {
      status: 401,
      headers: { 'WWW-Authenticate': 'Basic realm="introspection"' },
      json: { error: 'invalid_client', error_description: 'client authentication failed' },
    }),
  },
  {
    id: 'introspection-403',
    title: 'Introspection is not for this client',
    effect: 'Answers introspection requests with 403.',
    handle: answering(introspection, {
      status: 403,
      json: { error: 'access_denied', error_description: 'client may not introspect tokens' },
    }),
  },
  {
    id: 'introspection-inactive',
    title: 'Token is not active',
    effect: 'Says of every token that it is not active.',
    handle: answering(introspection, { status: 200, json: { active: false } }),
  },
  {
    id: 'revocation-unsupported',
    title: 'Revocation not supported',
    effect: 'Answers revocation requests with unsupported_token_type.',
    handle: answering(revocation, {
      status: 400,
      json: {
        error: 'unsupported_token_type',
        error_description: 'tokens of this type cannot be revoked',
      },
    }),
  },
  {
    id: 'user-info-401',
    title: 'User info refuses the token',
    effect: 'Answers user info requests with 401 and invalid_token.',
    handle: answering(userInfo, {
      status: 401,
      headers: {
        'WWW-Authenticate':
          'Bearer realm="user info", error="invalid_token", error_description="The token has expired"',
      },
      json: { error: 'invalid_token', error_description: 'The token has expired' },
    }),
  },
  {
    id: 'user-info-403',
    title: 'User info wants more scopes',
    effect: 'Answers user info requests with 403 and insufficient_scope.',
    handle: answering(userInfo, {
      status: 403,
      headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="openid phone"' },
      json: { error: 'insufficient_scope' },
    }),
  },
  {
    id: 'user-info-other-user',
    title: 'User info of somebody else',
    effect: 'Answers user info requests with another user than the ID token names.',
    handle: changingJson(userInfo, (members) => ({ ...members, sub: 'user-of-another-session' })),
  },
];

/** Faults of the endpoints at which tokens are used. */
export const useFaults: readonly Fault[] = entries.map((entry) => ({
  ...entry,
  step: 'Use of the tokens',
}));
