import type { NameValue } from '../oauth/exchange';
import { isFormText, parametersOfUrl } from '../share/url-parts';
import { type DecodedToken, decodeToken } from '../tokens/decode-token';
import type { JsonObject } from '../tokens/json';
import { walkJson } from '../tokens/json-walk';
import { prettyJson } from '../tokens/pretty-json';
import type { TraceContent } from './trace';

/** A token that can be read, and the parameter, header or member in which it stands. */
export type FoundToken = { readonly name: string; readonly token: DecodedToken };

const MAX_TOKENS = 12;

/** The tokens of a message that are no opaque texts: each once, under the name where it stands first. */
export function tokensIn(content: TraceContent): readonly FoundToken[] {
  const found = new Map<string, FoundToken>();
  const look = (name: string, text: string) => {
    const value = text.replace(/^(?:Bearer|DPoP) +/i, '').trim();
    // Whatever is a token of this form begins with the letters of `{"`.
    if (!/^ey[\w-]+\./.test(value) || found.has(value) || found.size >= MAX_TOKENS) return;
    const token = decodeToken(value);
    if (token.kind !== 'opaque') found.set(value, { name, token });
  };
  for (const [name, value] of pairsOf(content)) look(name, value);
  if (content.kind === 'exchange') {
    const { request, outcome } = content.exchange;
    lookInBody('request body', request.body ?? '', look);
    if (outcome.kind === 'response') lookInBody('response body', outcome.body, look);
  }
  return [...found.values()];
}

function pairsOf(content: TraceContent): readonly NameValue[] {
  if (content.kind === 'address') return parametersOfUrl(content.url);
  const { request, outcome } = content.exchange;
  return [
    ...parametersOfUrl(request.url),
    ...request.headers,
    ...(request.form ?? []),
    ...(outcome.kind === 'response' ? outcome.headers : []),
  ];
}

function lookInBody(place: string, body: string, look: (name: string, text: string) => void): void {
  const text = body.trim();
  if (/^[[{"]/.test(text)) {
    walkJson(text, {
      onScalar: (value, _source, path) => {
        if (typeof value === 'string' && value.startsWith('ey')) look(path() || place, value);
      },
    });
  } else if (isFormText(text)) {
    for (const [name, value] of new URLSearchParams(text)) look(name, value);
  } else look(place, text);
}

/** What a token holds, as texts: its header, and its claims or its content. */
export function decodedParts(token: DecodedToken): readonly string[] {
  return [
    ...('header' in token && token.header !== undefined ? [jsonText(token.header)] : []),
    ...('claims' in token && token.claims !== undefined ? [jsonText(token.claims)] : []),
    ...(token.kind === 'jws' ? [token.payloadText ?? ''] : []),
  ];
}

function jsonText(value: JsonObject): string {
  return prettyJson(JSON.stringify(value), true);
}
