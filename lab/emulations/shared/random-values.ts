import { randomBytes } from 'node:crypto';

/** Random bytes in lower-case hexadecimal: two characters per byte. */
export function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

/** Random bytes in base64url. */
export function randomBase64Url(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
