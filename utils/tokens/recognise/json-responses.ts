import type { JsonObject } from '../json';
import type { Recognised } from '../recognised';
import { showValue } from '../show-value';
import { count, type Entry } from './format';
import { recogniseParameterSet } from './parameter-sets';
import { tokensOfResponse } from './token-names';
import { textOf } from '../members';

/** Answers that are told by the members that they must have. */
const NAMED_RESPONSES = [
  // RFC 9126 §2.2
  { what: 'Pushed authorization response', members: ['request_uri', 'expires_in'] },
  // RFC 8628 §3.2
  {
    what: 'Device authorization response',
    members: ['device_code', 'user_code', 'verification_uri'],
  },
];

/** A token response (RFC 6749 §5.1). */
export function recogniseTokenResponse(object: JsonObject): Recognised | undefined {
  const tokens = tokensOfResponse(object);
  return tokens.length === 0
    ? undefined
    : {
        what: `Token response with ${count(tokens.length, 'token')}`,
        tokens,
        tokenResponse: object,
      };
}

/** A token request whose parameters some servers take as JSON. */
export function recogniseTokenRequest(object: JsonObject): Recognised | undefined {
  return textOf(object, 'grant_type') === undefined
    ? undefined
    : recogniseParameterSet(entriesOf(object), 'Parameters');
}

/** An introspection response (RFC 7662 §2.2). */
export function recogniseIntrospection(object: JsonObject): Recognised | undefined {
  const active = Object.hasOwn(object, 'active') ? object['active'] : undefined;
  if (typeof active !== 'boolean') return undefined;
  const what = `Introspection response: the token is ${active ? 'active' : 'not active'}`;
  return { what, tokens: [], introspection: object };
}

/** An answer of an endpoint that gives no tokens yet. */
export function recogniseNamedResponse(object: JsonObject): Recognised | undefined {
  const response = NAMED_RESPONSES.find(({ members }) =>
    members.every((member) => Object.hasOwn(object, member)),
  );
  return response && { what: response.what, tokens: [], parameters: entriesOf(object) };
}

/** An error response (RFC 6749 §5.2). */
export function recogniseErrorResponse(object: JsonObject): Recognised | undefined {
  const error = textOf(object, 'error');
  return error === undefined
    ? undefined
    : { what: `Error response: ${showValue(error)}`, tokens: [], parameters: entriesOf(object) };
}

/** A discovery document (RFC 8414 §2, OpenID Connect Discovery §3). */
export function recogniseMetadata(object: JsonObject): Recognised | undefined {
  const issuer = textOf(object, 'issuer');
  const isTelling = Object.keys(object).some((name) => /_endpoint$|^jwks_uri$/.test(name));
  return issuer === undefined || !isTelling
    ? undefined
    : { what: `Discovery document of ${showValue(issuer)}`, tokens: [], metadata: object };
}

function entriesOf(object: JsonObject): readonly Entry[] {
  return Object.entries(object).map(
    ([name, value]) => [name, typeof value === 'string' ? value : showValue(value)] as const,
  );
}
