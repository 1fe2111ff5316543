import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { indexOfByte, readBase64url } from '../../../utils/tokens/base64url';

describe('readBase64url', () => {
  test('reads back whatever was encoded, in each of its forms', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const plain = Buffer.from(bytes).toString('base64');
        const text = Buffer.from(bytes).toString('base64url');
        expect(readBase64url(text, 'text')).toEqual({ bytes, remarks: [] });
        expect(readBase64url(plain, 'text').bytes).toEqual(bytes);
        expect(readBase64url(encodeURIComponent(plain), 'text').bytes).toEqual(bytes);
      }),
    );
  });

  test('never throws, and points into the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { remarks, fault } = readBase64url(text, 'text');
        for (const { index } of fault === undefined ? remarks : [...remarks, fault]) {
          expect(index).toBeGreaterThanOrEqual(0);
          expect(index).toBeLessThan(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('indexOfByte', () => {
  test.each([
    ['YWJj', 0, 0],
    ['YWJj', 1, 1],
    ['YWJj', 2, 2],
    ['YW Jj', 2, 3],
    ['YWJjZGVm', 3, 4],
    ['YQ', 9, 1],
    ['', 0, 0],
  ])('of %s, byte %i', (text, byte, index) => {
    expect(indexOfByte(text, byte)).toBe(index);
  });
});
