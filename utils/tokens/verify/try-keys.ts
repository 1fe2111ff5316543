import { showValue } from '../show-value';
import { chooseKeys, type PublicKey } from './choose-keys';
import { fits, importKey, type Signed } from './signed';
import type { VerificationKey } from './verification';

/** What came of trying keys. */
export type Attempt =
  | { readonly outcome: 'fits'; readonly key: VerificationKey; readonly detail: string }
  /** `isCertain`: the very key that the token names was tried */
  | { readonly outcome: 'misfit'; readonly detail: string; readonly isCertain: boolean }
  | { readonly outcome: 'uncheckable'; readonly detail: string };

/** Where keys came from, in sentences: `the key of the issuer`. */
type Owner = 'of the issuer' | 'that was given';

/** A key set may hold any number of keys; each try costs a signature verification. */
const mostKeysTried = 50;

/** Holds a signature against each key of a set that may have made it, until one fits. */
export async function tryKeys(
  signed: Signed,
  keys: readonly unknown[],
  owner: Owner,
): Promise<Attempt> {
  const { alg } = signed;
  const isPublished = owner === 'of the issuer';
  const { candidates, unusable } = await chooseKeys({ ...signed, keys, isPublished });
  const notes = unusable.slice(0, 3);
  let tried = 0;
  let isCertain = false;
  let isLacking = false;
  for (const candidate of candidates.slice(0, mostKeysTried)) {
    const key = await importKey(candidate, alg);
    if (typeof key === 'string') {
      notes.push(key);
      continue;
    }
    if (key === undefined) {
      isLacking = true;
      continue;
    }
    tried += 1;
    if (candidate.isNamed) isCertain = true;
    if (await fits(signed, key)) return describeFit(candidate, alg, owner);
  }
  if (isLacking && tried === 0) return { outcome: 'uncheckable', detail: browserLacks(alg) };
  if (candidates.length > mostKeysTried) {
    return {
      outcome: 'uncheckable',
      detail: `${candidates.length} keys ${owner} come into question; the first ${mostKeysTried} do not fit, the rest were not tried.`,
    };
  }
  const { kid } = signed.hints;
  const misfit = describeMisfit({ alg, kid, total: keys.length, tried, owner });
  return { outcome: 'misfit', isCertain, detail: [misfit, ...notes.slice(0, 3)].join(' ') };
}

function describeFit(key: PublicKey, alg: string, owner: Owner): Attempt {
  const name =
    key.kid === undefined
      ? `a key ${owner} (without "kid")`
      : `the key ${showValue(key.kid)} ${owner}`;
  return {
    outcome: 'fits',
    key: key.kid === undefined ? { alg } : { kid: key.kid, alg },
    detail: `The ${alg} signature fits ${name}.`,
  };
}

function describeMisfit(input: {
  readonly alg: string;
  readonly kid: string | undefined;
  readonly total: number;
  readonly tried: number;
  readonly owner: Owner;
}): string {
  const { alg, kid, total, tried, owner } = input;
  const named = kid === undefined ? '' : ` with the "kid" ${showValue(kid)}`;
  if (total === 0) return 'The issuer publishes no keys.';
  if (tried === 0) {
    return total === 1
      ? `The only key ${owner} cannot be used for ${alg}${named}.`
      : `None of the ${total} keys ${owner} can be used for ${alg}${named}.`;
  }
  if (tried === 1)
    return `The ${alg} signature does not fit the key ${owner}${named}: a changed token, or another signer.`;
  return `The ${alg} signature fits none of ${tried} keys ${owner}${named}: a changed token, or another signer.`;
}

/** The browser does not offer an algorithm. */
export function browserLacks(alg: string): string {
  return `This browser cannot check ${alg} signatures.`;
}
