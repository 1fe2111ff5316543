import { isJsonObject, type JsonObject } from '../json';
import type { Recognised, RecognisedToken } from '../recognised';
import { count } from './format';
import { MAX_TOKENS } from './text-with-tokens';
import { unprotectedOf } from './unprotected';
import { textOf } from '../members';

/** The JSON serialisation of a JWE, general or flattened (RFC 7516 §7.2). */
export function recogniseJweJson(object: JsonObject): Recognised | undefined {
  const recipients = Object.hasOwn(object, 'recipients') ? object['recipients'] : [object];
  if (textOf(object, 'ciphertext') === undefined || !Array.isArray(recipients)) return undefined;
  const named = recipients.filter(isJsonObject);
  const isHeadless =
    textOf(object, 'protected') === undefined &&
    !isJsonObject(object['unprotected']) &&
    !named.some(({ header }) => isJsonObject(header));
  if (named.length === 0 || isHeadless) return undefined;
  return {
    what: `JWE in JSON with ${count(named.length, 'recipient')}`,
    tokens: named.slice(0, MAX_TOKENS).map((recipient) => tokenOf(object, recipient)),
  };
}

function tokenOf(jwe: JsonObject, recipient: JsonObject): RecognisedToken {
  const segments = [
    textOf(jwe, 'protected'),
    textOf(recipient, 'encrypted_key'),
    ...['iv', 'ciphertext', 'tag'].map((name) => textOf(jwe, name)),
  ];
  return {
    name: 'Token',
    value: segments.map((segment) => segment ?? '').join('.'),
    ...unprotectedOf({
      headers: [jwe['unprotected'], recipient['header']],
      aad: textOf(jwe, 'aad'),
    }),
  };
}
