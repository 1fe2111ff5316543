import { decodeToken } from '../decode-token';
import { isRequestObject } from '../read-authorization-request';
import type { Recognised, RecognisedToken } from '../recognised';
import { showValue } from '../show-value';
import { describeAuthorizationRequest, grantInWords } from './describe-request';
import { count, type Entry } from './format';
import { firstValues, tokensAmong } from './token-names';

type ParameterSet = {
  readonly parameters: readonly Entry[];
  /** The first value of each name. */
  readonly values: ReadonlyMap<string, string>;
  readonly tokens: readonly RecognisedToken[];
  readonly subject: Subject;
};

/** What the parameters are of, as far as the text says: an address, what may be the end of one, or a form. */
type Subject = 'Callback URL' | 'Parameters';

/** What parameters may be of, in the order in which it is tried; each says it in words. */
const KINDS: readonly ((set: ParameterSet) => string | undefined)[] = [
  tokenRequest,
  authorizationRequest,
  ({ values, subject }) => (values.has('error') ? `${subject} with an error` : undefined),
  securedResponse,
  ({ values }) => (values.has('logout_token') ? 'Back-channel logout request' : undefined),
  ({ values }) => (values.has('id_token_hint') ? 'Sign-out request' : undefined),
  tokenResponse,
  ({ values, subject }) => (values.has('code') ? `${subject} with a code` : undefined),
  tokenManagement,
  ({ tokens, subject }) =>
    tokens.length > 0 ? `${subject} with ${count(tokens.length, 'token')}` : undefined,
];

/** Says what parameters are of, by the first kind that fits; nothing where none does. */
export function recogniseParameterSet(
  parameters: readonly Entry[],
  subject: Subject,
): Recognised | undefined {
  const values = firstValues(parameters);
  const tokens = [...tokensAmong(parameters), ...otherTokens(values)];
  for (const kind of KINDS) {
    const what = kind({ parameters, values, tokens, subject });
    if (what === undefined) continue;
    return {
      what,
      tokens,
      parameters,
      ...(what.startsWith('Token response')
        ? { tokenResponse: Object.fromEntries(parameters) }
        : {}),
    };
  }
  return undefined;
}

/** A token request (RFC 6749 §4.1.3). */
function tokenRequest({ values }: ParameterSet): string | undefined {
  const grantType = values.get('grant_type');
  return grantType === undefined
    ? undefined
    : `Token request: ${grantInWords(grantType) ?? `grant ${showValue(grantType)}`}`;
}

/** The parameters of an authorization request without its address: of a form, or pushed (RFC 9126 §2.1). */
function authorizationRequest({ values, parameters }: ParameterSet): string | undefined {
  const isRequest =
    values.has('client_id') &&
    (values.has('response_type') ||
      values.has('request_uri') ||
      isRequestObject(values.get('request') ?? '')) &&
    !['code', 'error', 'access_token', 'id_token'].some((name) => values.has(name));
  return isRequest ? describeAuthorizationRequest(parameters) : undefined;
}

/** An answer in a JWT (JARM §2.3). */
function securedResponse({ values, subject }: ParameterSet): string | undefined {
  switch (decodeToken(values.get('response') ?? '').kind) {
    case 'jwe':
      return `${subject} with an encrypted response (JARM)`;
    case 'jwt':
    case 'broken':
      return `${subject} with a signed response (JARM)`;
    case 'jws':
    case 'opaque':
      return undefined;
  }
}

/** Tokens in an address (RFC 6749 §4.2.2), or a token response as a form, as some servers send it. */
function tokenResponse({ values, tokens, subject }: ParameterSet): string | undefined {
  if (!['access_token', 'id_token', 'refresh_token'].some((name) => values.has(name))) {
    return undefined;
  }
  return subject === 'Callback URL'
    ? `Callback URL with ${count(tokens.length, 'token')}`
    : `Token response with ${count(tokens.length, 'token')}, as a form`;
}

/** A request for the introspection or the revocation of a token (RFC 7662 §2.1, RFC 7009 §2.1). */
function tokenManagement({ values, tokens }: ParameterSet): string | undefined {
  return values.has('token') && tokens.length > 0 && !values.has('code')
    ? 'Introspection or revocation request'
    : undefined;
}

/** Tokens in parameters whose names alone do not say so. */
function otherTokens(values: ReadonlyMap<string, string>): readonly RecognisedToken[] {
  return ['response', 'token'].flatMap((name) => {
    const value = values.get(name);
    if (value === undefined) return [];
    const isMeant =
      name === 'token' && ['token_type_hint', 'client_id'].some((hint) => values.has(hint));
    return isMeant || decodeToken(value).kind !== 'opaque'
      ? [{ name: 'Token', value } as const]
      : [];
  });
}
