import { createHash } from 'node:crypto';

/** Whether a code verifier has the form of RFC 7636 §4.1 and belongs to an S256 challenge (§4.6). */
export function matchesChallenge(verifier: string | null, challenge: string): boolean {
  if (verifier === null || !/^[\w.~-]{43,128}$/.test(verifier)) return false;
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
