import { createHash } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { decodeToken } from '../../../../utils/tokens/decode-token';
import type { JsonObject } from '../../../../utils/tokens/json';
import { readSdJwt } from '../../../../utils/tokens/sd-jwt';
import { profileOf } from '../../../../utils/tokens/token-profile';
import type { Expected } from '../../../../utils/tokens/verify/context';
import type { TokenVerification } from '../../../../utils/tokens/verify/verification';
import { verifyToken } from '../../../../utils/tokens/verify/verify-token';
import { encode } from '../vectors';

const nowSeconds = 1_795_273_452;
const now = new Date(nowSeconds * 1000);

async function makeKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = (await exportJWK(publicKey)) as JsonObject;
  const sign = (claims: object, header: object = {}) =>
    new SignJWT(claims as JWTPayload)
      .setProtectedHeader({ alg: 'ES256', ...header })
      .sign(privateKey);
  return { jwk, sign };
}
const issuer = await makeKey();
const holder = await makeKey();

const digestOf = (text: string, hash = 'sha256') =>
  createHash(hash).update(text).digest('base64url');
const disclose = (...parts: readonly unknown[]) => encode(parts);

const given = disclose('salt-1', 'given_name', 'Ada');
const email = disclose('salt-2', 'email', 'ada@example.com');
const element = disclose('salt-3', 'DE');
const claims = {
  iss: 'https://op.example',
  sub: 'user-1',
  cnf: { jwk: holder.jwk },
  _sd: [digestOf(given), digestOf(email)],
  nationalities: [{ '...': digestOf(element) }],
};

/** Verifies the issuer's part of an SD-JWT. */
async function verifyIssued(
  payload: object,
  disclosures: readonly string[],
  end = '',
): Promise<TokenVerification> {
  const jwt = await issuer.sign(payload, { typ: 'dc+sd-jwt' });
  return verifyToken({
    token: decodeToken(jwt),
    sdJwt: readSdJwt([jwt, ...disclosures, end].join('~')),
    keys: { given: [{ kind: 'jwk', jwk: issuer.jwk, form: 'JWK' }] },
    expected: {},
    now,
  });
}
const find = ({ checks }: TokenVerification, name: string) =>
  checks.find((check) => check.name === name);
const failures = ({ checks }: TokenVerification) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);

describe('verifyToken, the issuer’s part of an SD-JWT', () => {
  test('is genuine with what it discloses, or without', async () => {
    const verdict = await verifyIssued(claims, [given, element]);
    expect(verdict.outcome).toBe('genuine');
    expect(find(verdict, 'Disclosures')).toMatchObject({
      outcome: 'passed',
      detail: '2 disclosures, each in the token.',
    });
    expect(find(verdict, 'Type')?.outcome).toBe('passed');
    const bare = await verifyIssued(claims, []);
    expect(bare.outcome).toBe('genuine');
    expect(find(bare, 'Disclosures')?.detail).toContain('Nothing is disclosed');
  });

  const forged = disclose('salt', 'role', 'admin');
  const hidden = disclose('salt', 'sub', 'user-2');
  const reserved = disclose('salt', '_sd', ['x']);
  const garbage = Buffer.from('garbage').toString('base64url');
  const nested = disclose('salt', 'address', { _sd: [digestOf(given)] });
  test.each([
    ['forged', claims, [forged], 'disclosure 1, of "role" is nowhere in the token'],
    ['twice', claims, [given, given], 'holds disclosure 2, of "given_name" twice'],
    ['garbage', claims, [given, garbage], 'Disclosure 2 is not to be accepted'],
    ['reserved', { ...claims, _sd: [digestOf(reserved)] }, [reserved], 'not to be accepted'],
    [
      'over a claim of the issuer',
      { ...claims, _sd: [digestOf(hidden)] },
      [hidden],
      'The disclosure of "sub" would take the place of a claim that is there already',
    ],
    [
      'a claim in a list',
      { nationalities: [{ '...': digestOf(given) }] },
      [given],
      'stands where an element of a list is to be',
    ],
    [
      'an element among claims',
      { _sd: [digestOf(element)] },
      [element],
      'without a name stands where a claim is to be',
    ],
    ['a digest twice', { _sd: [digestOf('x'), digestOf('x')] }, [], 'more than once'],
    [
      'a digest twice, disclosed',
      { _sd: [digestOf(given), digestOf(nested)] },
      [given, nested],
      'The digest of disclosure 1, of "given_name" stands in the token more than once',
    ],
    [
      'of one name',
      { _sd: [digestOf(email), digestOf(disclose('s', 'email', 'b'))] },
      [email, disclose('s', 'email', 'b')],
      'The disclosure of "email" would take the place',
    ],
  ] as const)('is refused with a disclosure: %s', async (_, payload, disclosures, detail) => {
    const verdict = await verifyIssued(payload, disclosures);
    expect(find(verdict, 'Signature')?.outcome).toBe('passed');
    expect(failures(verdict)).toEqual(['Disclosures']);
    expect(find(verdict, 'Disclosures')?.detail).toContain(detail);
    expect(verdict.outcome).toBe('refused');
  });

  test('is not verified with a hash function that is not known', async () => {
    const verdict = await verifyIssued({ ...claims, _sd_alg: 'sha3-256' }, [given]);
    expect(verdict.outcome).toBe('unverified');
  });

  test('is held against the claims that are disclosed as well', async () => {
    const expiry = disclose('salt', 'exp', nowSeconds - 600);
    const verdict = await verifyIssued({ ...claims, _sd: [digestOf(expiry)] }, [expiry]);
    expect(failures(verdict)).toEqual(['Expiry']);
  });
});

describe('verifyToken, key binding', () => {
  const binding = { iat: nowSeconds, aud: 'https://verifier.example', nonce: 'n-1' };
  async function present(input: {
    readonly changes?: object;
    readonly header?: object;
    readonly payload?: object;
    readonly signer?: typeof holder;
    readonly expected?: Expected;
    readonly hash?: string;
  }): Promise<TokenVerification> {
    const { changes, header = { typ: 'kb+jwt' }, payload = claims, signer = holder } = input;
    const jwt = await issuer.sign(payload);
    const before = `${jwt}~${given}~`;
    const kb = await signer.sign(
      { ...binding, sd_hash: digestOf(before, input.hash), ...changes },
      header,
    );
    const token = decodeToken(kb);
    expect(profileOf(token, 'Key binding')).toBe('key-binding');
    return verifyToken({
      token,
      profile: 'key-binding',
      sdJwt: readSdJwt(`${before}${kb}`),
      keys: {},
      expected: input.expected ?? {},
      now,
    });
  }

  test('is genuine with the key of the holder, over the SD-JWT', async () => {
    const verdict = await present({
      expected: { audience: 'https://verifier.example', nonce: 'n-1' },
    });
    expect(verdict.outcome).toBe('genuine');
    expect(verdict.checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['Type', 'passed'],
      ['Algorithm', 'passed'],
      ['Signature', 'passed'],
      ['Issued at', 'passed'],
      ['Audience', 'passed'],
      ['Nonce', 'passed'],
      ['SD-JWT hash', 'passed'],
    ]);
    expect(find(verdict, 'Signature')?.detail).toContain('fits the key of the holder');
    const other = await present({ payload: { ...claims, _sd_alg: 'sha-384' }, hash: 'sha384' });
    expect(other.outcome).toBe('genuine');
  });

  test.each([
    [{ changes: { sd_hash: 'x' } }, 'SD-JWT hash'],
    [{ changes: { sd_hash: undefined } }, 'SD-JWT hash'],
    [{ changes: { iat: undefined } }, 'Issued at'],
    [{ changes: { aud: ['a', 'b'] } }, 'Audience'],
    [{ changes: { nonce: undefined } }, 'Nonce'],
    [{ expected: { nonce: 'n-2' } }, 'Nonce'],
    [{ expected: { audience: 'https://other.example' } }, 'Audience'],
    [{ header: { typ: 'JWT' } }, 'Type'],
    [{ signer: issuer }, 'Signature'],
    [{ payload: { iss: 'x', _sd: [digestOf(given)] } }, 'Signature'],
  ] as const)('refuses %j by %s', async (input, name) => {
    expect(failures(await present(input))).toEqual([name]);
  });

  test('is not verified without its SD-JWT, nor by a secret that the SD-JWT names', async () => {
    const kb = await holder.sign({ ...binding, sd_hash: 'x' }, { typ: 'kb+jwt' });
    const alone = await verifyToken({ token: decodeToken(kb), keys: {}, expected: {}, now });
    expect(alone.outcome).toBe('unverified');
    const pasted = await verifyToken({
      token: decodeToken(kb),
      keys: { given: [{ kind: 'jwk', jwk: holder.jwk, form: 'JWK' }] },
      expected: {},
      now,
    });
    expect(find(pasted, 'Signature')?.outcome).toBe('passed');

    const secret = Buffer.from('thirty-two random bytes, or more than that');
    const jwt = await issuer.sign({
      cnf: { jwk: { kty: 'oct', k: secret.toString('base64url') } },
    });
    const symmetric = await new SignJWT({ ...binding, sd_hash: digestOf(`${jwt}~`) })
      .setProtectedHeader({ alg: 'HS256', typ: 'kb+jwt' })
      .sign(secret);
    const verdict = await verifyToken({
      token: decodeToken(symmetric),
      sdJwt: readSdJwt(`${jwt}~${symmetric}`),
      keys: {},
      expected: {},
      now,
    });
    expect(failures(verdict)).toEqual(['Signature']);
  });
});
