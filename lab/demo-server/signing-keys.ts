import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** A key set of one key, with its private part. */
export type SigningKeys = { readonly keys: [JWK] };

/** A fresh RS256 key set with one key, whose `kid` is its thumbprint (RFC 7638). It lives as long as the process. */
export async function createSigningKeys(): Promise<SigningKeys> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { keys: [{ ...jwk, alg: 'RS256', use: 'sig', kid: await calculateJwkThumbprint(jwk) }] };
}
