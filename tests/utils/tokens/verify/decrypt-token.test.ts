import fc from 'fast-check';
import { CompactEncrypt, exportJWK, generateKeyPair } from 'jose';
import { describe, expect, test, vi } from 'vitest';
import { decodeToken } from '../../../../utils/tokens/decode-token';
import { readKeys } from '../../../../utils/tokens/read-keys';
import { decryptToken } from '../../../../utils/tokens/verify/decrypt-token';
import { encode } from '../vectors';

const decrypt = async (token: string, key: string) => {
  const decoded = decodeToken(token);
  const reading = readKeys(key);
  if (decoded.kind !== 'jwe' || !reading.ok) throw new Error('not what the test is about');
  return decryptToken({ token: decoded, keys: reading.keys });
};
const encrypt = (header: { alg: string; enc: string }, key: CryptoKey | Uint8Array) =>
  new CompactEncrypt(new TextEncoder().encode('{"sub":"x"}'))
    .setProtectedHeader(header)
    .encrypt(key);

describe('decryptToken', () => {
  test.each(['RSA-OAEP', 'RSA-OAEP-256', 'RSA-OAEP-512', 'ECDH-ES', 'ECDH-ES+A256KW'])(
    'decrypts %s with a private JWK, whatever it says of its use',
    async (alg) => {
      const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
      const token = await encrypt({ alg, enc: 'A256GCM' }, publicKey);
      const jwk = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'x', key_ops: ['sign'] };
      expect(await decrypt(token, JSON.stringify(jwk))).toEqual({
        ok: true,
        text: '{"sub":"x"}',
        bytes: 11,
        detail: `Decrypted with ${alg} and "A256GCM".`,
      });
      expect(await decrypt(token, JSON.stringify(await exportJWK(publicKey)))).toEqual({
        ok: false,
        message:
          'The key that was given is the public one: a token is decrypted with the private key.',
      });
    },
  );

  test('takes a symmetric key as text and in base64url', async () => {
    const bytes = Buffer.from('exactly thirty-two bytes of text');
    const token = await encrypt({ alg: 'dir', enc: 'A256GCM' }, bytes);
    expect((await decrypt(token, bytes.toString())).ok).toBe(true);
    expect((await decrypt(token, bytes.toString('base64url'))).ok).toBe(true);
    expect(await decrypt(token, 'short')).toEqual({
      ok: false,
      message:
        'The token cannot be decrypted: Invalid Content Encryption Key length. Expected 256 bits, got 40 bits.',
    });
  });

  test.each([
    ['A128KW', 'A128GCM', 16],
    ['A256KW', 'A128GCM', 32],
    ['A256GCMKW', 'A256GCM', 32],
    ['dir', 'A128CBC-HS256', 32],
    ['dir', 'A256CBC-HS512', 64],
  ])('takes a key for %s with %s as it may be written', async (alg, enc, length) => {
    const bytes = Buffer.alloc(length, 7);
    const token = await encrypt({ alg, enc }, bytes);
    for (const text of [
      bytes.toString('base64url'),
      `${bytes.toString('base64')}\n`,
      bytes.toString('hex'),
      bytes.toString(),
    ]) {
      expect(await decrypt(token, text)).toMatchObject({ ok: true, text: '{"sub":"x"}' });
    }
    expect(await decrypt(token, Buffer.alloc(length, 8).toString('base64url'))).toEqual({
      ok: false,
      message: 'The key does not open this token: another key, or a changed token.',
    });
  });

  test.each([
    [{ alg: 'A192KW', enc: 'A128GCM' }, 24],
    [{ alg: 'dir', enc: 'A192GCM' }, 24],
    [{ alg: 'dir', enc: 'A192CBC-HS384' }, 48],
  ])('says when it is the browser that lacks AES-192: %j', async (header, length) => {
    const bytes = Buffer.alloc(length, 7);
    const token = await encrypt(header, bytes);
    expect((await decrypt(token, bytes.toString('base64url'))).ok).toBe(true);
    const importKey = crypto.subtle.importKey.bind(crypto.subtle);
    const spy = vi
      .spyOn(crypto.subtle, 'importKey')
      .mockImplementation(async (...args: unknown[]) => {
        const [, data] = args;
        if (data instanceof Uint8Array && data.length === 24) {
          throw new DOMException('192-bit AES keys are not supported', 'OperationError');
        }
        return Reflect.apply(importKey, undefined, args) as Promise<CryptoKey>;
      });
    const refused = await decrypt(token, bytes.toString('base64url'));
    spy.mockRestore();
    expect(refused).toEqual({
      ok: false,
      message: `This browser does not offer AES with keys of 192 bits, which ${header.alg} with "${header.enc}" needs (Chrome and Edge do not, Firefox does): the key may be right.`,
    });
  });

  test.each([
    [
      { alg: 'PBES2-HS256+A128KW', enc: 'A128GCM', p2c: 2 ** 31, p2s: 'AAAA' },
      'password',
      'The header asks for 2147483648 rounds of PBES2 (p2c); more than 1000000 are not computed here.',
    ],
    [
      { alg: 'X', enc: 'A128GCM' },
      'password',
      '"X" is not known here as a way to encrypt the key of a token.',
    ],
    [
      { alg: 'RSA-OAEP', enc: 'A128GCM' },
      'a text',
      'RSA-OAEP is decrypted with an RSA private key, and what was given is a text.',
    ],
    [
      { alg: 'A128KW', enc: 'A128GCM' },
      '{"kty":"EC"}',
      'A128KW is decrypted with a symmetric key of 128 bits, and what was given is a key of the type "EC".',
    ],
    [
      { alg: 'ECDH-ES', enc: 'A128GCM' },
      '{"kty":"EC","d":"AAAA","x":"AAAA"}',
      'The private key is malformed.',
    ],
  ])('says why not: %j', async (header, key, message) => {
    expect(await decrypt(`${encode(header)}.AAAA.AAAA.AAAA.AAAA`, key)).toEqual({
      ok: false,
      message,
    });
  });

  test('says how much there is of what is no text', async () => {
    const token = await new CompactEncrypt(new Uint8Array([255, 254]))
      .setProtectedHeader({ alg: 'dir', enc: 'A128GCM' })
      .encrypt(new Uint8Array(16));
    expect(await decrypt(token, 'AAAAAAAAAAAAAAAAAAAAAA')).toMatchObject({
      ok: true,
      text: undefined,
      bytes: 2,
    });
  });

  test('never throws', async () => {
    const header = fc.record(
      {
        alg: fc.oneof(fc.constantFrom('dir', 'A128KW', 'ECDH-ES', 'RSA-OAEP'), fc.jsonValue()),
        enc: fc.oneof(fc.constantFrom('A128GCM', 'A128CBC-HS256'), fc.jsonValue()),
        epk: fc.jsonValue(),
        zip: fc.jsonValue(),
        crit: fc.jsonValue(),
      },
      { requiredKeys: ['alg', 'enc'] },
    );
    await fc.assert(
      fc.asyncProperty(header, fc.string({ minLength: 1 }), async (members, key) => {
        const token = decodeToken(`${encode(members)}.AAAA.AAAA.AAAA.AAAA`);
        const reading = readKeys(key);
        if ((token.kind !== 'jwe' && token.kind !== 'broken') || !reading.ok) return;
        expect((await decryptToken({ token, keys: reading.keys })).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });
});
