import { errors, flattenedDecrypt, importJWK } from 'jose';
import { readBase64url } from '../base64url';
import type { DecodedToken } from '../decode-token';
import type { JsonObject } from '../json';
import type { GivenKey } from '../read-keys';
import type { Unprotected } from '../recognised';
import { showValue } from '../show-value';
import { secretsOfText } from './secrets';

export type Decryption =
  | {
      readonly ok: true;
      /** What was encrypted, as text; undefined where it is not UTF-8 */
      readonly text: string | undefined;
      readonly bytes: number;
      /** With which algorithms and which key, in words */
      readonly detail: string;
    }
  | { readonly ok: false; readonly message: string };

type Encrypted = Extract<DecodedToken, { kind: 'jwe' | 'broken' }>;
type Key = CryptoKey | Uint8Array;

/** What key a key management algorithm (RFC 7518 §4.1) asks for, in a sentence and by type. */
type KeyNeed = { readonly words: string; readonly types: readonly string[] };

const rsa: KeyNeed = { words: 'an RSA private key', types: ['RSA'] };
const agreement: KeyNeed = { words: 'an EC or X25519 private key', types: ['EC', 'OKP'] };
const password: KeyNeed = { words: 'a password', types: ['oct'] };
const symmetric = (bits: number): KeyNeed => ({
  words: `a symmetric key of ${bits} bits`,
  types: ['oct'],
});

const NEEDS: ReadonlyMap<string, KeyNeed> = new Map([
  ['dir', { words: 'the symmetric key itself', types: ['oct'] }],
  ['RSA-OAEP', rsa],
  ['RSA-OAEP-256', rsa],
  ['RSA-OAEP-384', rsa],
  ['RSA-OAEP-512', rsa],
  ['ECDH-ES', agreement],
  ['ECDH-ES+A128KW', agreement],
  ['ECDH-ES+A192KW', agreement],
  ['ECDH-ES+A256KW', agreement],
  ['A128KW', symmetric(128)],
  ['A192KW', symmetric(192)],
  ['A256KW', symmetric(256)],
  ['A128GCMKW', symmetric(128)],
  ['A192GCMKW', symmetric(192)],
  ['A256GCMKW', symmetric(256)],
  ['PBES2-HS256+A128KW', password],
  ['PBES2-HS384+A192KW', password],
  ['PBES2-HS512+A256KW', password],
]);

/** A header may demand any number of rounds: more than this would only keep the page busy. */
const MOST_PBES2_ROUNDS = 1_000_000;
const MOST_PLAINTEXT_BYTES = 5_000_000;
const MOST_KEYS_TRIED = 20;

/**
 * Decrypts a JWE (RFC 7516 §5.2) with keys that were given: a private JWK or PEM file, a symmetric key as a JWK, as text
 * or in base64url, or the password of PBES2. Nothing of what is inside is verified, and no message holds a part of a key.
 * Never throws.
 */
export async function decryptToken(input: {
  readonly token: Encrypted;
  readonly keys: readonly GivenKey[];
  readonly unprotected?: Unprotected | undefined;
}): Promise<Decryption> {
  const { token, keys, unprotected } = input;
  const header: JsonObject = { ...token.header, ...unprotected?.header };
  const { alg, enc } = header;
  const need = typeof alg === 'string' ? NEEDS.get(alg) : undefined;
  if (typeof alg !== 'string' || need === undefined) return refuse(describeUnknown(alg));
  const rounds = header['p2c'];
  if (need === password && typeof rounds === 'number' && rounds > MOST_PBES2_ROUNDS) {
    return refuse(
      `The header asks for ${rounds} rounds of PBES2 (p2c); more than ${MOST_PBES2_ROUNDS} are not computed here.`,
    );
  }
  const fitting = keys.filter((key) => need.types.some((type) => type === typeOf(key)));
  if (fitting.length === 0) {
    const given = keys[0];
    return refuse(
      `${alg} is decrypted with ${need.words}, and what was given is ${given?.kind === 'jwk' ? `a key of the type ${showValue(given.jwk['kty'])}` : 'a text'}.`,
    );
  }
  const length = lengthOfKey(alg, enc);
  let reason: string | undefined;
  for (const candidate of fitting.slice(0, MOST_KEYS_TRIED)) {
    for (const key of await importKeys(candidate, alg, { need, length })) {
      if (typeof key === 'string') {
        reason ??= key;
        continue;
      }
      const outcome = await tryKey(token, key, alg, unprotected);
      if (typeof outcome === 'string') reason ??= outcome;
      else return accept(outcome, `Decrypted with ${alg} and ${showValue(enc)}.`);
    }
  }
  if (
    [alg, enc].some((name) => typeof name === 'string' && name.includes('A192')) &&
    (await lacksAes192())
  ) {
    return refuse(
      `This browser does not offer AES with keys of 192 bits, which ${alg} with ${showValue(enc)} needs (Chrome and Edge do not, Firefox does): the key may be right.`,
    );
  }
  return refuse(reason ?? `No key that was given can be used for ${alg}.`);
}

/** How many bytes the symmetric key has that is used as it is given (RFC 7518 §4.1, §5.1). */
function lengthOfKey(alg: string, enc: unknown): number | undefined {
  const bits = /^A(\d{3})(?:GCM)?KW$/.exec(alg)?.[1];
  if (bits !== undefined) return Number(bits) / 8;
  const [, size, hash] =
    /^A(\d{3})(?:GCM|CBC-HS(\d{3}))$/.exec(typeof enc === 'string' ? enc : '') ?? [];
  if (alg !== 'dir' || size === undefined) return undefined;
  return Number(hash ?? size) / 8;
}

/** Chromium has no AES with keys of 192 bits, and says so only with an error like that of a wrong key. */
async function lacksAes192(): Promise<boolean> {
  try {
    await crypto.subtle.importKey('raw', new Uint8Array(24), 'AES-GCM', false, ['decrypt']);
    return false;
  } catch {
    return true;
  }
}

function typeOf(key: GivenKey): unknown {
  return key.kind === 'secret' ? 'oct' : key.jwk['kty'];
}

/** The keys that something given can stand for, or why it cannot be used. */
async function importKeys(
  key: GivenKey,
  alg: string,
  { need, length }: { readonly need: KeyNeed; readonly length: number | undefined },
): Promise<readonly (Key | string)[]> {
  if (key.kind === 'secret') {
    const all = secretsOfText(key.text, 'the key').map(({ bytes }) => bytes);
    if (need === password) return all;
    const fitting = all.filter((bytes) => bytes.length === length);
    return fitting.length === 0 ? all : fitting;
  }
  const { kty, k, d } = key.jwk;
  if (kty === 'oct') {
    const { bytes, fault } = readBase64url(typeof k === 'string' ? k : '', 'key');
    return fault === undefined ? [bytes] : ['The symmetric key is malformed.'];
  }
  if (typeof d !== 'string' || typeof kty !== 'string') {
    return ['The key that was given is the public one: a token is decrypted with the private key.'];
  }
  try {
    // What else a key says of its use is advice: it is the user who decides here.
    const { alg: _, use: __, key_ops: ___, ...members } = key.jwk;
    return [await importJWK({ ...members, kty }, alg)];
  } catch (error) {
    return [isUnsupported(error) ? lacks(alg) : 'The private key is malformed.'];
  }
}

async function tryKey(
  token: Encrypted,
  key: Key,
  alg: string,
  unprotected: Unprotected | undefined,
): Promise<Uint8Array | string> {
  const [first, encryptedKey, iv, ciphertext = '', tag] = token.segments;
  const header = unprotected?.header;
  try {
    const { plaintext } = await flattenedDecrypt(
      {
        ...(first ? { protected: first } : {}),
        ...(encryptedKey ? { encrypted_key: encryptedKey } : {}),
        ...(iv ? { iv } : {}),
        ...(tag ? { tag } : {}),
        ...(header === undefined ? {} : { unprotected: header }),
        ...(unprotected?.aad === undefined ? {} : { aad: unprotected.aad }),
        ciphertext,
      },
      key,
      {
        keyManagementAlgorithms: [alg],
        maxPBES2Count: MOST_PBES2_ROUNDS,
        maxDecompressedLength: MOST_PLAINTEXT_BYTES,
      },
    );
    return plaintext;
  } catch (error) {
    return describeFailure(error, alg);
  }
}

function describeFailure(error: unknown, alg: string): string {
  if (error instanceof errors.JWEDecryptionFailed) {
    return 'The key does not open this token: another key, or a changed token.';
  }
  if (error instanceof errors.JOSEError) return `The token cannot be decrypted: ${error.message}.`;
  if (isUnsupported(error)) return lacks(alg);
  return `The key cannot be used for ${alg}: it is of another length or kind than the token asks for.`;
}

function describeUnknown(alg: unknown): string {
  if (alg === 'RSA1_5') {
    return 'The token is encrypted with RSA1_5 (RSAES-PKCS1-v1_5), which browsers do not offer, because it can be broken by asking often (RFC 8725 §3.2). The issuer should use RSA-OAEP-256.';
  }
  return `${showValue(alg)} is not known here as a way to encrypt the key of a token.`;
}

function isUnsupported(error: unknown): boolean {
  return (
    error instanceof errors.JOSENotSupported ||
    (error instanceof Error && error.name === 'NotSupportedError')
  );
}

function lacks(alg: string): string {
  return `This browser cannot decrypt with ${alg} and a key like this one.`;
}

function accept(plaintext: Uint8Array, detail: string): Decryption {
  return { ok: true, text: textOf(plaintext), bytes: plaintext.length, detail };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function refuse(message: string): Decryption {
  return { ok: false, message };
}
