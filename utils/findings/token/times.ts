import type { JsonObject, JsonValue } from '../../tokens/json';
import { showValue } from '../../tokens/show-value';
import { formatRelative, isPlausibleTime } from '../../tokens/times';
import { namesOf } from '../scopes/names';
import type { TokenEvidence } from '../evidence';
import type { FindingRule, Severity } from '../finding';
import { openIdCore, rfc } from '../specifications';
import { eachToken, isJudged } from './each-token';
import { memberOf } from '../../tokens/members';

const TIMES = ['exp', 'iat', 'nbf', 'auth_time'];
const SKEW_SECONDS = 60;
const DAY = 86_400;

/** A time claim as a number that can be meant as seconds. */
function timeOf(claims: JsonObject, name: string): number | undefined {
  const value = memberOf(claims, name);
  return typeof value === 'number' && isPlausibleTime(value) ? value : undefined;
}

const malformed: FindingRule = {
  id: 'time-malformed',
  about: 'token',
  looksFor:
    'A time of a token is no number of seconds (but milliseconds, a text, or no date at all).',
  why: 'Times are seconds since 1970. Milliseconds are read as a date in a distant future: the token never expires. A text is refused.',
  remedy: 'The issuer has to divide milliseconds by 1000, and to send numbers.',
  severities: ['error'],
  specifications: [rfc(7519, '2')],
  find: (evidence) =>
    eachToken(evidence, ({ claims, inTitle }) => {
      const faults = TIMES.flatMap((name) => {
        const value = memberOf(claims, name);
        const fault = value === undefined ? undefined : faultOf(value);
        return fault === undefined
          ? []
          : [{ name, fault, shown: `${name} is ${shownTime(value)}.` }];
      });
      const [first] = faults;
      if (first === undefined) return undefined;
      const kinds = new Set(faults.map(({ fault }) => fault));
      const what = kinds.size === 1 ? first.fault : 'no time in seconds';
      return {
        title: `${inTitle} has ${what} as ${namesOf(faults.map(({ name }) => name))}`,
        seen: faults.map(({ shown }) => shown).join(' '),
        ...(kinds.size === 1 && first.fault === NO_DATE
          ? {
              why: 'Times are seconds since 1970. No calendar goes that far: some programs refuse the token, others take it for one that never ends.',
              remedy: 'The issuer has to send seconds since 1970.',
            }
          : {}),
      };
    }),
};

const NO_DATE = 'no date at all';

function faultOf(value: JsonValue): string | undefined {
  if (typeof value !== 'number') return 'no number';
  if (isPlausibleTime(value)) return undefined;
  return isPlausibleTime(value / 1000) ? 'milliseconds' : NO_DATE;
}

function shownTime(value: JsonValue | undefined): string {
  return Array.isArray(value) && value.length > 0
    ? `a list (${showValue(value, 40)})`
    : showValue(value, 40);
}

/** How grave a missing `exp` is; not there where the kind of token needs none. */
const WITHOUT_EXP: ReadonlyMap<string, Severity> = new Map<string, Severity>([
  ['access-token', 'warning'],
  ['provider-access-token', 'warning'],
  ['assertion', 'error'],
  ['id-token', 'error'],
  ['client-assertion', 'error'],
  ['logout-token', 'warning'],
  ['request-object', 'info'],
  ['jwt', 'info'],
]);

const expMissing: FindingRule = {
  id: 'exp-missing',
  about: 'token',
  looksFor: 'A token does not say when it expires.',
  why: 'Once stolen, it can be used for ever.',
  remedy: 'The issuer has to put exp into it, and to keep it short.',
  severities: ['error', 'warning', 'info'],
  specifications: [rfc(9068, '2.2'), rfc(7519, '4.1.4'), openIdCore('2', 'IDToken')],
  find: (evidence) =>
    eachToken(evidence, (token) => {
      const severity = WITHOUT_EXP.get(token.profile ?? '');
      return severity === undefined ||
        !token.isWhole ||
        Object.hasOwn(token.claims, 'exp') ||
        isJudged(evidence, token)
        ? undefined
        : { severity, title: `${token.inTitle} has no end (exp)` };
    }),
};

const expired: FindingRule = {
  id: 'token-expired',
  about: 'token',
  looksFor: 'A token has expired.',
  why: 'Recipients refuse it.',
  remedy: 'Get a new one: refresh, or run the flow again.',
  severities: ['warning', 'info'],
  specifications: [rfc(7519, '4.1.4')],
  find: (evidence) =>
    eachToken(evidence, (token) => {
      const { claims, inTitle, name } = token;
      const exp = timeOf(claims, 'exp');
      if (exp === undefined || isJudged(evidence, token)) return undefined;
      const now = evidence.now / 1000;
      if (exp <= now) {
        return {
          // A hint may be old (OpenID Connect Core §3.1.2.1).
          severity: name === 'ID token hint' ? 'info' : 'warning',
          title: `${inTitle} has expired`,
          seen: `It ended ${formatRelative(exp, evidence.now)}.`,
        };
      }
      const starts = Math.max(timeOf(claims, 'nbf') ?? 0, timeOf(claims, 'iat') ?? 0);
      return isUnambiguous(token) && starts <= now + SKEW_SECONDS
        ? { severity: 'passed', title: `${inTitle} is within its time` }
        : undefined;
    }),
};

/** Whether all programs read the same times. */
function isUnambiguous({ token }: TokenEvidence): boolean {
  if (token.kind !== 'jwt') return false;
  const names = token.claimMembers.map(({ name }) => name).filter((name) => TIMES.includes(name));
  return new Set(names).size === names.length;
}

const notYet: FindingRule = {
  id: 'token-not-yet-valid',
  about: 'token',
  looksFor: 'A token is not valid yet (nbf), or was issued in the future (iat).',
  why: 'Recipients refuse it. One of the clocks is wrong, or it was made for later use.',
  remedy: 'Compare the clocks of the issuer and of this machine.',
  severities: ['error', 'warning'],
  specifications: [rfc(7519, '4.1.5'), rfc(7519, '4.1.6')],
  find: (evidence) =>
    eachToken(evidence, (token) => {
      if (isJudged(evidence, token)) return undefined;
      const latest = evidence.now / 1000 + SKEW_SECONDS;
      const nbf = timeOf(token.claims, 'nbf');
      if (nbf !== undefined && nbf > latest) {
        return {
          title: `${token.inTitle} is not valid yet`,
          seen: `It begins ${formatRelative(nbf, evidence.now)}.`,
        };
      }
      const iat = timeOf(token.claims, 'iat');
      return iat !== undefined && iat > latest
        ? {
            severity: 'warning',
            title: `${token.inTitle} was issued in the future`,
            seen: `Issued ${formatRelative(iat, evidence.now)}.`,
            specification: rfc(7519, '4.1.6'),
          }
        : undefined;
    }),
};

const backwards: FindingRule = {
  id: 'exp-before-iat',
  about: 'token',
  looksFor: 'A token ends before it begins.',
  why: 'It was never valid. Often the issuer mixes up time zones or units.',
  remedy: 'The issuer has to mend how it computes exp.',
  severities: ['error'],
  specifications: [rfc(7519, '4.1.4')],
  find: (evidence) =>
    eachToken(evidence, ({ claims, inTitle }) => {
      const exp = timeOf(claims, 'exp');
      const begin = timeOf(claims, 'nbf') ?? timeOf(claims, 'iat');
      return exp !== undefined && begin !== undefined && exp <= begin
        ? { title: `${inTitle} ends before it begins` }
        : undefined;
    }),
};

/** When a kind of token lives long, in seconds, and when very long. */
const LONG: ReadonlyMap<string, readonly [long: number, veryLong: number]> = new Map([
  ['access-token', [DAY, 30 * DAY]],
  ['provider-access-token', [DAY, 30 * DAY]],
  ['assertion', [3600, DAY]],
  ['id-token', [DAY, 365 * DAY]],
  ['client-assertion', [600, DAY]],
  ['logout-token', [600, DAY]],
  ['request-object', [3600, DAY]],
]);

const longLived: FindingRule = {
  id: 'token-long-lived',
  about: 'token',
  looksFor: 'A token lives longer than its kind should (access and ID tokens: a day).',
  why: 'Nobody can call it back: whoever steals it, or keeps it after the user has left, can use it until it ends.',
  remedy: 'Have it live for minutes to an hour, and use refresh tokens.',
  severities: ['warning', 'info'],
  specifications: [rfc(9700, '2.2.1'), rfc(6750, '5.3')],
  find: (evidence) =>
    eachToken(evidence, ({ claims, profile, inTitle }) => {
      const limits = LONG.get(profile ?? '');
      const exp = timeOf(claims, 'exp');
      const begin = timeOf(claims, 'iat') ?? timeOf(claims, 'nbf');
      if (limits === undefined || exp === undefined || begin === undefined) return undefined;
      const seconds = exp - begin;
      return seconds <= limits[0]
        ? undefined
        : {
            severity: seconds > limits[1] ? 'warning' : 'info',
            title: `${inTitle} lives for ${inWords(seconds)}`,
          };
    }),
};

const longLivedAnswer: FindingRule = {
  id: 'expires-in-long',
  about: 'token response',
  looksFor: 'An opaque access token lives longer than a day (expires_in).',
  why: 'Whoever steals it can use it until it ends, unless it is revoked.',
  remedy: 'Have it live for minutes to an hour, and use refresh tokens.',
  severities: ['warning', 'info'],
  specifications: [rfc(9700, '2.2.1'), rfc(6750, '5.3')],
  find: ({ answer, tokens }) => {
    if (answer?.tokens?.expiresAt === undefined) return [];
    if (tokens.some(({ name, claims }) => name === 'Access token' && claims !== undefined))
      return [];
    const seconds = Number(memberOf(answer.members, 'expires_in'));
    // What no token lives is a finding of its own.
    return seconds > DAY && seconds <= 10 * 365 * DAY
      ? [
          {
            severity: seconds > 30 * DAY ? 'warning' : 'info',
            title: `The access token lives for ${inWords(seconds)}, says expires_in`,
          },
        ]
      : [];
  },
};

function inWords(seconds: number): string {
  if (seconds >= 730 * DAY) return `${Math.floor(seconds / (365 * DAY))} years`;
  if (seconds >= 2 * DAY) return `${Math.floor(seconds / DAY)} days`;
  return seconds >= 7200
    ? `${Math.floor(seconds / 3600)} hours`
    : `${Math.floor(seconds / 60)} minutes`;
}

export const timeRules: readonly FindingRule[] = [
  malformed,
  expMissing,
  expired,
  notYet,
  backwards,
  longLived,
  longLivedAnswer,
];
