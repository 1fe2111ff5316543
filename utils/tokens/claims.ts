import { headerMeanings } from './header-meanings';
import { providerClaimMeanings } from './provider-claim-meanings';
import { registeredClaimMeanings } from './registered-claim-meanings';

export type ClaimMeaning = { readonly meaning: string; readonly spec?: string };

const timeClaims: ReadonlySet<string> = new Set([
  'exp',
  'iat',
  'nbf',
  'auth_time',
  'updated_at',
  'toe',
]);

/** Meaning of a claim, registered or of a known provider, in words; undefined if unknown. */
export function claimMeaning(name: string): ClaimMeaning | undefined {
  return registeredClaimMeanings.get(name) ?? providerClaimMeanings.get(name);
}

/** Meaning of a JOSE header parameter in words; undefined if unknown. */
export function headerMeaning(name: string): ClaimMeaning | undefined {
  return headerMeanings.get(name);
}

/** Whether the number of this claim is a NumericDate, in seconds (RFC 7519 §2). */
export function isTimeClaim(name: string): boolean {
  return timeClaims.has(name);
}
