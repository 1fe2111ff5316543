import { describe, expect, test } from 'vitest';
import { remarkOnSignatureLength } from '../../../utils/tokens/signature-length';

describe('remarkOnSignatureLength', () => {
  test.each([
    ['HS256', 32],
    ['HS384', 48],
    ['HS512', 64],
    ['ES256', 64],
    ['ES384', 96],
    ['ES512', 132],
    ['EdDSA', 64],
    ['EdDSA', 114],
    ['Ed25519', 64],
    ['RS256', 256],
    ['PS512', 384],
    ['RS384', 512],
    ['RS256', 128],
    ['XS256', 7],
    ['none', 3],
    ['HS256', 0],
    [5, 5],
  ])('finds nothing odd in %s with %i bytes', (alg, length) => {
    expect(remarkOnSignatureLength(alg, new Uint8Array(length))).toBeUndefined();
  });

  test.each([
    ['HS256', 33, true, 'Perhaps something was added to it, or another algorithm made it.'],
    ['ES384', 95, true, 'Perhaps it is cut off.'],
    ['EdDSA', 63, true, 'EdDSA makes 64 or 114.'],
    ['RS256', 255, false, 'Perhaps it is cut off.'],
    ['PS256', 64, false, 'The signature has 64 bytes'],
  ])('notices %s with %i bytes', (alg, length, isCertain, words) => {
    const remark = remarkOnSignatureLength(alg, new Uint8Array(length));
    expect(remark?.isCertain).toBe(isCertain);
    expect(remark?.message).toContain(words);
  });

  test('knows a signature in DER', () => {
    const der = new Uint8Array(70);
    der.set([0x30, 68]);
    expect(remarkOnSignatureLength('ES256', der)?.message).toContain('ASN.1 DER');
  });
});
