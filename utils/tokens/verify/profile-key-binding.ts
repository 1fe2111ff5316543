import { failed, passed, unknown, type Check } from '../check';
import { decodeToken } from '../decode-token';
import { isJsonObject, type JsonObject } from '../json';
import { hashFunctionOf, type SdJwt } from '../sd-jwt';
import { showValue } from '../show-value';
import { checkAudience, describeWrong } from './check-identity';
import { checkIssuedAt } from './check-times';
import type { ClaimsContext } from './context';
import { digest } from './thumbprints';
import { memberOf } from '../members';

/** A key binding JWT (RFC 9901 §4.3, §7.3): made by the holder, for one verifier, over one SD-JWT. */
export async function checkKeyBindingJwt(context: ClaimsContext): Promise<readonly Check[]> {
  const { claims, expected, clock, sdJwt } = context;
  return [
    checkIssuedAt(claims, clock),
    checkAudienceOfOne(claims, expected.audience),
    checkNonceOfVerifier(claims, expected.nonce),
    await checkSdHash(claims, sdJwt),
  ];
}

/** The key of the holder, as the issuer names it (RFC 7800 §3.2); undefined where it does not. */
export function holderKeyOf({ jwt }: SdJwt): JsonObject | undefined {
  const token = decodeToken(jwt);
  const cnf = 'claims' in token ? memberOf(token.claims ?? {}, 'cnf') : undefined;
  const jwk = isJsonObject(cnf) ? memberOf(cnf, 'jwk') : undefined;
  return isJsonObject(jwk) ? jwk : undefined;
}

function checkAudienceOfOne(claims: JsonObject, expected: string | undefined): Check {
  const aud = memberOf(claims, 'aud');
  return typeof aud === 'string'
    ? checkAudience(claims, expected, 'the verifier')
    : failed('Audience', describeWrong('aud', aud, 'a single string, the verifier'));
}

function checkNonceOfVerifier(claims: JsonObject, expected: string | null | undefined): Check {
  const nonce = memberOf(claims, 'nonce');
  if (typeof nonce !== 'string' || nonce === '') {
    return failed('Nonce', describeWrong('nonce', nonce, 'a string of the verifier'));
  }
  if (typeof expected !== 'string') {
    return unknown(
      'Nonce',
      `"nonce" is ${showValue(nonce)}; which one the verifier gave is not known here.`,
    );
  }
  return nonce === expected
    ? passed('Nonce', `"nonce" is ${showValue(nonce)}, as expected.`)
    : failed(
        'Nonce',
        `"nonce" is ${showValue(nonce)}, and ${showValue(expected)} was expected: it was made for another presentation.`,
      );
}

/** `sd_hash`: over all of the SD-JWT that comes before, its last `~` included (§4.3.1). */
async function checkSdHash(claims: JsonObject, sdJwt: SdJwt | undefined): Promise<Check> {
  const said = memberOf(claims, 'sd_hash');
  if (typeof said !== 'string') {
    return failed('SD-JWT hash', describeWrong('sd_hash', said, 'the hash of the SD-JWT'));
  }
  if (sdJwt === undefined) {
    return unknown(
      'SD-JWT hash',
      `"sd_hash" is ${showValue(said)}; the SD-JWT that it goes with is not here.`,
    );
  }
  const hash = hashFunctionOf(sdJwt.jwt);
  if (hash === undefined) {
    return unknown(
      'SD-JWT hash',
      `"sd_hash" is ${showValue(said)}; the hash function of the SD-JWT ("_sd_alg") is not known here.`,
    );
  }
  const text = [sdJwt.jwt, ...sdJwt.disclosures.map(({ encoded }) => encoded), ''].join('~');
  const computed = await digest(hash, new TextEncoder().encode(text));
  return computed === said
    ? passed('SD-JWT hash', `"sd_hash" is ${showValue(said)}, the ${hash} of the SD-JWT.`)
    : failed(
        'SD-JWT hash',
        `"sd_hash" is ${showValue(said)}, and the ${hash} of the SD-JWT is "${computed}": it was made for other disclosures or another token.`,
      );
}
