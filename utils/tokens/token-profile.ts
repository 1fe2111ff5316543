import type { DecodedToken } from './decode-token';
import { isJsonObject, type JsonObject, type JsonValue } from './json';

/** What a JWT is meant as: it decides which checks and which findings apply. */
export type TokenProfile =
  | 'id-token'
  | 'access-token'
  | 'dpop-proof'
  | 'logout-token'
  | 'request-object'
  | 'client-assertion'
  | 'introspection-response'
  | 'user-info'
  | 'refresh-token'
  /** An authorization grant (RFC 7523 §2.1) */
  | 'assertion'
  /** The issuer's part of a verifiable credential (RFC 9901) */
  | 'sd-jwt'
  /** By the holder of an SD-JWT (RFC 9901 §4.3) */
  | 'key-binding'
  /** Claims of no known profile */
  | 'jwt';

/** Media types of explicitly typed JWTs (RFC 8725 §3.11), without `application/`, in lower case. */
const PROFILES_OF_TYPES: ReadonlyMap<string, TokenProfile> = new Map([
  ['at+jwt', 'access-token'],
  // Okta, of its own authorization server
  ['okta-internal-at+jwt', 'access-token'],
  ['dpop+jwt', 'dpop-proof'],
  ['logout+jwt', 'logout-token'],
  ['oauth-authz-req+jwt', 'request-object'],
  ['client-authentication+jwt', 'client-assertion'],
  ['token-introspection+jwt', 'introspection-response'],
  ['dc+sd-jwt', 'sd-jwt'],
  ['vc+sd-jwt', 'sd-jwt'],
  ['kb+jwt', 'key-binding'],
]);

/** The `typ` that Keycloak puts among the claims. */
const PROFILES_OF_TYPE_CLAIMS: ReadonlyMap<unknown, TokenProfile> = new Map([
  ['Bearer', 'access-token'],
  ['DPoP', 'access-token'],
  ['ID', 'id-token'],
  ['Refresh', 'refresh-token'],
  ['Offline', 'refresh-token'],
  ['Logout', 'logout-token'],
]);

/** Where a token was found tells what it is meant as, whatever it says of itself. */
const PROFILES_OF_NAMES: ReadonlyMap<string, TokenProfile> = new Map([
  ['Access token', 'access-token'],
  ['ID token', 'id-token'],
  ['ID token hint', 'id-token'],
  ['DPoP proof', 'dpop-proof'],
  ['Logout token', 'logout-token'],
  ['Request object', 'request-object'],
  ['Client assertion', 'client-assertion'],
  ['Introspection response', 'introspection-response'],
  ['User info', 'user-info'],
  ['Refresh token', 'refresh-token'],
  ['Key binding', 'key-binding'],
]);

/** A back-channel logout event (OpenID Connect Back-Channel Logout §2.4). */
export const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * What a token is meant as: by the place where it was found (`Access token`), else by its `typ`, else by the claims
 * that only one kind has. `undefined` for what is no JWT.
 */
export function profileOf(token: DecodedToken, name?: string): TokenProfile | undefined {
  if (!('claims' in token) || token.claims === undefined) return undefined;
  return (
    PROFILES_OF_NAMES.get(name ?? '') ??
    profileOfType(token.header) ??
    profileOfClaims(token.claims)
  );
}

/** The profile that the `typ` of a header stands for; undefined where it is general or not known. */
export function profileOfType(header: JsonObject | undefined): TokenProfile | undefined {
  return PROFILES_OF_TYPES.get(typeOf(header));
}

/** The `typ` of a header, in lower case and without `application/` (RFC 7515 §4.1.9). */
export function typeOf(header: JsonObject | undefined): string {
  const typ = header !== undefined && Object.hasOwn(header, 'typ') ? header['typ'] : undefined;
  return typeof typ === 'string' ? typ.toLowerCase().replace(/^application\//, '') : '';
}

function profileOfClaims(claims: JsonObject): TokenProfile {
  const has = (name: string) => Object.hasOwn(claims, name);
  const said = PROFILES_OF_TYPE_CLAIMS.get(claims['typ']);
  if (said !== undefined) return said;
  if (has('htm') && has('htu')) return 'dpop-proof';
  if (has('events')) return isLogout(claims['events']) ? 'logout-token' : 'jwt';
  if (has('token_introspection')) return 'introspection-response';
  if (has('response_type') && has('client_id')) return 'request-object';
  if (isOfServiceAccount(claims)) return 'assertion';
  if (has('_sd') || has('_sd_alg')) return 'sd-jwt';
  if (isClientAssertion(claims)) return 'client-assertion';
  if (isGrantAssertion(claims)) return 'assertion';
  if (['at_hash', 'c_hash', 's_hash', 'nonce'].some(has)) {
    return has('scope') || has('scp') ? 'access-token' : 'id-token';
  }
  if (has('scope') || has('scp') || has('client_id')) return 'access-token';
  return ['auth_time', 'acr', 'amr', 'azp'].some(has) ? 'id-token' : 'jwt';
}

function isLogout(events: unknown): boolean {
  return isJsonObject(events) && Object.hasOwn(events, LOGOUT_EVENT);
}

/** It speaks of its own sender alone (RFC 7523 §3). */
function isClientAssertion(claims: JsonObject): boolean {
  const { iss, sub, aud, jti } = claims;
  return (
    typeof iss === 'string' &&
    iss === sub &&
    (isTokenEndpoint(aud) || (aud !== undefined && jti !== undefined))
  );
}

/** What a service account of Google exchanges for an access token. */
function isOfServiceAccount({ iss, aud }: JsonObject): boolean {
  return typeof iss === 'string' && iss.endsWith('.gserviceaccount.com') && aud !== undefined;
}

/** Of a service that is no address, as authorization servers are, for a token endpoint (RFC 7523 §2.1). */
function isGrantAssertion({ iss, aud, client_id: clientId }: JsonObject): boolean {
  return (
    typeof iss === 'string' && !URL.canParse(iss) && isTokenEndpoint(aud) && clientId === undefined
  );
}

function isTokenEndpoint(aud: JsonValue | undefined): boolean {
  const audiences = Array.isArray(aud) ? aud : [aud];
  return audiences.some(
    (one) => typeof one === 'string' && /^https?:.*\/token$/.test(one) && URL.canParse(one),
  );
}
