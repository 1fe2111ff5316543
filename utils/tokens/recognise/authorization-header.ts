import { decodeToken } from '../decode-token';
import { readSdJwt } from '../sd-jwt';
import { readBasicCredentials } from './basic-credentials';
import { couldBeOpaque, withArticle } from './describe-token';
import type { Format } from './format';
import { unquote, unwrap } from './wrapped-text';

/** What is sent with a token: the value of the header, with or without its name (RFC 6750 §2.1, RFC 9449 §7.1). */
export const recogniseAuthorizationHeader: Format = (text) => {
  const start = text.slice(0, 80);
  const name = /^(?:proxy-)?authorization\s{0,9}:\s{0,9}/i.exec(start)?.[0] ?? '';
  const scheme = /^(bearer|dpop|basic)\s/i.exec(start.slice(name.length))?.[1];
  const unless = (why: string) => (name === '' ? undefined : { why });
  if (scheme === undefined) {
    return unless('an Authorization header without Bearer or DPoP and a token');
  }
  if (scheme.toLowerCase() === 'basic') {
    const parameters = readBasicCredentials(text.slice(name.length));
    return parameters === undefined
      ? unless('an Authorization header with Basic, but without a user and password in base64')
      : { what: 'Authorization header with Basic credentials', tokens: [], parameters };
  }
  const token = unwrap(unquote(text.slice(name.length + scheme.length).trim()));
  if (token === undefined) {
    return unless('several words in an Authorization header, where one token belongs');
  }
  // "Bearer of" is prose; after the name of the header, anything is meant as a token.
  if (name === '' && decodeToken(token).kind === 'opaque' && !couldBeOpaque(token))
    return undefined;
  const sdJwt = readSdJwt(token);
  const value = sdJwt?.jwt ?? token;
  return {
    what: `Authorization header with ${withArticle(value)}`,
    tokens: [{ name: 'Access token', value }],
    ...(sdJwt === undefined ? {} : { sdJwt }),
  };
};

/** The token in the value of an `Authorization` header; nothing for other schemes than Bearer and DPoP. */
export function tokenOfAuthorization(value: string): string | undefined {
  const scheme = /^\s{0,9}(?:bearer|dpop)\s/i.exec(value.slice(0, 40))?.[0];
  if (scheme === undefined) return undefined;
  const token = unwrap(unquote(value.slice(scheme.length).trim()));
  return token === '' ? undefined : token;
}
