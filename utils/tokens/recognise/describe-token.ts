import { decodeToken, type DecodedToken } from '../decode-token';
import { showValue } from '../show-value';

/** What kind of token it is: `JWT (signed, RS256)` */
export function describeToken(token: DecodedToken): string {
  switch (token.kind) {
    case 'jwt': {
      const alg = showValue(token.header['alg'], 20).slice(1, -1);
      if (alg === 'none') return 'JWT (not signed, alg none)';
      return token.segments[2] === '' ? `JWT (signature missing, ${alg})` : `JWT (signed, ${alg})`;
    }
    case 'jws':
      return 'JWS (signed)';
    case 'jwe':
      return 'JWE (encrypted)';
    case 'broken':
      return token.looksLike ?? (token.segments.length === 5 ? 'Broken JWE' : 'Broken JWT');
    case 'opaque':
      return 'Opaque token';
  }
}

/** What kind of token it is, in a sentence: `a JWT` */
export function withArticle(token: string): string {
  return WITH_ARTICLE[decodeToken(token).kind];
}

const WITH_ARTICLE = {
  jwt: 'a JWT',
  jws: 'a JWS',
  jwe: 'a JWE',
  broken: 'a broken token',
  opaque: 'an opaque token',
} as const satisfies Record<DecodedToken['kind'], string>;

/** Whether a text without white space may be an opaque token, rather than a word. */
export function couldBeOpaque(text: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(text) || text.length < 8) return false;
  return text.length >= 20 || /\d/.test(text);
}
