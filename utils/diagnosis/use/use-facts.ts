import { headerValues } from '../../oauth/exchange';
import { memberOf } from '../../tokens/members';
import { splitScopes } from '../../tokens/scopes';
import { revokedTokens } from '../../oauth/used-tokens';
import type { JsonObject } from '../../tokens/json';
import type { Symptoms } from '../symptoms';
import { quoted } from '../words';

/** Whether an access token was sent somewhere to be accepted (RFC 6750). */
export function isTokenSent({ place }: Symptoms): boolean {
  return place === 'user-info' || place === 'resource';
}

/** Whether the server speaks against the access token: by its code, or by the bare status. */
export function isTokenRefused(symptoms: Symptoms): boolean {
  const { error, response } = symptoms;
  if (!isTokenSent(symptoms)) return false;
  return (
    error?.code === 'invalid_token' || (response?.status === 401 && !isErrorOfRequest(error?.code))
  );
}

function isErrorOfRequest(code: string | undefined): boolean {
  return code !== undefined && OTHER_ERRORS.has(code);
}

/** Errors that say that the token itself is good, or nothing of it. */
const OTHER_ERRORS = new Set([
  'insufficient_scope',
  'insufficient_user_authentication',
  'invalid_request',
  'invalid_dpop_proof',
  'use_dpop_nonce',
]);

/** Whether this token had been revoked in this workbench before the use that is looked at. */
export function wasRevoked({ run, use }: Symptoms): boolean {
  if (run === undefined || use === undefined) return false;
  const before = run.uses.filter(({ at }) => at < use.at);
  return revokedTokens({ uses: before }).has(use.token);
}

/** The claims of the token that was used, where it is a JWT. */
export function claimsOfUsed({ result, use }: Symptoms): JsonObject | undefined {
  const token = use?.token === 'refresh_token' ? result?.refreshToken : result?.accessToken;
  return token?.kind === 'jwt' ? token.claims : undefined;
}

/** When the access token ended, by itself or by the token response, in milliseconds since the epoch. */
export function endOfUsed(symptoms: Symptoms): number | undefined {
  const { result, use } = symptoms;
  if (use?.token === 'refresh_token') return undefined;
  const claims = claimsOfUsed(symptoms);
  const exp = claims === undefined ? undefined : memberOf(claims, 'exp');
  return typeof exp === 'number' ? exp * 1000 : result?.response?.expiresAt;
}

/** A claim of one text or several. */
export function textsOf(claims: JsonObject, name: string): readonly string[] {
  const value = memberOf(claims, name);
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'string');
}

/** The scopes that the run asked for and got; nothing where that is not known. */
export function scopesOfRun({ result }: Symptoms) {
  const rows = result?.scopes ?? [];
  return {
    requested: rows.filter(({ requested }) => requested).map(({ scope }) => scope),
    granted: rows.filter(({ granted }) => granted === true).map(({ scope }) => scope),
    isKnown: rows.length > 0 && rows.every(({ granted }) => granted !== 'unknown'),
  };
}

/** The scopes that the server says it would take. */
export function wantedScopes({ error }: Symptoms): readonly string[] {
  return splitScopes(error?.scope ?? '');
}

/** The ways of authentication that the answer asks for (RFC 9110 §11.6.1), in lower case. */
export function askedSchemes({ response }: Symptoms): readonly string[] {
  if (response === undefined) return [];
  return headerValues(response, 'www-authenticate').flatMap((value) => {
    const scheme = /^\s{0,9}([A-Za-z][\w-]{0,30})(?:\s|$)/.exec(value)?.[1];
    return scheme === undefined ? [] : [scheme.toLowerCase()];
  });
}

/** The address that was used, without its query, for the beginning of a sentence. */
export function addressOf({ exchange }: Symptoms): string {
  const url = exchange === undefined ? null : URL.parse(exchange.request.url);
  return url === null ? 'The address' : quoted(url.origin + url.pathname);
}
