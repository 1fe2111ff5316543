import { exportPKCS8, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { decodeToken } from '../../../utils/tokens/decode-token';
import { readKeys } from '../../../utils/tokens/read-keys';
import type { Unprotected } from '../../../utils/tokens/recognised';
import { decryptToken } from '../../../utils/tokens/verify/decrypt-token';
import { thumbprintOf } from '../../../utils/tokens/verify/thumbprints';
import { type VerificationInput, verifyToken } from '../../../utils/tokens/verify/verify-token';
import {
  encryptedVectors,
  rfc7517,
  rfc7638,
  rfc8037,
  rfc9068,
  rfc9449,
  signedVectors,
} from './rfc-vectors';
import { rfc7515A1, rfc7515A5, rfc7519A1 } from './vectors';

const keysOf = (key: unknown) => {
  const reading = readKeys(typeof key === 'string' ? key : JSON.stringify(key));
  if (!reading.ok) throw new Error(reading.message);
  return reading.keys;
};

const verify = (token: string, more: Partial<VerificationInput> = {}) =>
  verifyToken({
    token: decodeToken(token, more.unprotected),
    keys: {},
    expected: {},
    now: new Date('2011-03-22T18:00:00Z'),
    ...more,
  });

describe('verifyToken, examples of the specifications', () => {
  test.each(signedVectors)('$source', async ({ token, key, alg, unprotected, payload }) => {
    const given = { keys: { given: keysOf(key) }, unprotected, payload };
    const verdict = await verify(token, given);
    const signature = verdict.checks.find(({ name }) => name === 'Signature');
    expect(signature?.outcome, signature?.detail).toBe('passed');
    // A secret that is printed in a specification is known to everybody.
    const isKnown = verdict.checks.some(({ name }) => name === 'Known secret');
    expect(verdict).toMatchObject({ outcome: isKnown ? 'unverified' : 'genuine', key: { alg } });

    const [header, , end = ''] = token.split('.');
    const changed = `${header}.${Buffer.from('{"iss":"eve"}').toString('base64url')}.${end}`;
    const other = await verify(changed, given);
    expect(other.outcome).toBe('refused');
  });

  test('RFC 7515 A.5, RFC 7519 §6.1: not signed', async () => {
    const verdict = await verify(rfc7515A5);
    expect(verdict.outcome).toBe('refused');
    expect(verdict.checks).toContainEqual({
      name: 'Signature',
      outcome: 'failed',
      detail: 'There is none ("alg": "none"): anyone can write such a token.',
    });
  });

  test('RFC 7515 A.1 with the key set of RFC 7517 A.3, and A.2 with none of A.1', async () => {
    const symmetric = { keys: { given: keysOf(rfc7517.symmetricKeys) } };
    expect((await verify(rfc7515A1, symmetric)).key).toEqual({ alg: 'HS256' });
    const published = { keys: { given: keysOf(rfc7517.publicKeys) } };
    const verdict = await verify(rfc7515A1, published);
    expect(verdict.key).toBeUndefined();
    expect(verdict.checks.find(({ name }) => name === 'Signature')?.detail).toBe(
      'Not checked: HS256 is checked with a secret, and what was given is a public key. A public key is never used as a secret: everybody has it.',
    );
  });

  test('RFC 7638 §3.1, RFC 8037 A.3: thumbprints', async () => {
    expect(await thumbprintOf(rfc7638.key)).toBe(rfc7638.thumbprint);
    expect(await thumbprintOf(rfc8037.key)).toBe(rfc8037.thumbprint);
  });

  test('RFC 9068 §2.2: an access token', async () => {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
    const token = await new SignJWT(rfc9068.claims)
      .setProtectedHeader(rfc9068.header)
      .sign(privateKey);
    for (const pem of [await exportSPKI(publicKey), await exportPKCS8(privateKey)]) {
      const verdict = await verify(token, {
        keys: { given: keysOf(pem) },
        expected: {
          issuer: rfc9068.claims.iss,
          audience: rfc9068.claims.aud,
          clientId: rfc9068.claims.client_id,
        },
        now: new Date(rfc9068.claims.iat * 1000),
      });
      expect(verdict.outcome).toBe('genuine');
      expect(verdict.checks.map(({ name, outcome }) => [name, outcome])).toEqual(
        [
          'Type',
          'Algorithm',
          'Signature',
          'Issuer',
          'Subject',
          'Audience',
          'Client',
          'Expiry',
          'Issued at',
          'Not before',
          'Token ID',
        ].map((name) => [name, 'passed']),
      );
    }
  });

  test('RFC 9449 §4.1: a proof for a token request', async () => {
    const verdict = await verify(rfc9449.forToken, { now: new Date(rfc9449.issuedAt * 1000) });
    expect(verdict.outcome).toBe('genuine');
    expect(verdict.checks.find(({ name }) => name === 'Signature')?.detail).toContain(
      'self-signed',
    );
    expect(verdict.checks.find(({ name }) => name === 'Key binding')?.detail).toContain(
      rfc9449.thumbprint,
    );
  });

  test('RFC 9449 §7.1: a proof for an access token', async () => {
    const now = new Date(rfc9449.issuedAt * 1000);
    const { accessToken } = rfc9449;
    const verdict = await verify(rfc9449.forResource, { now, expected: { accessToken } });
    expect(verdict.outcome).toBe('genuine');
    expect(verdict.checks).toContainEqual({
      name: 'Access token hash',
      outcome: 'passed',
      detail:
        '"ath" is "fUHyO2r2Z3DZ53EsNrWBb0xWXoaNy59IiKCAqksmQEo", the SHA-256 of the access token.',
    });
    const other = await verify(rfc9449.forResource, { now, expected: { accessToken: 'other' } });
    expect(other.outcome).toBe('refused');
  });
});

describe('decryptToken, examples of the specifications', () => {
  const jweOf = (token: string, unprotected?: Unprotected) => {
    const decoded = decodeToken(token, unprotected);
    if (decoded.kind !== 'jwe' && decoded.kind !== 'broken') throw new Error(decoded.kind);
    return decoded;
  };

  test.each(encryptedVectors)('$source', async ({ token, key, unprotected, plaintext }) => {
    const decryption = await decryptToken({
      token: jweOf(token, unprotected),
      keys: keysOf(key),
      unprotected,
    });
    expect(decryption).toMatchObject({
      ok: true,
      text: plaintext ?? (expect.stringContaining('"kid":"juliet@capulet.lit"') as string),
    });
    const changed = token.replace(
      /[^.]+$/,
      (tag) => (tag.startsWith('A') ? 'B' : 'A') + tag.slice(1),
    );
    expect(
      await decryptToken({ token: jweOf(changed, unprotected), keys: keysOf(key), unprotected }),
    ).toEqual({
      ok: false,
      message: 'The key does not open this token: another key, or a changed token.',
    });
  });

  test('RFC 7519 A.1: RSA1_5 is not offered', async () => {
    const token = jweOf(rfc7519A1);
    expect(await decryptToken({ token, keys: keysOf(rfc7638.key) })).toEqual({
      ok: false,
      message:
        'The token is encrypted with RSA1_5 (RSAES-PKCS1-v1_5), which browsers do not offer, because it can be broken by asking often (RFC 8725 §3.2). The issuer should use RSA-OAEP-256.',
    });
  });
});
