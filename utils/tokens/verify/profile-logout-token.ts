import { failed, passed, type Check } from '../check';
import { isJsonObject, type JsonObject } from '../json';
import { showValue } from '../show-value';
import { LOGOUT_EVENT } from '../token-profile';
import { checkTokenId } from './check-claims';
import { checkAudience, checkIssuer, checkSubject } from './check-identity';
import { checkExpiry, checkIssuedAt } from './check-times';
import type { ClaimsContext } from './context';
import { memberOf } from '../members';

/** A logout token (OpenID Connect Back-Channel Logout 1.0 §2.4, §2.6). */
export function checkLogoutToken(context: ClaimsContext): readonly Check[] {
  const { claims, expected, clock } = context;
  return [
    checkIssuer(claims, expected.issuer),
    checkSession(claims),
    checkAudience(claims, expected.audience ?? expected.clientId),
    checkEvent(claims),
    Object.hasOwn(claims, 'nonce')
      ? failed(
          'Nonce',
          `"nonce" is ${showValue(claims['nonce'])}: a logout token must not hold one.`,
        )
      : passed('Nonce', 'Not there, as it must be.'),
    checkExpiry(claims, clock),
    checkIssuedAt(claims, clock),
    checkTokenId(claims, 'required'),
  ];
}

/** Who is signed out: `sub`, `sid` or both. */
function checkSession(claims: JsonObject): Check {
  const sid = memberOf(claims, 'sid');
  if (sid === undefined) return checkSubject(claims);
  return typeof sid === 'string'
    ? passed('Subject', `The session ${showValue(sid)} is signed out.`)
    : failed('Subject', `"sid" is ${showValue(sid)}: it must be a string.`);
}

function checkEvent(claims: JsonObject): Check {
  const events = memberOf(claims, 'events');
  const event =
    isJsonObject(events) && Object.hasOwn(events, LOGOUT_EVENT) ? events[LOGOUT_EVENT] : undefined;
  return isJsonObject(event)
    ? passed('Event', `"events" holds "${LOGOUT_EVENT}".`)
    : failed(
        'Event',
        `"events" does not hold "${LOGOUT_EVENT}" with an object: nobody is signed out.`,
      );
}
