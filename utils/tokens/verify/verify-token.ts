import { findAlgorithm, isLackedByBrowsers, isUnsigned } from '../algorithms';
import { failed, passed, unknown, type Check } from '../check';
import type { DecodedToken } from '../decode-token';
import type { JsonObject } from '../json';
import type { Unprotected } from '../recognised';
import { checkDisclosures, type SdJwt } from '../sd-jwt';
import { disclosedTopLevel } from '../sd-jwt-places';
import { showValue } from '../show-value';
import { profileOf, type TokenProfile } from '../token-profile';
import { checkOptionalParties, checkTokenId } from './check-claims';
import { checkExpiry, checkIssuedAt, checkNotBefore } from './check-times';
import { checkDisclosed } from './check-disclosures';
import { checkNames } from './check-names';
import { checkType, nameOfProfile } from './check-type';
import type { ClaimsContext, Expected } from './context';
import { checkAccessToken } from './profile-access-token';
import { checkDpopProof } from './profile-dpop-proof';
import { checkIdToken } from './profile-id-token';
import { checkKeyBindingJwt, holderKeyOf } from './profile-key-binding';
import { checkLogoutToken } from './profile-logout-token';
import { checkAssertion, checkClientAssertion, checkRequestObject } from './profile-requests';
import { checkIntrospectionResponse, checkUserInfo } from './profile-responses';
import { signedPartsOf, type SignedParts } from './signed-parts';
import { concludeFrom, type TokenVerification, type VerificationKey } from './verification';
import { type KeyMaterial, verifySignature } from './verify-signature';

export type VerificationInput = {
  readonly token: DecodedToken;
  /** What the token is meant as; by default what it says of itself */
  readonly profile?: TokenProfile | undefined;
  readonly keys: KeyMaterial;
  readonly expected: Expected;
  /** Header parameters that the compact form has no room for */
  readonly unprotected?: Unprotected | undefined;
  /** The payload as text, where it is not in the token (RFC 7515 appendix F) */
  readonly payload?: string | undefined;
  /** The SD-JWT whose issuer token or key binding this is (RFC 9901) */
  readonly sdJwt?: SdJwt | undefined;
  readonly now: Date;
  readonly clockSkewSeconds?: number | undefined;
};

const DEFAULT_SKEW_SECONDS = 30;

const PROFILES = {
  'id-token': checkIdToken,
  'access-token': checkAccessToken,
  'dpop-proof': checkDpopProof,
  'logout-token': checkLogoutToken,
  'request-object': checkRequestObject,
  'client-assertion': checkClientAssertion,
  'introspection-response': checkIntrospectionResponse,
  'user-info': checkUserInfo,
  'refresh-token': checkJwt,
  assertion: checkAssertion,
  'sd-jwt': checkJwt,
  'key-binding': checkKeyBindingJwt,
  jwt: checkJwt,
} as const satisfies Record<
  TokenProfile,
  (context: ClaimsContext) => readonly Check[] | Promise<readonly Check[]>
>;

/**
 * Verifies a token: its signature, and of a JWT the claims, by what it is meant as. Every check is made and listed, even
 * after one has failed; what cannot be compared because it is not known is said to be so. Never throws.
 */
export async function verifyToken(input: VerificationInput): Promise<TokenVerification> {
  const { token, keys, expected } = input;
  const profile = input.profile ?? profileOf(token);
  const needed: readonly Check['name'][] =
    profile === 'id-token' && keys.loadKeys !== undefined ? ['Signature', 'Issuer'] : ['Signature'];
  if (token.kind === 'jwe') {
    return concludeFrom(
      [
        unknown(
          'Signature',
          'The token is encrypted (JWE): its signature is inside, and cannot be read without the key of the client.',
        ),
      ],
      needed,
    );
  }
  if (token.kind === 'opaque') {
    const what =
      profile === undefined || profile === 'jwt'
        ? 'This is no JWT, and has no signature to check.'
        : `This is no JWT, and ${nameOfProfile(profile)} is one.`;
    return concludeFrom([failed('Signature', what)], needed);
  }
  const header: JsonObject = { ...token.header, ...input.unprotected?.header };
  const isOfIssuer = input.sdJwt !== undefined && profile !== 'key-binding';
  const disclosures =
    isOfIssuer && input.sdJwt !== undefined ? await checkDisclosed(input.sdJwt) : undefined;
  const signature = await checkSignature(input, profile, header);
  const checks = [
    ...checkNames(token, input.unprotected?.header),
    ...(profile === undefined ? [] : [checkType(header, profile)]),
    checkAlgorithm(header['alg'], expected.supportedAlgs, profile),
    ...signature.checks,
    ...(disclosures === undefined ? [] : [disclosures]),
    ...(await checkClaims(input, profile, header, disclosures?.outcome === 'passed')),
  ];
  return concludeFrom(checks, [...needed, 'Disclosures', 'SD-JWT hash'], signature.key);
}

async function checkSignature(
  input: VerificationInput,
  profile: TokenProfile | undefined,
  header: JsonObject,
): Promise<{ readonly checks: readonly Check[]; readonly key?: VerificationKey }> {
  const alg = header['alg'];
  if (profile !== undefined && header['b64'] === false) {
    const detail = 'A JWT must not leave its payload unencoded ("b64": false, RFC 7797 §7).';
    return { checks: [failed('Signature', detail)] };
  }
  const parts = signedPartsOf(input);
  if (typeof parts === 'object' || isUnsigned(alg)) {
    const signed =
      typeof parts === 'object' ? parts : { header, jws: { payload: '', signature: '' } };
    return profile === 'key-binding'
      ? verifyHolder(signed, input)
      : verifySignature(signed, input.keys, profile === 'dpop-proof');
  }
  const isDetached = input.token.kind !== 'opaque' && input.token.segments[1] === '';
  return {
    checks: [(isDetached && input.payload === undefined ? unknown : failed)('Signature', parts)],
  };
}

/** A key binding is signed with the key that the issuer of the SD-JWT names, and no other (RFC 9901 §7.3). */
async function verifyHolder(
  signed: SignedParts,
  { keys, sdJwt }: VerificationInput,
): ReturnType<typeof checkSignature> {
  const jwk = sdJwt === undefined ? undefined : holderKeyOf(sdJwt);
  if (sdJwt === undefined && keys.given !== undefined) {
    return verifySignature(signed, { given: keys.given });
  }
  if (jwk === undefined) {
    const detail =
      sdJwt === undefined
        ? 'Not checked: the key of the holder is in the SD-JWT, which is not here.'
        : 'The issuer names no key of a holder ("cnf" with "jwk"): nobody can bind this SD-JWT to a key.';
    return { checks: [(sdJwt === undefined ? unknown : failed)('Signature', detail)] };
  }
  if (findAlgorithm(signed.header['alg'])?.kty === 'oct') {
    const detail =
      'It is signed with a secret, which is none once the SD-JWT names it: a holder has a key pair.';
    return { checks: [failed('Signature', detail)] };
  }
  const verdict = await verifySignature(signed, { given: [{ kind: 'jwk', jwk, form: 'JWK' }] });
  return {
    ...verdict,
    checks: verdict.checks.map((check) =>
      check.name === 'Signature' && check.outcome === 'passed'
        ? passed(
            'Signature',
            `The ${showValue(signed.header['alg'])} signature fits the key of the holder, as the SD-JWT names it ("cnf"); whether that is genuine, its own verdict says.`,
          )
        : check,
    ),
  };
}

async function checkClaims(
  input: VerificationInput,
  profile: TokenProfile | undefined,
  header: JsonObject,
  isDisclosed: boolean,
): Promise<readonly Check[]> {
  const { token, expected, now, clockSkewSeconds, sdJwt } = input;
  const claims = 'claims' in token ? token.claims : undefined;
  if (claims === undefined || profile === undefined) {
    return profile === undefined
      ? []
      : [
          failed(
            'Contents',
            `There are no claims to read, and ${nameOfProfile(profile)} has some.`,
          ),
        ];
  }
  const clock = { now, clockSkewSeconds: clockSkewSeconds ?? DEFAULT_SKEW_SECONDS };
  const all =
    isDisclosed && sdJwt !== undefined
      ? disclosedTopLevel(sdJwt, await checkDisclosures(sdJwt))
      : claims;
  return PROFILES[profile]({ claims: all, header, expected, clock, sdJwt });
}

/** Claims of no known profile (RFC 7519 §4.1): what is there must be right. */
function checkJwt({ claims, expected, clock }: ClaimsContext): readonly Check[] {
  return [
    ...checkOptionalParties(claims, expected),
    checkExpiry(claims, clock, 'optional'),
    checkIssuedAt(claims, clock, 'optional'),
    checkNotBefore(claims, clock),
    checkTokenId(claims, 'optional'),
  ];
}

function checkAlgorithm(
  alg: unknown,
  supported: readonly string[] | undefined,
  profile: TokenProfile | undefined,
): Check {
  if (isUnsigned(alg)) {
    const what = profile === undefined ? 'content' : nameOfProfile(profile);
    return failed(
      'Algorithm',
      `"alg" is ${showValue(alg)}: ${what} without a signature is never accepted here.`,
    );
  }
  if (typeof alg !== 'string')
    return failed('Algorithm', `"alg" is ${showValue(alg)}: it must be a string.`);
  if (supported !== undefined && !supported.includes(alg)) {
    return failed(
      'Algorithm',
      `"alg" is ${showValue(alg)}, and the issuer says that it signs with ${showValue(supported)}.`,
    );
  }
  if (findAlgorithm(alg) === undefined) {
    return unknown(
      'Algorithm',
      isLackedByBrowsers(alg)
        ? `"alg" is ${showValue(alg)}, which browsers do not offer.`
        : `"alg" is ${showValue(alg)}, which is not known here.`,
    );
  }
  if (supported !== undefined) {
    return passed('Algorithm', `"alg" is ${showValue(alg)}, which the issuer says it signs with.`);
  }
  return passed(
    'Algorithm',
    profile === 'id-token'
      ? `"alg" is ${showValue(alg)}; the issuer does not say what it signs with.`
      : `"alg" is ${showValue(alg)}.`,
  );
}
