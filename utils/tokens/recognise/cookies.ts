import type { RecognisedToken } from '../recognised';
import { count, type Entry, type Format } from './format';
import { findTokens, MAX_TOKENS } from './text-with-tokens';
import { tokensAmong } from './token-names';

/** The header of the browser's cookies, or of one that is set (RFC 6265 §4), with tokens in them. */
export const recogniseCookies: Format = (text) => {
  const name = /^(?:set-)?cookie\s{0,9}:/i.exec(text.slice(0, 30))?.[0];
  if (name === undefined) return undefined;
  const title = name.toLowerCase().startsWith('set-') ? 'Set-Cookie' : 'Cookie';
  const tokens = tokensOfCookies(text.slice(name.length));
  return tokens.length === 0
    ? { why: `a ${title} header without a token that could be read` }
    : { what: `${title} header with ${count(tokens.length, 'token')}`, tokens };
};

/** Cookies by the names of token parameters, and readable tokens in all others. */
export function tokensOfCookies(value: string): readonly RecognisedToken[] {
  const named = tokensAmong(
    value.split(/;/).flatMap((cookie): readonly Entry[] => {
      const equals = cookie.indexOf('=');
      const name = cookie.slice(0, equals).trim();
      return equals > 0 ? [[name, cookie.slice(equals + 1).trim()]] : [];
    }),
  );
  const values = new Set(named.map((token) => token.value));
  const others = findTokens(value).filter((token) => !values.has(token));
  return [...named, ...others.map((token) => ({ name: 'Token', value: token }) as const)].slice(
    0,
    MAX_TOKENS,
  );
}
