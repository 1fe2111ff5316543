import { flattenedVerify, importJWK } from 'jose';
import type { SignatureAlgorithm } from '../algorithms';
import { nameKey, type KeyHints, type PublicKey } from './choose-keys';
import type { SignedParts } from './signed-parts';

/** What a signature is held against. */
export type Signed = {
  readonly parts: SignedParts;
  readonly alg: string;
  readonly algorithm: SignatureAlgorithm;
  readonly hints: KeyHints;
};

/** The key; why it cannot be used, in words; undefined if this browser lacks the algorithm. */
export async function importKey(
  key: PublicKey,
  alg: string,
): Promise<CryptoKey | string | undefined> {
  try {
    const imported = await importJWK(key.jwk, alg);
    if (imported instanceof Uint8Array) return `${nameKey(key.kid)} is symmetric.`;
    const bits = modulusLength(imported);
    if (bits === 0) return `${nameKey(key.kid)} is malformed.`;
    if (bits !== undefined && bits < 2048) {
      return `${nameKey(key.kid)} has ${bits} bits: ${alg} needs 2048 or more (RFC 7518 §3.3).`;
    }
    return imported;
  } catch (error) {
    if (error instanceof Error && error.name === 'NotSupportedError') return undefined;
    return `${nameKey(key.kid)} is malformed.`;
  }
}

function modulusLength({ algorithm }: CryptoKey): number | undefined {
  return 'modulusLength' in algorithm && typeof algorithm.modulusLength === 'number'
    ? algorithm.modulusLength
    : undefined;
}

/** Whether the signature was made with this key. */
export async function fits({ parts, alg }: Signed, key: CryptoKey | Uint8Array): Promise<boolean> {
  try {
    await flattenedVerify(parts.jws, key, { algorithms: [alg] });
    return true;
  } catch {
    return false;
  }
}
