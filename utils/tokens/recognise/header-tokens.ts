import type { RecognisedToken } from '../recognised';
import { tokenOfAuthorization } from './authorization-header';
import { tokensOfCookies } from './cookies';
import type { Entry } from './format';
import { findTokens } from './text-with-tokens';
import { unquote, unwrap } from './wrapped-text';

type Reader = (value: string) => readonly RecognisedToken[];

/** Headers in which tokens have a meaning, by their names in lower case. */
const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['authorization', (value) => named('Access token', tokenOfAuthorization(value))],
  ['proxy-authorization', (value) => named('Access token', tokenOfAuthorization(value))],
  ['dpop', (value) => named('DPoP proof', unwrap(unquote(value.trim())))],
  ['cookie', tokensOfCookies],
  ['set-cookie', tokensOfCookies],
]);

/** The tokens of headers, in the order of the headers; readable ones in headers of any name. */
export function tokensOfHeaders(headers: readonly Entry[]): readonly RecognisedToken[] {
  return headers.flatMap(([name, value]) => (READERS.get(name.toLowerCase()) ?? inAny)(value));
}

function named(
  name: RecognisedToken['name'],
  value: string | undefined,
): readonly RecognisedToken[] {
  return value === undefined || value === '' ? [] : [{ name, value }];
}

function inAny(text: string): readonly RecognisedToken[] {
  return findTokens(text).map((value) => ({ name: 'Token', value }));
}
