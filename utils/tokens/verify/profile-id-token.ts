import type { Check } from '../check';
import { checkAccessTokenHash, checkCodeHash } from './check-hashes';
import {
  checkAudience,
  checkAuthorizedParty,
  checkIssuer,
  checkNonce,
  checkSubject,
} from './check-identity';
import { checkAuthenticationTime, checkExpiry, checkIssuedAt, checkNotBefore } from './check-times';
import type { ClaimsContext } from './context';

/** An ID token (OpenID Connect Core §3.1.3.7, §3.1.3.6, §3.3.2.11). */
export async function checkIdToken(context: ClaimsContext): Promise<readonly Check[]> {
  const { claims, header, expected, clock } = context;
  const { issuer, clientId, nonce, maxAge, accessToken, code } = expected;
  const alg = header['alg'];
  return [
    checkIssuer(claims, issuer),
    checkSubject(claims),
    checkAudience(claims, expected.audience ?? clientId),
    checkAuthorizedParty(claims, clientId),
    checkNonce(claims, nonce),
    checkExpiry(claims, clock),
    checkIssuedAt(claims, clock),
    checkNotBefore(claims, clock),
    checkAuthenticationTime(claims, { ...clock, maxAge }),
    await checkAccessTokenHash({ claims, alg }, accessToken),
    await checkCodeHash({ claims, alg }, code),
  ];
}
