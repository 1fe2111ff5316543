import type { Check } from '../check';

/** The key that fits a signature. */
export type VerificationKey = { readonly kid?: string; readonly alg: string };

/** What the checks of a token come to. */
export type TokenVerification = {
  /**
   * `refused` if any check failed; `unverified` if none failed but the signature, or where it matters the issuer, could
   * not be checked, or anyone can have signed; `genuine` otherwise.
   */
  readonly outcome: 'genuine' | 'refused' | 'unverified';
  readonly checks: readonly Check[];
  readonly key?: VerificationKey;
};

/** Checks that have to be made for a token to be genuine. */
export function concludeFrom(
  checks: readonly Check[],
  needed: readonly Check['name'][],
  key?: VerificationKey,
): TokenVerification {
  const outcome = checks.some((check) => check.outcome === 'failed')
    ? 'refused'
    : checks.some(
          (check) =>
            (check.outcome === 'unknown' && needed.includes(check.name)) ||
            check.name === 'Known secret',
        )
      ? 'unverified'
      : 'genuine';
  return key === undefined ? { outcome, checks } : { outcome, checks, key };
}
