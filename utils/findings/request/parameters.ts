import { splitScopes } from '../../tokens/scopes';
import type { Evidence, RequestEvidence } from '../evidence';
import type { Seen } from '../finding';

/** What rules ask of an authorization request. */
export type RequestReader = {
  readonly request: RequestEvidence;
  readonly has: (name: string) => boolean;
  /** The first of the name, where it holds something. */
  readonly get: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[];
  readonly scopes: readonly string[];
  /** The values of `response_type`, which is a set. */
  readonly responseTypes: readonly string[];
};

/** Judges the authorization request of the evidence; says nothing where there is none. */
export function ofRequest(
  { request }: Evidence,
  judge: (reader: RequestReader) => readonly Seen[],
): readonly Seen[] {
  return request === undefined ? [] : judge(readerOf(request));
}

function readerOf(request: RequestEvidence): RequestReader {
  const all = (name: string) =>
    request.parameters.filter(([key]) => key === name).map(([, value]) => value);
  const get = (name: string) => all(name).find((value) => value !== '');
  return {
    request,
    has: (name) => get(name) !== undefined,
    get,
    all,
    scopes: splitScopes(get('scope')),
    responseTypes: (get('response_type') ?? '').split(/\s+/).filter(Boolean),
  };
}

/** Whether the answer holds tokens that came through the browser. */
export function asksForTokens({ responseTypes }: RequestReader): boolean {
  return responseTypes.includes('token') || responseTypes.includes('id_token');
}
