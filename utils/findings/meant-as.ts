import type { DecodedToken } from '../tokens/decode-token';
import { readPart } from '../tokens/read-part';
import type { TokenName } from '../tokens/recognised';
import { profileOf, typeOf, type TokenProfile } from '../tokens/token-profile';
import { textOf } from '../tokens/members';

/** What a token is judged as: what it is meant as, but for access tokens that are held to other rules. */
export type JudgedAs =
  | TokenProfile
  /** For APIs of its issuer alone, which may make it as it likes. */
  | 'provider-access-token';

/** `typ` of access tokens that are for APIs of their issuer alone: Okta's. */
const PROVIDER_TYPE = 'okta-internal-at+jwt';

/** Keycloak says in a claim what its tokens are. */
const REFRESH_TYPES = new Set(['refresh', 'offline']);

/** What rules judge a token as; `undefined` for what is no JWT. @param name the place where it was found */
export function judgedAs(token: DecodedToken, name: TokenName): JudgedAs | undefined {
  const profile = profileOf(token, name);
  if (profile !== 'access-token' || !('claims' in token) || token.claims === undefined) {
    return profile;
  }
  // Also where it was taken for an access token, as in a header.
  if (REFRESH_TYPES.has(textOf(token.claims, 'typ')?.toLowerCase() ?? '')) return 'refresh-token';
  return typeOf(token.header) === PROVIDER_TYPE ? 'provider-access-token' : profile;
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
