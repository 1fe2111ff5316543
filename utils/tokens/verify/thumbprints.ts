import { readBase64url, toBase64url } from '../base64url';
import type { JsonObject } from '../json';

/** The required members of each type of key, in the order of RFC 7638 §3.2, RFC 8037 §2 and RFC 9964. */
const REQUIRED_MEMBERS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['RSA', ['e', 'kty', 'n']],
  ['EC', ['crv', 'kty', 'x', 'y']],
  ['OKP', ['crv', 'kty', 'x']],
  ['oct', ['k', 'kty']],
  ['AKP', ['alg', 'kty', 'pub']],
]);

/** The SHA-256 thumbprint of a key (RFC 7638) in base64url; undefined if it lacks members that go into it. */
export async function thumbprintOf(jwk: JsonObject): Promise<string | undefined> {
  const names = REQUIRED_MEMBERS.get(jwk['kty']);
  if (names?.every((name) => typeof jwk[name] === 'string') !== true) return undefined;
  const members = JSON.stringify(Object.fromEntries(names.map((name) => [name, jwk[name]])));
  return digest('SHA-256', new TextEncoder().encode(members));
}

/** The thumbprints of a key’s certificate (RFC 7517 §4.8, §4.9): as it says, or of the first in its `x5c`. */
export async function certificateThumbprints(
  jwk: JsonObject,
): Promise<{ readonly sha1: string | undefined; readonly sha256: string | undefined }> {
  const chain = jwk['x5c'];
  const first: unknown = Array.isArray(chain) ? chain[0] : undefined;
  const der = typeof first === 'string' ? readBase64url(first, 'certificate').bytes : undefined;
  const of = async (member: string, hash: string) => {
    const said = jwk[member];
    if (der !== undefined) return digest(hash, der);
    return typeof said === 'string' ? said : undefined;
  };
  return { sha1: await of('x5t', 'SHA-1'), sha256: await of('x5t#S256', 'SHA-256') };
}

/** A hash in base64url. */
export async function digest(hash: string, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64url(new Uint8Array(await crypto.subtle.digest(hash, bytes)));
}
