/** What a signature algorithm of JOSE (RFC 7518 §3.1, RFC 8037, RFC 9864, RFC 9964) asks of key and hash. */
export type SignatureAlgorithm =
  | { readonly kty: 'oct'; readonly hash: HashName; readonly bits: number }
  | { readonly kty: 'RSA'; readonly hash: HashName }
  | { readonly kty: 'EC' | 'OKP'; readonly crv: string; readonly hash: HashName }
  /** Its key names the algorithm, and no claim is hashed with it */
  | { readonly kty: 'AKP'; readonly hash?: undefined };

type HashName = 'SHA-256' | 'SHA-384' | 'SHA-512';

const algorithms: ReadonlyMap<string, SignatureAlgorithm> = new Map<string, SignatureAlgorithm>([
  ['HS256', { kty: 'oct', hash: 'SHA-256', bits: 256 }],
  ['HS384', { kty: 'oct', hash: 'SHA-384', bits: 384 }],
  ['HS512', { kty: 'oct', hash: 'SHA-512', bits: 512 }],
  ['RS256', { kty: 'RSA', hash: 'SHA-256' }],
  ['RS384', { kty: 'RSA', hash: 'SHA-384' }],
  ['RS512', { kty: 'RSA', hash: 'SHA-512' }],
  ['PS256', { kty: 'RSA', hash: 'SHA-256' }],
  ['PS384', { kty: 'RSA', hash: 'SHA-384' }],
  ['PS512', { kty: 'RSA', hash: 'SHA-512' }],
  ['ES256', { kty: 'EC', crv: 'P-256', hash: 'SHA-256' }],
  ['ES384', { kty: 'EC', crv: 'P-384', hash: 'SHA-384' }],
  ['ES512', { kty: 'EC', crv: 'P-521', hash: 'SHA-512' }],
  ['EdDSA', { kty: 'OKP', crv: 'Ed25519', hash: 'SHA-512' }],
  ['Ed25519', { kty: 'OKP', crv: 'Ed25519', hash: 'SHA-512' }],
  ['ML-DSA-44', { kty: 'AKP' }],
  ['ML-DSA-65', { kty: 'AKP' }],
  ['ML-DSA-87', { kty: 'AKP' }],
]);

/** Registered, and offered by no browser. */
const notInBrowsers: ReadonlySet<string> = new Set(['ES256K', 'Ed448']);

/** The algorithm of that name, spelled exactly; undefined if it is not one that is checked here. */
export function findAlgorithm(alg: unknown): SignatureAlgorithm | undefined {
  return typeof alg === 'string' ? algorithms.get(alg) : undefined;
}

/** Whether an algorithm is a registered one that browsers cannot compute. */
export function isLackedByBrowsers(alg: unknown): boolean {
  return typeof alg === 'string' && notInBrowsers.has(alg);
}

/** Whether a token says that it is not signed, in whatever spelling (RFC 7518 §3.6). */
export function isUnsigned(alg: unknown): boolean {
  return typeof alg === 'string' && alg.toLowerCase() === 'none';
}
