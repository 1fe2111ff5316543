import { failed, notNeeded, passed, type Check } from '../check';
import { describeWrong } from './check-identity';
import type { JsonObject } from '../json';
import { formatRelative, isPlausibleTime } from '../times';
import { memberOf } from '../members';

export type Clock = {
  readonly now: Date;
  readonly clockSkewSeconds: number;
};

/** Whether a claim has to be there. */
export type Need = 'required' | 'optional';

/** `exp`: not over (RFC 7519 §4.1.4; OpenID Connect Core §3.1.3.7, 9). */
export function checkExpiry(claims: JsonObject, clock: Clock, need: Need = 'required'): Check {
  const exp = memberOf(claims, 'exp');
  if (exp === undefined && need === 'optional') {
    return notNeeded('Expiry', 'Not there: optional here, so the token never expires by itself.');
  }
  if (typeof exp !== 'number') return failed('Expiry', describeWrong('exp', exp, aNumber));
  if (!isPlausibleTime(exp)) {
    return failed('Expiry', `"exp" is ${exp}: no date in seconds, perhaps milliseconds.`);
  }
  if (seconds(clock) < exp + clock.clockSkewSeconds) {
    return passed('Expiry', `Valid until ${show(exp, clock)}.`);
  }
  return failed('Expiry', `Expired ${show(exp, clock)}.`);
}

/** `iat`: not in the future (OpenID Connect Core §2; RFC 7519 §4.1.6). */
export function checkIssuedAt(claims: JsonObject, clock: Clock, need: Need = 'required'): Check {
  const iat = memberOf(claims, 'iat');
  if (iat === undefined && need === 'optional') {
    return notNeeded('Issued at', 'Not there: optional here.');
  }
  if (typeof iat !== 'number') return failed('Issued at', describeWrong('iat', iat, aNumber));
  if (iat > seconds(clock) + clock.clockSkewSeconds) {
    return failed(
      'Issued at',
      `Issued in the future, ${show(iat, clock)}: one of the clocks is wrong.`,
    );
  }
  return passed('Issued at', `Issued ${show(iat, clock)}.`);
}

/** `nbf`: optional, and not in the future (RFC 7519 §4.1.5). */
export function checkNotBefore(claims: JsonObject, clock: Clock): Check {
  const nbf = memberOf(claims, 'nbf');
  if (nbf === undefined) return notNeeded('Not before', 'Not there: optional here.');
  if (typeof nbf !== 'number') return failed('Not before', describeWrong('nbf', nbf, aNumber));
  if (nbf > seconds(clock) + clock.clockSkewSeconds) {
    return failed('Not before', `Not valid before ${show(nbf, clock)}.`);
  }
  return passed('Not before', `Valid since ${show(nbf, clock)}.`);
}

/** `auth_time`: required and recent enough when `max_age` was sent (§3.1.3.7, 13). */
export function checkAuthenticationTime(
  claims: JsonObject,
  clock: Clock & { readonly maxAge: number | undefined },
): Check {
  const { maxAge } = clock;
  const authTime = memberOf(claims, 'auth_time');
  if (authTime === undefined) {
    return maxAge === undefined
      ? notNeeded('Authentication time', 'Not there: optional, because no max_age was sent.')
      : failed(
          'Authentication time',
          `"auth_time" is missing: it is required, because max_age ${maxAge} was sent.`,
        );
  }
  if (typeof authTime !== 'number') {
    return failed('Authentication time', describeWrong('auth_time', authTime, aNumber));
  }
  const age = seconds(clock) - authTime;
  if (age < -clock.clockSkewSeconds) {
    return failed(
      'Authentication time',
      `Signed in in the future, ${show(authTime, clock)}: one of the clocks is wrong.`,
    );
  }
  if (maxAge !== undefined && age > maxAge + clock.clockSkewSeconds) {
    return failed(
      'Authentication time',
      `Signed in ${show(authTime, clock)}: longer ago than the max_age of ${maxAge} s that was sent.`,
    );
  }
  return passed('Authentication time', `Signed in ${show(authTime, clock)}.`);
}

const aNumber = 'a number of seconds (RFC 7519 §2)';

function seconds({ now }: Clock): number {
  return now.getTime() / 1000;
}

function show(claim: number, { now }: Clock): string {
  const relative = formatRelative(claim, now.getTime());
  if (relative === 'no date') return `${claim}, which is no date in seconds`;
  return `${new Date(claim * 1000).toISOString().replace('.000', '')} (${relative})`;
}
