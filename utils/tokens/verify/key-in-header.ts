import { readBase64url } from '../base64url';
import { isJsonObject, type JsonObject } from '../json';
import { readCertificate } from '../read-pem';

/**
 * The key that a header brings along: its `jwk`, or that of the first certificate in its `x5c` (RFC 7515 §4.1.3,
 * §4.1.6); a text says why it cannot be used. `jku` and `x5u` are never followed.
 */
export function keyInHeader(
  header: JsonObject,
): { readonly jwk: JsonObject; readonly name: string } | string | undefined {
  const jwk = Object.hasOwn(header, 'jwk') ? header['jwk'] : undefined;
  if (jwk !== undefined) {
    return isJsonObject(jwk) ? { jwk, name: 'the key' } : 'The "jwk" of the header is no key.';
  }
  const chain = Object.hasOwn(header, 'x5c') ? header['x5c'] : undefined;
  if (chain === undefined) return undefined;
  const first: unknown = Array.isArray(chain) ? chain[0] : undefined;
  if (typeof first !== 'string') return 'The "x5c" of the header holds no certificate.';
  const reading = readCertificate(readBase64url(first, 'certificate').bytes);
  return reading.ok
    ? { jwk: reading.jwk, name: 'the certificate (whose chain is not checked)' }
    : `The first certificate of "x5c" cannot be read. ${reading.message}`;
}
