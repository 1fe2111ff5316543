const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/;
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Whether the text can be the path of a redirect URI without being encoded. */
export function isSlug(text: string): boolean {
  return SLUG.test(text);
}

/** A short random path that can be read aloud: no `l`, `o`, `0`, `1`. */
export function makeSlug(randomBytes: Uint8Array): string {
  return Array.from(randomBytes, (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join('');
}
