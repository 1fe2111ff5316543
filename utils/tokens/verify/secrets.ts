import { readBase64url } from '../base64url';
import type { GivenKey } from '../read-keys';

/** Bytes that may be the key of an HMAC, and what they are called in a sentence. */
export type Secret = { readonly bytes: Uint8Array<ArrayBuffer>; readonly name: string };

/** Secrets of tutorials, examples and default settings. Whoever knows the kind of server tries them first. */
const WELL_KNOWN_SECRETS = [
  'secret',
  'your-256-bit-secret',
  'your-384-bit-secret',
  'your-512-bit-secret',
  'a-string-secret-at-least-256-bits-long',
  'a-valid-string-secret-that-is-at-least-384-bits-long-which-is-48-chars',
  'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
  'changeme',
  'change-me',
  'change_me',
  'changeit',
  'password',
  'Password1',
  'passw0rd',
  'admin',
  'test',
  'key',
  'mysecret',
  'my-secret',
  'my_secret',
  'mysecretkey',
  'my-secret-key',
  'my_secret_key',
  'supersecret',
  'super-secret',
  'supersecretkey',
  'super-secret-key',
  'secretkey',
  'secret-key',
  'secret_key',
  'SECRET_KEY',
  'your-secret-key',
  'your_secret_key',
  'jwt-secret',
  'jwt_secret',
  'jwtsecret',
  'JWT_SECRET',
  'token',
  'qwerty',
  '123456',
  '12345678',
  '1234567890',
  'default',
  'example',
  'shhhhh',
  'shhhhhhared-secret',
  'keyboard cat',
  'AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow',
] as const;

/** Keys of 128 to 512 bits, as the ciphers and hashes of JOSE have them. */
const HEX_LENGTHS: ReadonlySet<number> = new Set([32, 48, 64, 96, 128]);

/** The well-known secrets, as texts and, where they are that, as base64url. */
export const wellKnownSecrets: readonly Secret[] = WELL_KNOWN_SECRETS.flatMap((text) =>
  secretsOfText(text, `the well-known secret “${text}”`),
).concat({ bytes: new Uint8Array(), name: 'an empty secret' });

/**
 * The ways in which a text can be a symmetric key: as UTF-8, the same without the white space that came along with it,
 * and as the bytes that it encodes, in base64url or, where it has the length of a key, in hexadecimal.
 */
export function secretsOfText(text: string, name: string): readonly Secret[] {
  const encoder = new TextEncoder();
  const trimmed = text.trim();
  const { bytes, fault } = readBase64url(trimmed, 'secret');
  const isBase64url = fault === undefined && /^[\w+/-]{4,}={0,2}$/.test(trimmed);
  const isHex = /^[\da-f]+$/i.test(trimmed) && HEX_LENGTHS.has(trimmed.length);
  return [
    { bytes: encoder.encode(text), name },
    ...(trimmed === text || trimmed === ''
      ? []
      : [{ bytes: encoder.encode(trimmed), name: `${name}, without the white space around it` }]),
    ...(isBase64url ? [{ bytes, name: `${name}, decoded from base64url` }] : []),
    ...(isHex ? [{ bytes: bytesOfHex(trimmed), name: `${name}, decoded from hexadecimal` }] : []),
  ];
}

function bytesOfHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(2 * index, 2 * index + 2), 16),
  );
}

/** The secrets among keys that were given. A public key is none, in whatever form. */
export function secretsAmong(keys: readonly GivenKey[]): readonly Secret[] {
  return keys.flatMap((key): readonly Secret[] => {
    if (key.kind === 'secret') return secretsOfText(key.text, 'the secret that was given');
    const { kty, k } = key.jwk;
    if (kty !== 'oct' || typeof k !== 'string') return [];
    const { bytes, fault } = readBase64url(k, 'key');
    return fault === undefined ? [{ bytes, name: 'the symmetric key that was given' }] : [];
  });
}
