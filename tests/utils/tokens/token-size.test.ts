import { describe, expect, test } from 'vitest';
import { decodeToken } from '../../../utils/tokens/decode-token';
import { sizeOfToken } from '../../../utils/tokens/token-size';
import { encode, rfc7515A1, rfc7515A4, rfc7519A1 } from './vectors';

const sizeOf = (text: string) => sizeOfToken(decodeToken(text));

describe('sizeOfToken', () => {
  test('measures a token and its parts', () => {
    expect(sizeOf(rfc7515A1)).toEqual({
      characters: rfc7515A1.length,
      bytes: rfc7515A1.length,
      parts: [
        { name: 'header', bytes: 30 },
        { name: 'payload', bytes: 70 },
        { name: 'signature', bytes: 32 },
      ],
    });
    expect(sizeOf(rfc7515A4).parts[1]).toEqual({ name: 'payload', bytes: 7 });
    expect(sizeOf(rfc7519A1).parts.map(({ name }) => name)).toEqual([
      'header',
      'encrypted key',
      'initialization vector',
      'ciphertext',
      'authentication tag',
    ]);
    expect(sizeOf('größe-42')).toMatchObject({ characters: 8, bytes: 10, parts: [] });
  });

  test('measures a payload that is not encoded as it is', () => {
    const header = encode({ alg: 'HS256', b64: false, crit: ['b64'] });
    expect(sizeOf(`${header}.$.02.AAAA`).parts[1]).toEqual({ name: 'payload', bytes: 4 });
  });

  test.each([
    [4096, undefined],
    [4097, 'Larger than what browsers take in a cookie (4 kB).'],
    [8000, 'Larger than what browsers take in a cookie (4 kB).'],
    [
      8001,
      'Larger than what many servers take in a header (8 kB) and browsers in a cookie (4 kB).',
    ],
  ])('says where %i bytes do not fit', (length, remark) => {
    expect(sizeOf('x'.repeat(length)).remark).toBe(remark);
  });
});
