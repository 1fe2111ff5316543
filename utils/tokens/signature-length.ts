import { showValue } from './show-value';

/** Bytes of a signature, by algorithm (RFC 7518 §3.2 and §3.4, RFC 8037 §3.1, RFC 8812 §3.2). */
const LENGTHS: ReadonlyMap<string, readonly number[]> = new Map([
  ['HS256', [32]],
  ['HS384', [48]],
  ['HS512', [64]],
  ['ES256', [64]],
  ['ES256K', [64]],
  ['ES384', [96]],
  ['ES512', [132]],
  ['EdDSA', [64, 114]],
  ['Ed25519', [64]],
  ['Ed448', [114]],
]);

/** Of an RSA key of 1024, 1536, 2048, 2560, 3072, … bits. */
const RSA_STEP = 64;
const SMALLEST_RSA = 128;

/**
 * What is odd about the length of a signature: `undefined` where it is as the algorithm makes it, or
 * where that is not known. For RSA, whose length follows the key, an unusual one is only a guess.
 */
export function remarkOnSignatureLength(
  alg: unknown,
  bytes: Uint8Array,
): { readonly message: string; readonly isCertain: boolean } | undefined {
  if (typeof alg !== 'string' || bytes.length === 0) return undefined;
  if (/^[RP]S(?:256|384|512)$/.test(alg)) {
    if (bytes.length >= SMALLEST_RSA && bytes.length % RSA_STEP === 0) return undefined;
    const message = `The signature has ${bytes.length} bytes; ${alg} makes 256, 384, 512 or another length that a key has. Perhaps it is cut off.`;
    return { message, isCertain: false };
  }
  const lengths = LENGTHS.get(alg);
  if (lengths === undefined || lengths.includes(bytes.length)) return undefined;
  const has = `The signature has ${bytes.length} bytes; ${showValue(alg).slice(1, -1)} makes ${lengths.join(' or ')}.`;
  const message = `${has} ${guess(alg, bytes, Math.min(...lengths))}`;
  return { message, isCertain: true };
}

function guess(alg: string, bytes: Uint8Array, expected: number): string {
  if (alg.startsWith('ES') && bytes[0] === 0x30 && bytes[1] === bytes.length - 2) {
    return 'It begins like one in ASN.1 DER, where a token has R and S alone (RFC 7518 §3.4).';
  }
  return bytes.length < expected
    ? 'Perhaps it is cut off.'
    : 'Perhaps something was added to it, or another algorithm made it.';
}
