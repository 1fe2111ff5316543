import type { JsonObject } from '../json';
import { isRequestObject } from '../read-authorization-request';
import type { RecognisedToken, TokenName } from '../recognised';
import type { Entry } from './format';
import { textOf } from '../members';

/** Parameters and members that hold tokens, and what for. */
const NAMES: ReadonlyMap<string, TokenName> = new Map([
  ['access_token', 'Access token'],
  ['id_token', 'ID token'],
  ['refresh_token', 'Refresh token'],
  ['id_token_hint', 'ID token hint'],
  ['request', 'Request object'],
  ['client_assertion', 'Client assertion'],
  ['logout_token', 'Logout token'],
  ['assertion', 'Token'],
  ['subject_token', 'Token'],
  ['actor_token', 'Token'],
]);

/** Members of a token response (RFC 6749 §5.1, OpenID Connect Core §3.1.3.3), in the order in which they are shown. */
const ANSWERED = ['access_token', 'id_token', 'refresh_token'];

/** Token types of a token exchange (RFC 8693 §3). */
const TYPES: ReadonlyMap<string, TokenName> = new Map([
  ['urn:ietf:params:oauth:token-type:access_token', 'Access token'],
  ['urn:ietf:params:oauth:token-type:refresh_token', 'Refresh token'],
  ['urn:ietf:params:oauth:token-type:id_token', 'ID token'],
]);

/** The tokens among parameters: those of an answer first, then the others in their order; the first of each name. */
export function tokensAmong(parameters: readonly Entry[]): readonly RecognisedToken[] {
  const valueOf = firstValues(parameters);
  const names = [...ANSWERED, ...[...valueOf.keys()].filter((name) => !ANSWERED.includes(name))];
  return names.flatMap((parameter) => {
    const value = valueOf.get(parameter);
    const named = nameOf(parameter, valueOf);
    return value === undefined || named === undefined ? [] : [{ name: named, value }];
  });
}

/** The tokens of a token response, also where servers put them into a further member. */
export function tokensOfResponse(response: JsonObject): readonly RecognisedToken[] {
  const outer = answeredBy(response);
  if (outer.some(({ name }) => name === 'Access token')) return outer;
  // Slack gives the token of the user in `authed_user`, other servers theirs in `data`.
  const inner = Object.values(response).flatMap((member) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? answeredBy(Object.fromEntries(Object.entries(member)))
      : [],
  );
  return [...outer, ...inner];
}

/** The first value of each parameter that holds something. */
export function firstValues(parameters: readonly Entry[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of parameters) {
    if (value !== '' && !values.has(name)) values.set(name, value);
  }
  return values;
}

function answeredBy(response: JsonObject): readonly RecognisedToken[] {
  return tokensAmong(
    ANSWERED.flatMap((name) => {
      const value = textOf(response, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

function nameOf(parameter: string, values: ReadonlyMap<string, string>): TokenName | undefined {
  if (parameter === 'request' && !isRequestObject(values.get(parameter) ?? '')) return undefined;
  const type = /^(?:subject|actor)_token$/.test(parameter) && values.get(`${parameter}_type`);
  return (type ? TYPES.get(type) : undefined) ?? NAMES.get(parameter);
}
