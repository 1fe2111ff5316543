import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../utils/tokens/json';
import { readKeyAddress, readKeys } from '../../../utils/tokens/read-keys';
import { rfc7517 } from './rfc-vectors';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const curves = ['P-256', 'P-384', 'P-521'].map((namedCurve) => ({
  namedCurve,
  ...generateKeyPairSync('ec', { namedCurve }),
}));
const ed25519 = generateKeyPairSync('ed25519');
const x25519 = generateKeyPairSync('x25519');

const pem = (key: KeyObject, type: 'spki' | 'pkcs1' | 'pkcs8' | 'sec1', more: object = {}) =>
  String(key.export({ format: 'pem', type, ...more } as never));
const jwk = (key: KeyObject) => key.export({ format: 'jwk' });

function jwksOf(text: string): readonly JsonObject[] {
  const reading = readKeys(text);
  if (!reading.ok) throw new Error(reading.message);
  return reading.keys.flatMap((key) => (key.kind === 'jwk' ? [key.jwk] : []));
}

/** An X.509 certificate around a key: only its place matters here. */
function certificateOf(key: KeyObject): string {
  const spki = key.export({ format: 'der', type: 'spki' });
  const sequence = (...parts: readonly Buffer[]) => {
    const content = Buffer.concat(parts);
    return Buffer.concat([
      Buffer.from([0x30, 0x82, content.length >> 8, content.length & 255]),
      content,
    ]);
  };
  const version = Buffer.from([0xa0, 3, 2, 1, 2]);
  const serial = Buffer.from([2, 1, 7]);
  const [algorithm, issuer, validity, subject] = Array.from({ length: 4 }, () => sequence());
  const signed = [version, serial, algorithm, issuer, validity, subject, spki].map(
    (part) => part ?? Buffer.of(),
  );
  const der = sequence(sequence(...signed), sequence(), Buffer.from([3, 1, 0]));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

describe('readKeys', () => {
  const cases: readonly (readonly [what: string, text: string, expected: object])[] = [
    ['SPKI, RSA', pem(rsa.publicKey, 'spki'), jwk(rsa.publicKey)],
    ['PKCS#1, RSA', pem(rsa.publicKey, 'pkcs1'), jwk(rsa.publicKey)],
    ['PKCS#1, RSA private', pem(rsa.privateKey, 'pkcs1'), jwk(rsa.privateKey)],
    ['PKCS#8, RSA private', pem(rsa.privateKey, 'pkcs8'), jwk(rsa.privateKey)],
    ['X.509, RSA', certificateOf(rsa.publicKey), jwk(rsa.publicKey)],
    ['SPKI, Ed25519', pem(ed25519.publicKey, 'spki'), jwk(ed25519.publicKey)],
    ['SPKI, X25519', pem(x25519.publicKey, 'spki'), jwk(x25519.publicKey)],
    ...curves.flatMap(({ namedCurve, publicKey, privateKey }) => [
      [`SPKI, ${namedCurve}`, pem(publicKey, 'spki'), jwk(publicKey)] as const,
      [`PKCS#8, ${namedCurve}`, pem(privateKey, 'pkcs8'), jwk(privateKey)] as const,
      [`SEC 1, ${namedCurve}`, pem(privateKey, 'sec1'), jwk(privateKey)] as const,
      [`X.509, ${namedCurve}`, certificateOf(publicKey), jwk(publicKey)] as const,
    ]),
  ];
  test.each(cases.filter(([, text]) => text.includes('-----BEGIN')))(
    'reads %s without the lines around it',
    (_, text, expected) => {
      const body = text.split('-----')[2] ?? '';
      for (const bare of [
        body,
        body.replace(/\s/g, ''),
        Buffer.from(body, 'base64').toString('base64url'),
        body.replaceAll('\n', String.raw`\n`),
      ]) {
        expect(jwksOf(bare)).toEqual([expected]);
      }
    },
  );

  test('takes random bytes for a secret, however they are written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 30, maxLength: 64 }), (bytes) => {
        fc.pre(bytes[0] !== 0x30);
        const text = Buffer.from(bytes).toString('base64');
        expect(readKeys(text)).toEqual({ ok: true, keys: [{ kind: 'secret', text }] });
      }),
    );
  });

  test.each(cases)('reads %s', (_, text, expected) => {
    expect(jwksOf(text)).toEqual([expected]);
    expect(jwksOf(`some words before\n${text.replaceAll('\n', '\r\n')}`)).toEqual([expected]);
  });

  test('reads several PEM blocks, a JWK, a JWKS and a bare list of keys', () => {
    expect(jwksOf(pem(rsa.publicKey, 'spki') + pem(ed25519.publicKey, 'spki'))).toHaveLength(2);
    const { keys } = rfc7517.publicKeys;
    expect(jwksOf(JSON.stringify(rfc7517.publicKeys))).toEqual(keys);
    expect(jwksOf(JSON.stringify(keys))).toEqual(keys);
    expect(jwksOf(` ${JSON.stringify(keys[0])}\n`)).toEqual([keys[0]]);
  });

  test('takes any other text for a secret, as it stands', () => {
    expect(readKeys(' a secret ')).toEqual({
      ok: true,
      keys: [{ kind: 'secret', text: ' a secret ' }],
    });
  });

  test.each([
    ['', 'There is no key.'],
    [' \n', 'There is no key.'],
    ['{"kty":"RSA",', 'It looks like a JWK, but it is not JSON.'],
    ['{"a":1}', 'It is JSON, but no JWK (it has no “kty”) and no JWKS (it has no “keys”).'],
    ['{"keys":1}', 'The “keys” of the JWKS are no list (RFC 7517 §5).'],
    ['{"keys":[]}', 'The JWKS holds no keys.'],
    ['[1]', 'The JWKS holds no keys.'],
    [
      '-----BEGIN PUBLIC KEY-----\nMIIB',
      'The PEM block is not whole: it needs its lines “BEGIN …” and “END …”.',
    ],
    [
      '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
      'The public key is no SPKI in DER.',
    ],
    [
      '-----BEGIN PUBLIC KEY-----\n!\n-----END PUBLIC KEY-----',
      'The PEM block “PUBLIC KEY” is not base64url: "!" at character 1.',
    ],
    [
      '-----BEGIN PGP MESSAGE-----\nMIIB\n-----END PGP MESSAGE-----',
      'A PEM block “PGP MESSAGE” holds no key that can be used here: PUBLIC KEY, CERTIFICATE and PRIVATE KEY can.',
    ],
    [
      pem(rsa.privateKey, 'pkcs8', { cipher: 'aes-128-cbc', passphrase: 'x' }),
      'The private key is encrypted: take its passphrase off first, with openssl pkcs8.',
    ],
    [
      pem(generateKeyPairSync('ed448').publicKey, 'spki'),
      'The key is for Ed448, which browsers do not offer.',
    ],
    [
      pem(generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey, 'spki'),
      'The key is for secp256k1, which browsers do not offer.',
    ],
    [
      pem(ed25519.privateKey, 'pkcs8'),
      'A private key on an Edwards or Montgomery curve lacks its public part in PKCS#8: paste it as a JWK, with “x” and “d”.',
    ],
  ])('says what is wrong with %j', (text, message) => {
    expect(readKeys(text)).toEqual({ ok: false, message });
  });

  test('never throws, and no message holds a private key', () => {
    const body = fc.oneof(fc.base64String(), fc.string());
    const label = fc.constantFrom('PUBLIC KEY', 'PRIVATE KEY', 'CERTIFICATE', 'EC PRIVATE KEY');
    const block = fc
      .tuple(label, body)
      .map(([name, text]) => `-----BEGIN ${name}-----\n${text}\n-----END ${name}-----`);
    fc.assert(
      fc.property(fc.oneof(block, fc.string(), fc.json()), (text) => {
        expect(typeof readKeys(text).ok).toBe('boolean');
      }),
      { numRuns: 500 },
    );
    const { d } = jwk(rsa.privateKey);
    const reading = readKeys(JSON.stringify(jwk(rsa.privateKey)).slice(0, -5));
    expect(reading.ok ? '' : reading.message).not.toContain(d?.slice(0, 8));
    expect(reading.ok).toBe(false);
  });
});

describe('readKeyAddress', () => {
  test.each([
    ['https://op.example/jwks', 'https://op.example/jwks'],
    [' http://127.0.0.1:9/jwks\n', 'http://127.0.0.1:9/jwks'],
    ['{"issuer":"https://op.example","jwks_uri":"https://op.example/k"}', 'https://op.example/k'],
    ['{"jwks_uri":"file:///etc/passwd"}', undefined],
    ['{"keys":[]}', undefined],
    ['a secret', undefined],
    ['https://', undefined],
    ['javascript:alert(1)', undefined],
  ])('%j', (text, address) => {
    expect(readKeyAddress(text)).toBe(address);
  });
});
