import { describe, expect, test } from 'vitest';
import { describeKeyType, secrecyOf } from '../../../utils/tokens/key-facts';
import { thumbprintOf } from '../../../utils/tokens/key-thumbprint';
import { rfc7515A2, rfc7515A3 } from './vectors';

/** RFC 7638 §3.1: the key and its thumbprint */
const rfc7638 = {
  key: {
    kty: 'RSA',
    n: '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw',
    e: 'AQAB',
    alg: 'RS256',
    kid: '2011-04-29',
  },
  thumbprint: 'NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs',
};

describe('describeKeyType', () => {
  test.each([
    [rfc7515A2.key, 'RSA, 2048 bits'],
    [rfc7515A3.key, 'EC, P-256'],
    [{ kty: 'RSA', n: 'AAEB', e: 'AQAB' }, 'RSA, 9 bits'],
    [{ kty: 'RSA', n: 'AA', e: 'AQAB' }, 'RSA, 0 bits'],
    [{ kty: 'oct', k: 'AAEB' }, 'oct, 24 bits'],
    [{ kty: 'RSA', n: '!' }, 'RSA'],
    [{ kty: 'RSA' }, 'RSA'],
    [{ kty: 'AKP', alg: 'ML-DSA-44' }, 'AKP'],
    [{}, 'nothing'],
  ])('says the type of %.40j…', (key, words) => {
    expect(describeKeyType(key)).toBe(words);
  });
});

describe('secrecyOf', () => {
  test.each([
    [rfc7515A2.key, 'public'],
    [{ ...rfc7515A3.key, d: 'x' }, 'private'],
    [{ kty: 'AKP', priv: 'x' }, 'private'],
    [{ kty: 'oct', k: 'AAEB' }, 'shared'],
  ])('says whether %.40j… is public', (key, secrecy) => {
    expect(secrecyOf(key)).toBe(secrecy);
  });
});

describe('thumbprintOf', () => {
  test('gives the thumbprint that the specification prints', async () => {
    expect(await thumbprintOf(rfc7638.key)).toBe(rfc7638.thumbprint);
  });

  test.each([{}, { kty: 'RSA' }, { kty: 'EC', crv: 1, x: [], y: null }, { kty: 'no' }])(
    'gives nothing for %j',
    async (key) => {
      expect(await thumbprintOf(key)).toBeUndefined();
    },
  );
});
