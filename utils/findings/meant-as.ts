import { memberOf, textOf } from '../oauth/token-body';
import type { DecodedToken } from '../tokens/decode-token';
import type { JsonObject } from '../tokens/json';
import { readPart } from '../tokens/read-part';
import type { TokenName } from '../tokens/recognised';
import { profileOf, typeOf, type TokenProfile } from '../tokens/token-profile';

/** What a token is judged as: some look like access or ID tokens, and are held to other rules. */
export type JudgedAs =
  | TokenProfile
  /** For its issuer alone, which may make it as it likes (RFC 6749 §1.5). */
  | 'refresh-token'
  /** For APIs of its issuer alone, which may make it as it likes. */
  | 'provider-access-token'
  /** What a service exchanges for an access token (RFC 7523 §2.1). */
  | 'grant-assertion'
  /** With which the holder of an SD-JWT shows it (RFC 9901 §4.3). */
  | 'key-binding'
  /** An SD-JWT, of which the holder shows what he likes (RFC 9901). */
  | 'credential';

/** By their `typ`, whatever their claims are. */
const JUDGED_BY_TYPE: ReadonlyMap<string, JudgedAs> = new Map([
  ['kb+jwt', 'key-binding'],
  ['dc+sd-jwt', 'credential'],
  ['vc+sd-jwt', 'credential'],
  ['okta-internal-at+jwt', 'provider-access-token'],
]);

/** Keycloak says in a claim what its tokens are. */
const REFRESH_TYPES = new Set(['refresh', 'offline']);

/** What rules judge a token as; `undefined` for what is no JWT. @param name the place where it was found */
export function judgedAs(token: DecodedToken, name: TokenName): JudgedAs | undefined {
  const profile = profileOf(token, name);
  if (profile === undefined || !('claims' in token) || token.claims === undefined) return profile;
  if (name === 'Key binding') return 'key-binding';
  if (name === 'Refresh token') return 'refresh-token';
  if (name !== 'Token' && name !== 'Access token') return profile;
  if (isRefreshToken(token.claims)) return 'refresh-token';
  const byType = JUDGED_BY_TYPE.get(typeOf(token.header));
  if (byType !== undefined) return byType;
  if (name !== 'Token') return profile;
  if (Object.hasOwn(token.claims, '_sd_alg') || Object.hasOwn(token.claims, '_sd')) {
    return 'credential';
  }
  return profile === 'access-token' && isGrantAssertion(token.claims) ? 'grant-assertion' : profile;
}

/** Whether header and claims are all there: only then what is not in them is missing. */
export function isWhole(token: DecodedToken): boolean {
  return token.kind === 'broken'
    ? isReadable(token.segments[0], 'header') && isReadable(token.segments[1], 'payload')
    : true;
}

function isReadable(segment: string | undefined, name: 'header' | 'payload'): boolean {
  return segment !== undefined && readPart(segment, name).fault === undefined;
}

function isRefreshToken(claims: JsonObject): boolean {
  return REFRESH_TYPES.has(textOf(claims, 'typ')?.toLowerCase() ?? '');
}

/** Meant for a token endpoint, by a service that is no address, as authorization servers are. */
function isGrantAssertion(claims: JsonObject): boolean {
  const iss = textOf(claims, 'iss');
  const aud = memberOf(claims, 'aud');
  const audience = typeof aud === 'string' ? URL.parse(aud) : null;
  return (
    iss !== undefined &&
    URL.parse(iss) === null &&
    audience?.pathname.endsWith('/token') === true &&
    !Object.hasOwn(claims, 'client_id')
  );
}
