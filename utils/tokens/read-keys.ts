import { isJsonObject, type JsonObject, parseJsonObject } from './json';
import { readBase64url } from './base64url';
import { readBareDer, readPemBlock } from './read-pem';

/** A key as somebody gave it: a JWK (also of a PEM block), or a text that is a secret or a password. */
export type GivenKey =
  | { readonly kind: 'jwk'; readonly jwk: JsonObject; readonly form: 'JWK' | 'PEM' | 'certificate' }
  | { readonly kind: 'secret'; readonly text: string };

export type KeysReading =
  | { readonly ok: true; readonly keys: readonly GivenKey[] }
  | { readonly ok: false; readonly message: string };

const MOST_PEM_BLOCKS = 50;

/**
 * Reads keys from a text: a JWK (RFC 7517 §4), a JWKS (RFC 7517 §5), PEM blocks (RFC 7468), the bare base64 of such a
 * block, or else a secret, which is the text as it stands. What looks like a key and is none is said to be broken; no message holds a part of the text
 * that may be private. Never throws.
 */
export function readKeys(text: string): KeysReading {
  const trimmed = text.trim();
  if (trimmed === '') return refuse('There is no key.');
  if (/^[{[]/.test(trimmed)) return readJson(trimmed);
  if (trimmed.includes('-----BEGIN ')) return readPem(trimmed);
  return readBareKey(trimmed) ?? { ok: true, keys: [{ kind: 'secret', text }] };
}

/** A key in DER that lost the lines around it: everybody may know it, so it is never taken for a secret. */
function readBareKey(text: string): KeysReading | undefined {
  const body = text.replace(/\s+|\\[nr]/g, '');
  if (!/^[\w+/-]{40,}={0,2}$/.test(body)) return undefined;
  const { bytes, fault } = readBase64url(body, 'key');
  const reading = fault === undefined ? readBareDer(bytes) : undefined;
  if (reading?.ok !== true) return reading;
  return { ok: true, keys: [{ kind: 'jwk', jwk: reading.jwk, form: 'PEM' }] };
}

/**
 * The address of keys that a text gives instead of them: itself, or the `jwks_uri` of a discovery document; undefined
 * where it gives none.
 */
export function readKeyAddress(text: string): string | undefined {
  const trimmed = text.trim();
  const parsed = trimmed.startsWith('{') ? parseJsonObject(trimmed) : undefined;
  const uri = parsed?.ok === true ? parsed.value['jwks_uri'] : trimmed;
  return typeof uri === 'string' && /^https?:\/\/\S+$/i.test(uri) && URL.canParse(uri)
    ? uri
    : undefined;
}

function readJson(text: string): KeysReading {
  const parsed = parseJsonObject(text.startsWith('[') ? `{"keys":${text}}` : text);
  if (!parsed.ok) return refuse('It looks like a JWK, but it is not JSON.');
  const { value } = parsed;
  if (Object.hasOwn(value, 'keys')) {
    const keys = value['keys'];
    if (!Array.isArray(keys)) return refuse('The “keys” of the JWKS are no list (RFC 7517 §5).');
    const jwks = keys.filter(isJsonObject);
    return jwks.length === 0
      ? refuse('The JWKS holds no keys.')
      : { ok: true, keys: jwks.map((jwk) => ({ kind: 'jwk', jwk, form: 'JWK' })) };
  }
  return typeof value['kty'] === 'string'
    ? { ok: true, keys: [{ kind: 'jwk', jwk: value, form: 'JWK' }] }
    : refuse('It is JSON, but no JWK (it has no “kty”) and no JWKS (it has no “keys”).');
}

function readPem(text: string): KeysReading {
  const blocks = [
    ...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,60})-----([^-]{0,50000})-----END \1-----/g),
  ].slice(0, MOST_PEM_BLOCKS);
  if (blocks.length === 0) {
    return refuse('The PEM block is not whole: it needs its lines “BEGIN …” and “END …”.');
  }
  const keys: GivenKey[] = [];
  let refusal: string | undefined;
  for (const [, label = '', body = ''] of blocks) {
    const reading = readPemBlock(label, body.replace(/\s+/g, ''));
    if (reading.ok) {
      const form = label === 'CERTIFICATE' ? 'certificate' : 'PEM';
      keys.push({ kind: 'jwk', jwk: reading.jwk, form });
    } else refusal ??= reading.message;
  }
  return keys.length === 0 ? refuse(refusal ?? '') : { ok: true, keys };
}

function refuse(message: string): KeysReading {
  return { ok: false, message };
}
