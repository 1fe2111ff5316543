import type { Recognised, RecognisedRequest, RecognisedToken } from '../recognised';
import { showValue } from '../show-value';
import { parametersOf, recogniseAddress } from './addresses';
import { count, isUnusable } from './format';
import { tokensOfHeaders } from './header-tokens';
import { recogniseJson } from './json-text';
import { recogniseParameterSet } from './parameter-sets';
import { findTokens, MAX_TOKENS } from './text-with-tokens';
import { tokensAmong } from './token-names';

/**
 * What a request is, with the tokens of its headers, its address and its body.
 * @param source where the request comes from, in words: `cURL command`
 */
export function describeHttpRequest(source: string, request: RecognisedRequest): Recognised {
  const parameters = parametersOf(request.url);
  const address = recogniseAddress(wholeAddress(request));
  const inAddress = address === undefined || isUnusable(address) ? undefined : address;
  const inBody = recogniseBody(request);
  const tokens = distinct([
    ...tokensOfHeaders(request.headers),
    ...(inAddress?.tokens ?? tokensAmong(parameters)),
    ...(inBody?.tokens ?? []),
    ...findTokens(request.body ?? '').map((value) => ({ name: 'Token', value }) as const),
  ]);
  const meaning = inAddress?.request === undefined ? inBody?.what : inAddress.what;
  const plain = `${showValue(request.method, 20).slice(1, -1)} request`;
  return {
    what:
      meaning === undefined
        ? `${source}: ${plain}${tokens.length === 0 ? '' : ` with ${count(tokens.length, 'token')}`}`
        : `${source}: ${meaning}`,
    tokens: tokens.slice(0, MAX_TOKENS),
    httpRequest: request,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(inAddress?.request === undefined ? {} : { request: inAddress.request }),
  };
}

/** The address of a request whose first line gives the path alone (RFC 9112 §3.2.1). */
function wholeAddress({ url, headers }: RecognisedRequest): string {
  const host = headers.find(([name]) => /^(?:host|:authority)$/i.test(name))?.[1];
  return url.startsWith('/') && host !== undefined ? `https://${host}${url}` : url;
}

/** What a body is, where that says more than that there is one. */
function recogniseBody({ form, body }: RecognisedRequest): Recognised | undefined {
  if (form !== undefined) {
    return recogniseParameterSet(form, 'Parameters');
  }
  const found = body === undefined ? undefined : recogniseJson(body.trim());
  return found === undefined || isUnusable(found) ? undefined : found;
}

/** Each token once, by its first place. */
function distinct(tokens: readonly RecognisedToken[]): readonly RecognisedToken[] {
  const seen = new Set<string>();
  return tokens.filter(({ value }) => !seen.has(value) && seen.add(value));
}
