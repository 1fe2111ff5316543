import { isJsonObject, type JsonValue } from '../json';
import type { Unprotected } from '../recognised';

/** The unprotected headers of a JWS or JWE merged, and what else its compact form has no room for. */
export function unprotectedOf({
  headers,
  aad,
}: {
  readonly headers: readonly (JsonValue | undefined)[];
  readonly aad?: string | undefined;
}): { readonly unprotected?: Unprotected } {
  const merged = headers.filter(isJsonObject).flatMap((header) => Object.entries(header));
  const unprotected: Unprotected = {
    ...(merged.length === 0 ? {} : { header: Object.fromEntries(merged) }),
    ...(aad === undefined ? {} : { aad }),
  };
  return Object.keys(unprotected).length === 0 ? {} : { unprotected };
}
