import { isJsonObject } from '../json';
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
const MOST_NAMES_SHOWN = 8;

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
  const other = kid === undefined ? undefined : await findOther(signed, keys, isPublished);
  if (other !== undefined) {
    return {
      outcome: 'misfit',
      isCertain,
      detail: `The ${alg} signature fits ${keyOf(other, owner)}, although the token names the "kid" ${showValue(kid)}: programs look a key up by its name, and refuse this token.`,
    };
  }
  const misfit = describeMisfit({ alg, kid, total: keys.length, tried, owner });
  if (kid !== undefined && tried === 0) notes.push(...describeNames(kid, keys));
  return { outcome: 'misfit', isCertain, detail: [misfit, ...notes.slice(0, 3)].join(' ') };
}

/** A key that fits although the token names another one. */
async function findOther(
  signed: Signed,
  keys: readonly unknown[],
  isPublished: boolean,
): Promise<PublicKey | undefined> {
  const hints = { kid: undefined, x5t: undefined, x5tS256: undefined };
  const { candidates } = await chooseKeys({ ...signed, hints, keys, isPublished });
  for (const candidate of candidates.slice(0, mostKeysTried)) {
    const key = await importKey(candidate, signed.alg);
    if (typeof key === 'object' && (await fits(signed, key))) return candidate;
  }
  return undefined;
}

/** Which keys there are, where none has the name that the token gives. */
function describeNames(kid: string, keys: readonly unknown[]): readonly string[] {
  const names = keys.flatMap((key) => {
    const name = isJsonObject(key) && Object.hasOwn(key, 'kid') ? key['kid'] : undefined;
    return typeof name === 'string' ? [name] : [];
  });
  if (names.length === 0 || names.includes(kid)) return [];
  const shown = names.slice(0, MOST_NAMES_SHOWN).map((name) => showValue(name, 60));
  const more = names.length - shown.length;
  const list = `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  return [
    `There ${names.length === 1 ? 'is' : 'are'} ${list}: keys may have been rotated since the token was issued, or it is of another issuer.`,
  ];
}

function keyOf(key: PublicKey, owner: Owner): string {
  return key.kid === undefined
    ? `a key ${owner} (without "kid")`
    : `the key ${showValue(key.kid)} ${owner}`;
}

function describeFit(key: PublicKey, alg: string, owner: Owner): Attempt {
  return {
    outcome: 'fits',
    key: key.kid === undefined ? { alg } : { kid: key.kid, alg },
    detail: `The ${alg} signature fits ${keyOf(key, owner)}.`,
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
