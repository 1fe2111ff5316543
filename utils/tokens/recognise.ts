import { decodeToken, type DecodedToken } from './decode-token';
import { parseJsonObject, type JsonObject } from './json';
import { readAuthorizationRequest } from './read-authorization-request';
import type { Recognised, RecognisedToken } from './recognised';
import { showValue } from './show-value';

const tokenMembers = [
  ['access_token', 'Access token'],
  ['id_token', 'ID token'],
  ['refresh_token', 'Refresh token'],
] as const;

/**
 * Says what was pasted: a bare token (also wrapped over lines, or in quotes), an `Authorization`
 * header (RFC 6750 §2.1, RFC 9449 §7.1), a token response (RFC 6749 §5), a callback URL
 * (RFC 6749 §4.1.2), an authorization request (RFC 6749 §4.1.1). Anything else is said not to be recognised, and why. Never throws.
 */
export function recognise(text: string): Recognised {
  const pasted = unquote(text.trim());
  if (pasted === '') return nothing('there is no text');
  return (
    recogniseJson(pasted) ??
    recogniseHeader(pasted) ??
    recogniseRequest(pasted) ??
    recogniseParameters(pasted) ??
    recogniseToken(pasted)
  );
}

function recogniseJson(text: string): Recognised | undefined {
  if (!/^[{[]/.test(text)) return undefined;
  const parsed = parseJsonObject(text);
  if (!parsed.ok) return nothing(`it looks like JSON, but cannot be read. ${parsed.message}`);
  const tokens = tokensAmong((name) => stringMember(parsed.value, name));
  if (tokens.length > 0) return { what: `Token response with ${count(tokens.length)}`, tokens };
  const error = stringMember(parsed.value, 'error');
  if (error === undefined) return nothing('it is JSON without a token in it');
  const parameters = Object.entries(parsed.value).map(
    ([name, value]) => [name, typeof value === 'string' ? value : showValue(value)] as const,
  );
  return { what: `Error response: ${showValue(error)}`, tokens: [], parameters };
}

function recogniseHeader(text: string): Recognised | undefined {
  const start = text.slice(0, 80);
  const name = /^(?:proxy-)?authorization\s{0,9}:\s{0,9}/i.exec(start)?.[0] ?? '';
  const scheme = /^(bearer|dpop|basic)\s/i.exec(start.slice(name.length))?.[1];
  if (scheme === undefined) {
    return name === ''
      ? undefined
      : nothing('an Authorization header without Bearer or DPoP and a token');
  }
  if (scheme.toLowerCase() === 'basic') {
    return name === ''
      ? undefined
      : nothing('an Authorization header with a user and password (Basic), without a token');
  }
  const token = unwrap(unquote(text.slice(name.length + scheme.length).trim()));
  if (token === undefined) {
    return name === ''
      ? undefined
      : nothing('several words in an Authorization header, where one token belongs');
  }
  const decoded = decodeToken(token);
  // "Bearer of" is prose; after the name of the header, anything is meant as a token.
  if (name === '' && decoded.kind === 'opaque' && !couldBeOpaque(token)) return undefined;
  return {
    what: `Authorization header with ${withArticle(decoded)}`,
    tokens: [{ name: 'Access token', value: token }],
  };
}

function recogniseRequest(text: string): Recognised | undefined {
  const request = readAuthorizationRequest(text);
  return request === undefined
    ? undefined
    : { what: 'Authorization request', tokens: [], parameters: request.parameters, request };
}

function recogniseParameters(text: string): Recognised | undefined {
  const isUrl = /^[a-z][a-z0-9+.-]{0,40}:\/\//i.test(text.slice(0, 60));
  const isForm = /^[?#]?[a-z_]{1,40}=/i.test(text.slice(0, 60));
  if ((!isUrl && !isForm) || /\s/.test(text)) return undefined;
  const parameters = isUrl
    ? parametersOf(text)
    : [...new URLSearchParams(text.replace(/^[?#]/, ''))];
  const valueOf = (name: string): string | undefined =>
    parameters.find(([key, value]) => key === name && value !== '')?.[1];
  const tokens = tokensAmong(valueOf);
  const kind = isUrl || /^[?#]/.test(text) ? 'Callback URL' : 'Parameters';
  if (valueOf('error') !== undefined) return { what: `${kind} with an error`, tokens, parameters };
  if (tokens.length > 0) {
    const what = isUrl
      ? `${kind} with ${count(tokens.length)}`
      : `Token response with ${count(tokens.length)}, as a form`;
    return { what, tokens, parameters };
  }
  if (valueOf('code') !== undefined) return { what: `${kind} with a code`, tokens, parameters };
  return isUrl ? nothing('a URL without a code, an error or a token') : undefined;
}

function parametersOf(url: string): readonly (readonly [string, string])[] {
  const hash = url.indexOf('#');
  const beforeHash = hash === -1 ? url : url.slice(0, hash);
  const query = beforeHash.indexOf('?');
  return [
    ...(query === -1 ? [] : new URLSearchParams(beforeHash.slice(query + 1))),
    ...(hash === -1 ? [] : new URLSearchParams(url.slice(hash + 1).replace(/^[?!/]+/, ''))),
  ];
}

function recogniseToken(text: string): Recognised {
  const token = unwrap(text);
  if (token === undefined) return recogniseText(text);
  const decoded = decodeToken(token);
  if (decoded.kind === 'opaque' && !couldBeOpaque(token)) {
    return nothing(`${showValue(token, 40)} is too short or too plain to be a token`);
  }
  return { what: describe(decoded), tokens: [{ name: 'Token', value: token }] };
}

function recogniseText(text: string): Recognised {
  const tokens = text
    .split(/\s+/)
    .filter(isWhole)
    .map((value) => ({ name: 'Token', value }) as const);
  return tokens.length > 0
    ? { what: `Text with ${count(tokens.length)} in it`, tokens }
    : nothing('text of several words, not a token, a header, JSON or a URL');
}

/** The one token in a text: without white space, or a readable one that was wrapped over lines. */
function unwrap(text: string): string | undefined {
  const pieces = text.split(/\s+/);
  const joined = pieces.join('');
  if (pieces.length === 1) return joined;
  if (!/^ey[\w.-]+=*$/.test(joined)) return undefined;
  const isOverLines = text.split(/[\r\n]+/).every((line) => !/\s/.test(line.trim()));
  if (isOverLines && isWhole(joined)) return joined;
  // The words after a token can look like parts of it: a token that is whole by itself comes first.
  if (pieces.some(isWhole)) return undefined;
  return decodeToken(joined).kind === 'opaque' ? undefined : joined;
}

function isWhole(text: string): boolean {
  // A text may hold very many words: only those with the look of an encoded header are decoded.
  if (!/^e[w-z]/.test(text) || !text.includes('.')) return false;
  const { kind } = decodeToken(text);
  return kind === 'jwt' || kind === 'jwe';
}

function couldBeOpaque(text: string): boolean {
  if (!/^[\x21-\x7e]+$/.test(text) || text.length < 8) return false;
  return text.length >= 20 || /\d/.test(text);
}

function unquote(text: string): string {
  let inner = text.replace(/[,;]$/, '');
  for (const quote of ['"', "'", '`']) {
    if (inner.length >= 2 && inner.startsWith(quote) && inner.endsWith(quote)) {
      inner = inner.slice(1, -1).trim();
    }
  }
  return inner;
}

function tokensAmong(valueOf: (name: string) => string | undefined): readonly RecognisedToken[] {
  return tokenMembers.flatMap(([member, name]) => {
    const value = valueOf(member);
    return value === undefined ? [] : [{ name, value }];
  });
}

function stringMember(object: JsonObject, name: string): string | undefined {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function describe(token: DecodedToken): string {
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
      return token.segments.length === 5 ? 'Broken JWE' : 'Broken JWT';
    case 'opaque':
      return 'Opaque token';
  }
}

function withArticle(token: DecodedToken): string {
  switch (token.kind) {
    case 'jwt':
      return 'a JWT';
    case 'jws':
      return 'a JWS';
    case 'jwe':
      return 'a JWE';
    case 'broken':
      return 'a broken token';
    case 'opaque':
      return 'an opaque token';
  }
}

function count(tokens: number): string {
  return tokens === 1 ? '1 token' : `${tokens} tokens`;
}

function nothing(why: string): Recognised {
  return { what: `Nothing recognised: ${why}`, tokens: [] };
}
