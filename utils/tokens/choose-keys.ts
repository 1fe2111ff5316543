import type { SignatureAlgorithm } from './algorithms';
import { isJsonObject, type JsonObject } from './json';
import { showValue } from './show-value';

/** Public members only: nothing else of a published key reaches the cryptography. */
export type PublicKey = {
  readonly kid?: string;
  readonly jwk:
    | { readonly kty: 'RSA'; readonly n: string; readonly e: string }
    | { readonly kty: 'EC'; readonly crv: string; readonly x: string; readonly y: string }
    | { readonly kty: 'OKP'; readonly crv: string; readonly x: string };
};

export type KeyChoice = {
  /** Keys to try, those of the right `kid` first */
  readonly candidates: readonly PublicKey[];
  /** Why keys of the right `kid` cannot be used, in words */
  readonly unusable: readonly string[];
};

/**
 * The keys of a set (RFC 7517 §5) that may have made a signature: by `kid`, by type, curve, `alg`,
 * `use` and `key_ops`. `kid` is a hint and the signature is the proof, so keys without a `kid` are
 * tried after those with the right one.
 */
export function chooseKeys(input: {
  readonly keys: readonly unknown[];
  readonly alg: string;
  readonly algorithm: SignatureAlgorithm;
  readonly kid: string | undefined;
}): KeyChoice {
  const named: PublicKey[] = [];
  const unnamed: PublicKey[] = [];
  const unusable: string[] = [];
  for (const key of input.keys) {
    if (!isJsonObject(key)) {
      unusable.push(`An entry of the key set is ${showValue(key)} instead of a key.`);
      continue;
    }
    const kid = stringOf(key, 'kid');
    if (input.kid !== undefined && kid !== undefined && kid !== input.kid) continue;
    const reason = reasonAgainst(key, input.alg, input.algorithm);
    const jwk = reason === undefined ? publicMembers(key, input.algorithm) : undefined;
    if (jwk === undefined) {
      unusable.push(
        `${nameKey(kid)} ${reason ?? 'lacks members that a public key of its type has'}.`,
      );
    } else if (kid === undefined) unnamed.push({ jwk });
    else named.push({ kid, jwk });
  }
  return { candidates: [...named, ...unnamed], unusable };
}

/** A key in a sentence: `The key "2024-1"`. */
export function nameKey(kid: string | undefined): string {
  return kid === undefined ? 'A key without "kid"' : `The key ${showValue(kid)}`;
}

const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'priv'];

function reasonAgainst(
  key: JsonObject,
  alg: string,
  algorithm: SignatureAlgorithm,
): string | undefined {
  const kty = stringOf(key, 'kty');
  if (kty === 'oct' || Object.hasOwn(key, 'k')) {
    return 'is a symmetric key, which proves nothing once it is published';
  }
  if (privateMembers.some((member) => Object.hasOwn(key, member))) {
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
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) {
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
  algorithm: SignatureAlgorithm,
): PublicKey['jwk'] | undefined {
  const [n, e, x, y] = ['n', 'e', 'x', 'y'].map((member) => stringOf(key, member));
  if (algorithm.kty === 'RSA') {
    return n === undefined || e === undefined ? undefined : { kty: 'RSA', n, e };
  }
  if (algorithm.kty === 'oct' || x === undefined) return undefined;
  if (algorithm.kty === 'OKP') return { kty: 'OKP', crv: algorithm.crv, x };
  return y === undefined ? undefined : { kty: 'EC', crv: algorithm.crv, x, y };
}

/** RFC 9864 renamed EdDSA on this curve; keys are published under either name. */
function areBothEd25519(keyAlg: unknown, alg: string): boolean {
  return [keyAlg, alg].every((name) => name === 'EdDSA' || name === 'Ed25519');
}

function stringOf(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}
