import { readBase64url } from './base64url';
import type { JsonObject } from './json';
import { showValue } from './show-value';

/** What is not for others to see: a private key, or a key that both sides share. */
export type KeySecrecy = 'public' | 'private' | 'shared';

/** Members that only a key has which is not public, by the type of the key (RFC 7518 §6, RFC 8037 §2). */
const SECRET_MEMBERS = ['d', 'k', 'p', 'q', 'priv'];

/** Whether a JWK is public, as far as its members tell. */
export function secrecyOf(key: JsonObject): KeySecrecy {
  if (key['kty'] === 'oct') return 'shared';
  return SECRET_MEMBERS.some((member) => Object.hasOwn(key, member)) ? 'private' : 'public';
}

/** The type of a JWK with its curve or its size: `EC, P-256`; `RSA, 2048 bits` */
export function describeKeyType(key: JsonObject): string {
  const size = sizeOf(key);
  const type = textIn(key['kty']);
  return size === undefined ? type : `${type}, ${size}`;
}

/** The curve of a JWK, or the bits of its modulus or of its shared value; nothing where it says neither. */
function sizeOf(key: JsonObject): string | undefined {
  if (typeof key['crv'] === 'string') return textIn(key['crv']);
  const number = key['kty'] === 'RSA' ? key['n'] : key['kty'] === 'oct' ? key['k'] : undefined;
  if (typeof number !== 'string') return undefined;
  const { bytes, fault } = readBase64url(number, 'key');
  if (fault !== undefined) return undefined;
  // A shared value may begin with zeros; the modulus is a number.
  const leading = key['kty'] === 'RSA' ? leadingZeros(bytes) : 0;
  return `${bytes.length * 8 - leading} bits`;
}

function leadingZeros(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  return first === -1 ? bytes.length * 8 : first * 8 + Math.clz32(bytes[first] ?? 0) - 24;
}

function textIn(value: unknown): string {
  return showValue(value, 20).replaceAll('"', '');
}
