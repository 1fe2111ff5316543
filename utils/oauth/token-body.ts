import { isJsonObject, type JsonObject, type JsonValue, parseJsonObject } from '../tokens/json';
import { mediaTypeOf, type RecordedResponse } from './exchange';
import { memberOf, textOf } from '../tokens/members';

/** What an answer of the token endpoint holds, in whichever format it came. */
export type TokenBody = {
  /** `form`: not JSON, as RFC 6749 §5.1 demands, but form-encoded, as some servers send it. */
  readonly format: 'json' | 'form';
  readonly members: JsonObject;
};

const TELLING_NAMES = ['access_token', 'refresh_token', 'id_token', 'error'];

/** Reads an answer leniently; nothing where it is neither JSON nor a form that tells of tokens or an error. */
export function readTokenBody(response: RecordedResponse): TokenBody | undefined {
  const json = parseJsonObject(response.body);
  if (json.ok) return { format: 'json', members: json.value };
  // A form has no end of its own: one that was cut would be read with half a token.
  if (response.end !== 'whole' || mediaTypeOf(response).includes('html')) return undefined;
  const members = Object.fromEntries(new URLSearchParams(response.body.trim()));
  return TELLING_NAMES.some((name) => Object.hasOwn(members, name))
    ? { format: 'form', members }
    : undefined;
}

/** An error that the token endpoint names. */
export type TokenError = { readonly code: string; readonly description?: string };

/** The error of an answer (RFC 6749 §5.2), also where servers put it elsewhere; nothing where there is none. */
export function readTokenError({ members }: TokenBody): TokenError | undefined {
  const error = memberOf(members, 'error') ?? firstOf(memberOf(members, 'errors'));
  const code = isJsonObject(error)
    ? (textOf(error, 'code') ?? textOf(error, 'type') ?? textOf(error, 'message'))
    : typeof error === 'string' && error !== ''
      ? error
      : undefined;
  if (code === undefined) return undefined;
  const description =
    textOf(members, 'error_description') ??
    (isJsonObject(error) ? textOf(error, 'message') : undefined) ??
    textOf(members, 'message');
  return description === undefined || description === code ? { code } : { code, description };
}

function firstOf(value: JsonValue | undefined): JsonValue | undefined {
  return Array.isArray(value) ? value[0] : undefined;
}
