import type { Check } from '../check';
import { typeOf } from '../token-profile';
import { checkClient, checkOptionalParties, checkTokenId } from './check-claims';
import { checkAudience, checkIssuer, checkSubject } from './check-identity';
import { checkExpiry, checkIssuedAt, checkNotBefore } from './check-times';
import type { ClaimsContext } from './context';

/**
 * An access token (RFC 9068 §2.2, §4). One that is not typed `at+jwt` is of a form that its server defines: what it
 * holds is checked, and nothing is missed.
 */
export function checkAccessToken(context: ClaimsContext): readonly Check[] {
  const { claims, header, expected, clock } = context;
  const isTyped = typeOf(header) === 'at+jwt';
  const need = isTyped ? 'required' : 'optional';
  const parties = isTyped
    ? [
        checkIssuer(claims, expected.issuer),
        checkSubject(claims),
        checkAudience(claims, expected.audience, 'the expected audience'),
      ]
    : checkOptionalParties(claims, expected);
  return [
    ...parties,
    checkClient(claims, expected.clientId, need),
    checkExpiry(claims, clock, need),
    checkIssuedAt(claims, clock, need),
    checkNotBefore(claims, clock),
    checkTokenId(claims, need),
  ];
}
