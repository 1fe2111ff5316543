import type { SignatureAlgorithm } from '../algorithms';
import { isJsonObject, type JsonObject } from '../json';
import { showValue } from '../show-value';
import { certificateThumbprints, thumbprintOf } from './thumbprints';
import { memberOf } from '../members';

/** Public members only: nothing else of a key reaches the cryptography. */
export type PublicKey = {
  readonly kid?: string;
  /** The token names this very key */
  readonly isNamed: boolean;
  readonly jwk:
    | { readonly kty: 'RSA'; readonly n: string; readonly e: string }
    | { readonly kty: 'EC'; readonly crv: string; readonly x: string; readonly y: string }
    | { readonly kty: 'OKP'; readonly crv: string; readonly x: string }
    | { readonly kty: 'AKP'; readonly alg: string; readonly pub: string };
};

/** How a header names its key (RFC 7515 §4.1.4, §4.1.7, §4.1.8). */
export type KeyHints = {
  readonly kid: string | undefined;
  readonly x5t: string | undefined;
  readonly x5tS256: string | undefined;
};

export type KeyChoice = {
  /** Keys to try, those that the token names first */
  readonly candidates: readonly PublicKey[];
  /** Why keys that are named cannot be used, in words */
  readonly unusable: readonly string[];
};

/** Thumbprints are computed of no more keys than are tried. */
const MOST_THUMBPRINTS = 50;

/**
 * The keys of a set (RFC 7517 §5) that may have made a signature: by `kid` (also where it is the thumbprint of the key,
 * RFC 7638), by the thumbprint of a certificate, by type, curve, `alg`, `use` and `key_ops`. These are hints and the
 * signature is the proof, so keys without a `kid` are tried after those with the right one.
 *
 * @param isPublished where nobody but its owner may have the private part of a key
 */
export async function chooseKeys(input: {
  readonly keys: readonly unknown[];
  readonly alg: string;
  readonly algorithm: SignatureAlgorithm;
  readonly hints: KeyHints;
  readonly isPublished: boolean;
}): Promise<KeyChoice> {
  const { alg, algorithm, hints } = input;
  const named: PublicKey[] = [];
  const unnamed: PublicKey[] = [];
  const unusable: string[] = [];
  let computed = 0;
  for (const key of input.keys) {
    if (!isJsonObject(key)) {
      unusable.push(`An entry of the key set is ${showValue(key)} instead of a key.`);
      continue;
    }
    const kid = stringOf(key, 'kid');
    const hasCertificate = ['x5c', 'x5t', 'x5t#S256'].some((member) => Object.hasOwn(key, member));
    const isCostly = (hasCertificate && isByCertificate(hints)) || kid === undefined;
    const isNamed =
      (kid !== undefined && kid === hints.kid) ||
      (isCostly && computed < MOST_THUMBPRINTS && (await isNamedByThumbprint(key, hints)));
    if (isCostly) computed += 1;
    if (!isNamed && hints.kid !== undefined && kid !== undefined) continue;
    const reason = reasonAgainst(key, input);
    const jwk = reason === undefined ? publicMembers(key, alg, algorithm) : undefined;
    if (jwk === undefined) {
      unusable.push(
        `${nameKey(kid)} ${reason ?? 'lacks members that a public key of its type has'}.`,
      );
      continue;
    }
    (isNamed || kid !== undefined ? named : unnamed).push({
      ...(kid === undefined ? {} : { kid }),
      isNamed,
      jwk,
    });
  }
  const certain = named.filter(({ isNamed }) => isNamed);
  const others = named.filter(({ isNamed }) => !isNamed);
  return { candidates: [...certain, ...others, ...unnamed], unusable };
}

/** A key in a sentence: `The key "2024-1"`. */
export function nameKey(kid: string | undefined): string {
  return kid === undefined ? 'A key without "kid"' : `The key ${showValue(kid)}`;
}

/** Whether a JWK holds what its owner alone may have (RFC 7518 §6). */
export function isPrivate(key: JsonObject): boolean {
  return privateMembers.some((member) => Object.hasOwn(key, member));
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'];

function isByCertificate({ x5t, x5tS256 }: KeyHints): boolean {
  return x5t !== undefined || x5tS256 !== undefined;
}

async function isNamedByThumbprint(key: JsonObject, hints: KeyHints): Promise<boolean> {
  const isSame = (hint: string | undefined, value: string | undefined) =>
    hint !== undefined && hint === value;
  if (isByCertificate(hints)) {
    const { sha1, sha256 } = await certificateThumbprints(key);
    if (isSame(hints.x5t, sha1) || isSame(hints.x5tS256, sha256)) return true;
  }
  return hints.kid !== undefined && isSame(hints.kid, await thumbprintOf(key));
}

function reasonAgainst(
  key: JsonObject,
  {
    alg,
    algorithm,
    isPublished,
  }: {
    readonly alg: string;
    readonly algorithm: SignatureAlgorithm;
    readonly isPublished: boolean;
  },
): string | undefined {
  const kty = stringOf(key, 'kty');
  if (kty === 'oct' || Object.hasOwn(key, 'k')) {
    return isPublished
      ? 'is a symmetric key, which proves nothing once it is published'
      : `is a symmetric key, and ${alg} is checked with a public one`;
  }
  if (isPublished && isPrivate(key)) {
    return 'is published with its private part: anyone can sign with it';
  }
  if (kty !== algorithm.kty) {
    return `is of type ${showValue(key['kty'])}, and ${alg} needs "${algorithm.kty}"`;
  }
  if ('crv' in algorithm && stringOf(key, 'crv') !== algorithm.crv) {
    return `is on the curve ${showValue(key['crv'])}, and ${alg} needs "${algorithm.crv}"`;
  }
  const use = key['use'];
  if (use !== undefined && use !== 'sig')
    return `is for the use ${showValue(use)}, not for signatures`;
  const operations = key['key_ops'];
  const wanted = isPublished ? ['verify'] : ['verify', 'sign'];
  if (
    operations !== undefined &&
    !(Array.isArray(operations) && wanted.some((operation) => operations.includes(operation)))
  ) {
    return `may not be used to verify ("key_ops": ${showValue(operations)})`;
  }
  const keyAlg = key['alg'];
  if (keyAlg !== undefined && keyAlg !== alg && !areBothEd25519(keyAlg, alg)) {
    return `is for ${showValue(keyAlg)}, not for ${alg}`;
  }
  return undefined;
}

function publicMembers(
  key: JsonObject,
  alg: string,
  algorithm: SignatureAlgorithm,
): PublicKey['jwk'] | undefined {
  const [n, e, x, y, pub] = ['n', 'e', 'x', 'y', 'pub'].map((member) => stringOf(key, member));
  switch (algorithm.kty) {
    case 'oct':
      return undefined;
    case 'RSA':
      return n === undefined || e === undefined ? undefined : { kty: 'RSA', n, e };
    case 'AKP':
      return pub === undefined ? undefined : { kty: 'AKP', alg, pub };
    case 'OKP':
      return x === undefined ? undefined : { kty: 'OKP', crv: algorithm.crv, x };
    case 'EC':
      return x === undefined || y === undefined
        ? undefined
        : { kty: 'EC', crv: algorithm.crv, x, y };
  }
}

/** RFC 9864 renamed EdDSA on this curve; keys are published under either name. */
function areBothEd25519(keyAlg: unknown, alg: string): boolean {
  return [keyAlg, alg].every((name) => name === 'EdDSA' || name === 'Ed25519');
}

function stringOf(object: JsonObject, name: string): string | undefined {
  const value = memberOf(object, name);
  return typeof value === 'string' ? value : undefined;
}
