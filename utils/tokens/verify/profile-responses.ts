import { failed, passed, type Check } from '../check';
import { isJsonObject, type JsonObject } from '../json';
import { showValue } from '../show-value';
import { ifThere } from './check-claims';
import { checkAudience, checkIssuer, checkSubject } from './check-identity';
import { checkExpiry, checkIssuedAt } from './check-times';
import type { ClaimsContext } from './context';
import { memberOf } from '../members';

/** An introspection response (RFC 9701 §5): from the authorization server to a protected resource. */
export function checkIntrospectionResponse(context: ClaimsContext): readonly Check[] {
  const { claims, expected, clock } = context;
  return [
    checkIssuer(claims, expected.issuer),
    checkAudience(claims, expected.audience ?? expected.clientId, 'the resource that asked'),
    checkIssuedAt(claims, clock),
    checkIntrospection(claims),
  ];
}

function checkIntrospection(claims: JsonObject): Check {
  const answer = memberOf(claims, 'token_introspection');
  const active = isJsonObject(answer) ? memberOf(answer, 'active') : undefined;
  if (typeof active !== 'boolean') {
    return failed(
      'Contents',
      `"token_introspection" is ${showValue(answer)}: it must be an object with "active", true or false.`,
    );
  }
  const confusing = ['sub', 'exp'].find((name) => Object.hasOwn(claims, name));
  return confusing === undefined
    ? passed('Contents', `The token that was asked about is ${active ? 'active' : 'not active'}.`)
    : failed(
        'Contents',
        `It holds "${confusing}" beside "token_introspection": the answer could be taken for an access token (RFC 9701 §8.1).`,
      );
}

/** A user info response (OpenID Connect Core §5.3.2): who issued it and for whom, where it says so. */
export function checkUserInfo(context: ClaimsContext): readonly Check[] {
  const { claims, expected, clock } = context;
  return [
    ifThere(claims, 'iss', () => checkIssuer(claims, expected.issuer)),
    checkSubject(claims),
    ifThere(claims, 'aud', () => checkAudience(claims, expected.audience ?? expected.clientId)),
    checkExpiry(claims, clock, 'optional'),
    checkIssuedAt(claims, clock, 'optional'),
  ];
}
