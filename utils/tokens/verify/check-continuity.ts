import { type Check, failed, passed } from '../check';
import { isSameJson } from '../same-json';
import type { JsonObject, JsonValue } from '../json';
import { showValue } from '../show-value';
import { memberOf } from '../members';

/**
 * Whether a refreshed ID token is a successor of the one before (OpenID Connect Core §12.2): the same issuer and
 * subject, at least the same audience, and, where it tells, the time of the original sign-in. What the one before did
 * not say is not compared.
 */
export function checkContinuity(earlier: JsonObject, now: JsonObject): readonly Check[] {
  return [
    ...compare('Same issuer', 'iss', earlier, now),
    ...compare('Same subject', 'sub', earlier, now),
    ...compareAudience(earlier, now),
    // It is optional in the new one.
    ...(memberOf(now, 'auth_time') === undefined
      ? []
      : compare('Same sign-in', 'auth_time', earlier, now)),
  ];
}

function compare(
  check: Check['name'],
  name: string,
  earlier: JsonObject,
  now: JsonObject,
): readonly Check[] {
  const before = memberOf(earlier, name);
  if (before === undefined) return [];
  const after = memberOf(now, name);
  return [
    isSameJson(before, after)
      ? passed(check, `"${name}" is ${showValue(after)}, as before.`)
      : failed(check, `"${name}" is ${showValue(after)}, and was ${showValue(before)} before.`),
  ];
}

function compareAudience(earlier: JsonObject, now: JsonObject): readonly Check[] {
  const before = memberOf(earlier, 'aud');
  if (before === undefined) return [];
  const after = memberOf(now, 'aud');
  const found = listOf(after);
  return [
    listOf(before).every((one) => found.some((other) => isSameJson(one, other)))
      ? passed('Same audience', `"aud" is ${showValue(after)}, with all of before.`)
      : failed(
          'Same audience',
          `"aud" is ${showValue(after)}, and was ${showValue(before)} before.`,
        ),
  ];
}

function listOf(value: JsonValue | undefined): readonly (JsonValue | undefined)[] {
  return Array.isArray(value) ? value : [value];
}
