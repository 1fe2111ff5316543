import { generateKeyPair, importJWK, SignJWT } from 'jose';
import type { SigningKeys } from '../signing-keys.ts';
import type { FaultServer } from './fault.ts';

/** Signs tokens with the key of the server, or with a fresh one that nobody knows. */
export function createSigner({ keys: [key] }: SigningKeys): FaultServer['sign'] {
  return async ({ header, claims, isForged = false }) => {
    const signingKey = isForged
      ? (await generateKeyPair('RS256')).privateKey
      : await importJWK(key, 'RS256');
    return new SignJWT(claims).setProtectedHeader(header).sign(signingKey);
  };
}
