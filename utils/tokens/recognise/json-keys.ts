import { isJsonObject, type JsonObject } from '../json';
import { describeKeyType, secrecyOf } from '../key-facts';
import type { Recognised } from '../recognised';
import { count } from './format';
import { textOf } from '../members';

/** A key, or a set of keys (RFC 7517). */
export function recogniseKeys(object: JsonObject): Recognised | undefined {
  if (isKey(object)) {
    const secrecy = SECRECY[secrecyOf(object)];
    return { what: `JWK: ${secrecy} (${describeKeyType(object)})`, tokens: [], keys: [object] };
  }
  const members = Object.hasOwn(object, 'keys') ? object['keys'] : undefined;
  if (!Array.isArray(members)) return undefined;
  const keys = members.filter(isJsonObject).filter(isKey);
  if (keys.length === 0) return undefined;
  const secret = keys.filter((key) => secrecyOf(key) !== 'public').length;
  const what = `JWKS with ${count(keys.length, 'key')}`;
  return { what: secret === 0 ? what : `${what}, ${secret} of them not public`, tokens: [], keys };
}

const SECRECY = {
  public: 'public key',
  private: 'private key',
  shared: 'shared secret key',
} as const;

function isKey(object: JsonObject): boolean {
  return textOf(object, 'kty') !== undefined;
}
