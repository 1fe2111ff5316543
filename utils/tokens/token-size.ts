import { readBase64url } from './base64url';
import type { DecodedToken } from './decode-token';

export type TokenSize = {
  readonly characters: number;
  /** In UTF-8; differs from the characters only where some are not ASCII. */
  readonly bytes: number;
  /** Bytes of each part, decoded. */
  readonly parts: readonly { readonly name: string; readonly bytes: number }[];
  /** Where a token of this size does not fit. */
  readonly remark?: string;
};

/** Servers commonly take about this much in the whole header block of a request. */
const HEADER_LIMIT = 8_000;
/** RFC 6265 §6.1: what a browser keeps of a cookie at least, and hardly more. */
const COOKIE_LIMIT = 4_096;

const SIGNED_PARTS = ['header', 'payload', 'signature'];
const ENCRYPTED_PARTS = [
  'header',
  'encrypted key',
  'initialization vector',
  'ciphertext',
  'authentication tag',
];

/** How large a token and its parts are, and where it is too large to be sent. */
export function sizeOfToken(token: DecodedToken): TokenSize {
  const bytes = new TextEncoder().encode(token.raw).length;
  const remark = remarkOnSize(bytes);
  return {
    characters: token.raw.length,
    bytes,
    parts: token.kind === 'opaque' ? [] : sizesOfParts(token),
    ...(remark === undefined ? {} : { remark }),
  };
}

function sizesOfParts(token: Exclude<DecodedToken, { kind: 'opaque' }>): TokenSize['parts'] {
  const names = token.segments.length === 5 ? ENCRYPTED_PARTS : SIGNED_PARTS;
  return names.flatMap((name, index) => {
    const segment = token.segments[index];
    if (segment === undefined) return [];
    // The text of a payload need not be encoded in the token (RFC 7797).
    const text = token.kind === 'jws' && index === 1 ? token.payloadText : undefined;
    const bytes =
      text === undefined
        ? readBase64url(segment, name).bytes.length
        : new TextEncoder().encode(text).length;
    return [{ name, bytes }];
  });
}

function remarkOnSize(bytes: number): string | undefined {
  if (bytes > HEADER_LIMIT) {
    return 'Larger than what many servers take in a header (8 kB) and browsers in a cookie (4 kB).';
  }
  return bytes > COOKIE_LIMIT ? 'Larger than what browsers take in a cookie (4 kB).' : undefined;
}
