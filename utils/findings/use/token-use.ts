import type { JsonObject } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import type { Evidence, IntrospectionEvidence, TokenEvidence } from '../evidence';
import type { FindingRule } from '../finding';
import { formatRelative, isPlausibleTime } from '../../tokens/times';
import { openIdCore, rfc } from '../specifications';
import { memberOf } from '../../tokens/members';

/** The token that was introspected, where it is at hand. */
function tokenOf(
  { tokens }: Evidence,
  { token }: IntrospectionEvidence,
): TokenEvidence | undefined {
  const name = token === 'refresh_token' ? 'Refresh token' : 'Access token';
  return tokens.find((candidate) => candidate.name === name);
}

function inWords({ token }: IntrospectionEvidence): string {
  return token === 'refresh_token'
    ? 'refresh token'
    : token === 'access_token'
      ? 'access token'
      : 'token';
}

const inactive: FindingRule = {
  id: 'introspection-inactive',
  about: 'use',
  looksFor:
    'Introspection says that a token is not active, though it has neither expired nor was revoked here.',
  why: 'It may have been revoked elsewhere, the session of the user may have ended, or the token belongs to another server.',
  remedy:
    'Get a new token. If that is inactive too, look whether the client may introspect tokens of this kind.',
  severities: ['warning'],
  specifications: [rfc(7662, '2.2')],
  find: (evidence) =>
    evidence.introspections.flatMap((introspection) => {
      if (memberOf(introspection.claims, 'active') !== false || introspection.isRevoked) return [];
      const end = endOf(evidence, introspection);
      if (end !== undefined && end <= introspection.at) return [];
      return [
        {
          title: `The ${inWords(introspection)} is not active, says the server`,
          ...(end === undefined ? {} : { seen: 'It has not expired.' }),
        },
      ];
    }),
};

/** When the introspected token ends, in milliseconds, as far as token or response say it. */
function endOf(evidence: Evidence, introspection: IntrospectionEvidence): number | undefined {
  const claims = tokenOf(evidence, introspection)?.claims;
  const exp = claims === undefined ? undefined : memberOf(claims, 'exp');
  if (typeof exp === 'number') return exp * 1000;
  return introspection.token === 'access_token' ? evidence.answer?.tokens?.expiresAt : undefined;
}

const SKEW_SECONDS = 60;

const outOfTime: FindingRule = {
  id: 'introspection-active-out-of-time',
  about: 'use',
  looksFor: 'Introspection says that a token is active, which by its own times is not (exp, nbf).',
  why: 'Active means, among others, that the token is within its time. An API that looks at active alone serves the request, one that looks at the times refuses it.',
  remedy: 'Compare the clocks, and introspect again. If it stays so, the server has to mend it.',
  severities: ['warning'],
  specifications: [rfc(7662, '2.2'), rfc(7662, '4')],
  find: ({ introspections }) =>
    introspections.flatMap((introspection) => {
      const { claims, at } = introspection;
      if (memberOf(claims, 'active') !== true) return [];
      const exp = memberOf(claims, 'exp');
      const nbf = memberOf(claims, 'nbf');
      const called = `The ${inWords(introspection)} is active, says the server`;
      if (isTime(exp) && exp * 1000 <= at) {
        return [
          { title: `${called}, but has expired`, seen: `It ended ${formatRelative(exp, at)}.` },
        ];
      }
      return isTime(nbf) && nbf > at / 1000 + SKEW_SECONDS
        ? [
            {
              title: `${called}, but is not valid yet`,
              seen: `It begins ${formatRelative(nbf, at)}.`,
            },
          ]
        : [];
    }),
};

function isTime(value: unknown): value is number {
  return typeof value === 'number' && isPlausibleTime(value);
}

const stillActive: FindingRule = {
  id: 'revoked-token-active',
  about: 'use',
  looksFor: 'A token was revoked, and introspection says that it is still active.',
  why: 'Whoever has it can go on using it.',
  remedy:
    'Introspect again after a while: some servers take their time. If it stays so, the server has to mend it.',
  severities: ['error'],
  specifications: [rfc(7009, '2.2'), rfc(7009, '2')],
  find: ({ introspections }) =>
    introspections.flatMap((introspection) => {
      if (!introspection.isRevoked) return [];
      const active = memberOf(introspection.claims, 'active');
      return active === true
        ? [{ title: `The ${inWords(introspection)} is still active after its revocation` }]
        : [
            {
              severity: 'passed',
              title: `The ${inWords(introspection)} is not active any more after its revocation`,
            },
          ];
    }),
};

const COMPARED = ['sub', 'client_id', 'iss', 'exp', 'aud'];

const differs: FindingRule = {
  id: 'introspection-differs',
  about: 'use',
  looksFor:
    'Introspection says something else of a token than the token itself (sub, client_id, exp and others).',
  why: 'Two APIs, of which one reads the token and one introspects it, see different users or times.',
  remedy: 'Look whether the answer is of this token; if it is, the server contradicts itself.',
  severities: ['warning'],
  specifications: [rfc(7662, '2.2')],
  find: (evidence) =>
    evidence.introspections.flatMap((introspection) => {
      const claims = tokenOf(evidence, introspection)?.claims;
      if (claims === undefined || memberOf(introspection.claims, 'active') !== true) return [];
      const names = COMPARED.filter((name) => areDifferent(claims, introspection.claims, name));
      return names.map((name) => ({
        title: `Introspection names another ${name} than the token`,
        seen: `${showValue(memberOf(introspection.claims, name), 60)} instead of ${showValue(memberOf(claims, name), 60)}.`,
      }));
    }),
};

function areDifferent(token: JsonObject, said: JsonObject, name: string): boolean {
  const one = memberOf(token, name);
  const other = memberOf(said, name);
  return one !== undefined && other !== undefined && normalised(one) !== normalised(other);
}

/** A list of one is the same as what is in it (RFC 7519 §4.1.3). */
function normalised(value: unknown): string {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list
    .map((item) => JSON.stringify(item))
    .toSorted()
    .join();
}

const noActive: FindingRule = {
  id: 'introspection-without-active',
  about: 'use',
  looksFor: 'An introspection response does not say whether the token is active.',
  why: 'That is the one member it must have, as true or false: an API cannot tell whether to serve the request.',
  remedy: 'Take the token for inactive. The server has to mend its answer.',
  severities: ['error'],
  specifications: [rfc(7662, '2.2')],
  find: ({ introspections }) =>
    introspections.flatMap(({ claims }) =>
      typeof memberOf(claims, 'active') === 'boolean'
        ? []
        : [{ title: 'The introspection response does not say whether the token is active' }],
    ),
};

const userInfoSubject: FindingRule = {
  id: 'user-info-subject-differs',
  about: 'use',
  looksFor: 'User info is of another user (sub) than the ID token, or does not say of whom.',
  why: 'The access token may have been exchanged for that of another user: the claims must not be used.',
  remedy: 'Refuse the user info. Look whether both tokens came with the same response.',
  severities: ['error'],
  specifications: [openIdCore('5.3.2', 'UserInfoResponse')],
  find: ({ userInfo, tokens }) => {
    if (userInfo === undefined) return [];
    const sub = memberOf(userInfo, 'sub');
    if (typeof sub !== 'string' || sub === '') {
      return [{ title: 'The user info does not say of whom it is (sub)' }];
    }
    const idToken = tokens.find(({ profile }) => profile === 'id-token')?.claims;
    const expected = idToken === undefined ? undefined : memberOf(idToken, 'sub');
    if (expected === undefined) return [];
    return expected === sub
      ? [{ severity: 'passed', title: 'User info and ID token are of the same user' }]
      : [
          {
            title: 'User info and ID token are of different users',
            seen: `${showValue(sub, 60)} instead of ${showValue(expected, 60)}.`,
          },
        ];
  },
};

export const tokenUseRules: readonly FindingRule[] = [
  inactive,
  outOfTime,
  stillActive,
  differs,
  noActive,
  userInfoSubject,
];
