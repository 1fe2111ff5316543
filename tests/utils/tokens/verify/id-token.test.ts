import fc from 'fast-check';
import { CompactEncrypt, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../../utils/tokens/check';
import { decodeToken } from '../../../../utils/tokens/decode-token';
import type { JsonObject } from '../../../../utils/tokens/json';
import type { Expected } from '../../../../utils/tokens/verify/context';
import type { TokenVerification } from '../../../../utils/tokens/verify/verification';
import type { LoadKeys } from '../../../../utils/tokens/verify/verify-signature';
import { verifyToken } from '../../../../utils/tokens/verify/verify-token';
import { encode, oidcCore, rfc7515A2, rfc7515A3, rfc7515A5, rfc7519A1 } from '../vectors';

type Input = Omit<Expected, 'nonce'> & {
  readonly idToken: string;
  readonly nonce: string | undefined;
  readonly loadKeys: LoadKeys;
  readonly clientSecret?: string;
  readonly now: Date;
  readonly clockSkewSeconds?: number;
};

/** As a run verifies its ID token: it knows all that it sent. */
function verifyIdToken(input: Input): Promise<TokenVerification> {
  const { idToken, nonce, loadKeys, clientSecret, now, clockSkewSeconds, ...expected } = input;
  return verifyToken({
    token: decodeToken(idToken),
    profile: 'id-token',
    keys: { loadKeys, ...(clientSecret === undefined ? {} : { clientSecret }) },
    expected: { ...expected, nonce: nonce ?? null },
    now,
    clockSkewSeconds,
  });
}

const issuer = 'https://op.example';
const clientId = 'client-1';
const nonce = 'n-1';
const nowSeconds = 1_795_273_452;
const now = new Date(nowSeconds * 1000);
const claims = {
  iss: issuer,
  sub: 'user-1',
  aud: clientId,
  nonce,
  iat: nowSeconds - 10,
  exp: nowSeconds + 3590,
};

/** A key set, and the record of how it was asked for. */
function serve(...sets: readonly unknown[]): {
  readonly loadKeys: LoadKeys;
  readonly asked: boolean[];
} {
  const asked: boolean[] = [];
  const loadKeys: LoadKeys = ({ refresh }) => {
    const jwks = sets[Math.min(asked.length, sets.length - 1)];
    asked.push(refresh);
    return Promise.resolve({ ok: true, jwks: jwks as JsonObject });
  };
  return { loadKeys, asked };
}

const noKeys: LoadKeys = () =>
  Promise.resolve({ ok: false, message: 'No answer from op.example.' });

function verify(input: Partial<Input> & Pick<Input, 'idToken'>): Promise<TokenVerification> {
  return verifyIdToken({ issuer, clientId, nonce, loadKeys: noKeys, now, ...input });
}

function find(verdict: TokenVerification, name: Check['name']): Check | undefined {
  return verdict.checks.find((check) => check.name === name);
}

async function makeKey(alg: string, members: object = {}) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), ...members };
  const sign = (payload: object = claims, header: object = {}): Promise<string> =>
    new SignJWT(payload as JWTPayload).setProtectedHeader({ alg, ...header }).sign(privateKey);
  return { jwk, sign, privateKey };
}

const rs = await makeKey('RS256', { kid: 'k1' });
const es = await makeKey('ES256', { kid: 'e1' });
const signed = await rs.sign(claims, { kid: 'k1' });
const published = serve({ keys: [rs.jwk] }).loadKeys;

describe('verifyToken, ID tokens', () => {
  test('finds a sound token genuine and lists every check', async () => {
    expect(
      await verify({ idToken: signed, loadKeys: published, supportedAlgs: ['RS256', 'ES256'] }),
    ).toEqual({
      outcome: 'genuine',
      key: { kid: 'k1', alg: 'RS256' },
      checks: [
        ['Type', '"typ" is missing: optional here.'],
        ['Algorithm', '"alg" is "RS256", which the issuer says it signs with.'],
        ['Signature', 'The RS256 signature fits the key "k1" of the issuer.'],
        ['Issuer', '"iss" is "https://op.example", as expected.'],
        ['Subject', '"sub" is "user-1".'],
        ['Audience', '"aud" is the client ID, "client-1".'],
        ['Authorized party', 'Not there: optional with a single audience.'],
        ['Nonce', '"nonce" is "n-1", as sent.'],
        ['Expiry', 'Valid until 2026-11-21T16:04:02Z (in 59:50).'],
        ['Issued at', 'Issued 2026-11-21T15:04:02Z (10 s ago).'],
        ['Not before', 'Not there: optional here.'],
        ['Authentication time', 'Not there: optional, because no max_age was sent.'],
        ['Access token hash', 'Not there: optional here.'],
        ['Code hash', 'Not there: optional here.'],
      ].map(([name, detail]) => ({
        name,
        outcome: 'passed',
        detail,
        ...(detail?.startsWith('Not there') === true ? { isNotNeeded: true } : {}),
      })),
    });
  });

  test.each([
    'RS256',
    'RS384',
    'RS512',
    'PS256',
    'PS384',
    'PS512',
    'ES256',
    'ES384',
    'ES512',
    'EdDSA',
    'Ed25519',
  ])('verifies %s', async (alg) => {
    const key = await makeKey(alg);
    const { loadKeys, asked } = serve({ keys: [key.jwk] });
    const idToken = await key.sign();
    expect(await verify({ idToken, loadKeys })).toMatchObject({ outcome: 'genuine', key: { alg } });
    expect(asked).toEqual([false]);

    const [header, , signature] = idToken.split('.');
    const changed = `${header}.${encode({ ...claims, sub: 'admin' })}.${signature}`;
    const verdict = await verify({ idToken: changed, loadKeys });
    expect(verdict.outcome).toBe('refused');
    expect(find(verdict, 'Signature')?.detail).toBe(
      `The ${alg} signature does not fit the key of the issuer: a changed token, or another signer.`,
    );
  });

  test.each(['HS256', 'HS384', 'HS512'])('verifies %s with the client secret', async (alg) => {
    const clientSecret = 'a secret of thirty-two characters, or a little more than sixty-four';
    const idToken = await new SignJWT(claims)
      .setProtectedHeader({ alg })
      .sign(new TextEncoder().encode(clientSecret));
    const { loadKeys, asked } = serve({ keys: [rs.jwk] });
    expect(await verify({ idToken, clientSecret, loadKeys })).toMatchObject({
      outcome: 'genuine',
      key: { alg },
    });
    expect(await verify({ idToken, loadKeys })).toMatchObject({ outcome: 'unverified' });
    const wrong = await verify({ idToken, clientSecret: 'wrong', loadKeys });
    expect(wrong.outcome).toBe('refused');
    expect(find(wrong, 'Signature')?.detail).toBe(
      `The ${alg} signature does not fit the client secret: another secret, or a changed token.`,
    );
    expect(asked).toEqual([]);
  });

  test('never takes a public key for an HMAC secret', async () => {
    const secret = new TextEncoder().encode(JSON.stringify(rs.jwk));
    const idToken = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
      .sign(secret);
    const verdict = await verify({ idToken, loadKeys: published, supportedAlgs: ['RS256'] });
    expect(verdict.outcome).toBe('refused');
    expect(find(verdict, 'Algorithm')).toEqual({
      name: 'Algorithm',
      outcome: 'failed',
      detail: '"alg" is "HS256", and the issuer says that it signs with "RS256".',
    });
    expect(find(verdict, 'Signature')).toEqual({
      name: 'Signature',
      outcome: 'unknown',
      detail: 'Not checked: HS256 is checked with the client secret, and none is at hand.',
    });
  });

  test.each(['none', 'None', 'NONE'])(
    'refuses alg %s, even where the issuer lists it',
    async (alg) => {
      const idToken = `${encode({ alg })}.${encode(claims)}.`;
      const verdict = await verify({ idToken, loadKeys: published, supportedAlgs: [alg] });
      expect(verdict.outcome).toBe('refused');
      expect(find(verdict, 'Signature')).toEqual({
        name: 'Signature',
        outcome: 'failed',
        detail: 'There is none ("alg": "none"): anyone can write such a token.',
      });
      expect(find(verdict, 'Algorithm')?.outcome).toBe('failed');
    },
  );

  test('cannot verify an algorithm it does not know', async () => {
    const idToken = `${encode({ alg: 'constructor' })}.${encode(claims)}.c2ln`;
    const verdict = await verify({ idToken, loadKeys: published });
    expect(verdict.outcome).toBe('unverified');
    expect(find(verdict, 'Signature')?.detail).toBe(
      '"constructor" signatures cannot be checked here.',
    );
  });
});

describe('verifyToken, ID tokens: examples of the specifications', () => {
  const core = {
    issuer: oidcCore.issuer,
    clientId: oidcCore.clientId,
    nonce: oidcCore.nonce,
    now: new Date((oidcCore.issuedAt + 60) * 1000),
    loadKeys: serve({ keys: [oidcCore.key] }).loadKeys,
  };

  test('OpenID Connect Core A.3: at_hash', async () => {
    const verdict = await verifyIdToken({ ...core, ...oidcCore.withAccessToken });
    expect(verdict).toMatchObject({ outcome: 'genuine', key: { kid: '1e9gdk7', alg: 'RS256' } });
    expect(find(verdict, 'Access token hash')).toEqual({
      name: 'Access token hash',
      outcome: 'passed',
      detail:
        '"at_hash" is "77QmUPtjPfzWtF2AnpK9RQ", the left half of the SHA-256 of the access token.',
    });
  });

  test('OpenID Connect Core A.6: c_hash', async () => {
    const verdict = await verifyIdToken({ ...core, ...oidcCore.withCode });
    expect(verdict.outcome).toBe('genuine');
    expect(find(verdict, 'Code hash')?.detail).toBe(
      '"c_hash" is "LDktKdoQak3Pk0cnXxCltA", the left half of the SHA-256 of the authorization code.',
    );
  });

  test.each([
    ['RFC 7515 A.2', rfc7515A2],
    ['RFC 7515 A.3', rfc7515A3],
  ])('%s: the signature passes and every claim is still judged', async (_, { token, key }) => {
    const verdict = await verify({
      idToken: token,
      issuer: 'joe',
      loadKeys: serve({ keys: [key] }).loadKeys,
    });
    expect(verdict.outcome).toBe('refused');
    expect(Object.fromEntries(verdict.checks.map(({ name, outcome }) => [name, outcome]))).toEqual({
      Type: 'passed',
      Algorithm: 'passed',
      Signature: 'passed',
      Issuer: 'passed',
      Subject: 'failed',
      Audience: 'failed',
      'Authorized party': 'passed',
      Nonce: 'failed',
      Expiry: 'failed',
      'Issued at': 'failed',
      'Not before': 'passed',
      'Authentication time': 'passed',
      'Access token hash': 'passed',
      'Code hash': 'passed',
    });
    expect(find(verdict, 'Expiry')?.detail).toBe('Expired 2011-03-22T18:43:00Z (15 y ago).');
  });

  test('RFC 7515 A.5: refused', async () => {
    expect(await verify({ idToken: rfc7515A5 })).toMatchObject({ outcome: 'refused' });
  });

  test('RFC 7519 A.1: encrypted, so unverified', async () => {
    const verdict = await verify({ idToken: rfc7519A1, loadKeys: published });
    expect(verdict.outcome).toBe('unverified');
    expect(find(verdict, 'Signature')?.detail).toBe(
      'The token is encrypted (JWE): its signature is inside, and cannot be read without the key of the client.',
    );
  });
});

describe('verifyToken, ID tokens: keys', () => {
  const signature = async (
    sets: readonly unknown[],
    idToken = signed,
  ): Promise<readonly [string | undefined, string | undefined, readonly boolean[]]> => {
    const { loadKeys, asked } = serve(...sets);
    const check = find(await verify({ idToken, loadKeys }), 'Signature');
    return [check?.outcome, check?.detail, asked];
  };

  test('asks once more when the key has been rotated', async () => {
    const old = await makeKey('RS256', { kid: 'k0' });
    expect(await signature([{ keys: [old.jwk] }, { keys: [old.jwk, rs.jwk] }])).toEqual([
      'passed',
      'The RS256 signature fits the key "k1" of the issuer.',
      [false, true],
    ]);
    const sameName = { ...old.jwk, kid: 'k1' };
    expect((await signature([{ keys: [sameName] }, { keys: [rs.jwk] }]))[0]).toBe('passed');
    expect(await signature([{ keys: [old.jwk] }])).toEqual([
      'failed',
      'The only key of the issuer cannot be used for RS256 with the "kid" "k1". There is "k0": keys may have been rotated since the token was issued, or it is of another issuer.',
      [false, true],
    ]);
  });

  test('tries the other keys too, and says which fits although the token names another', async () => {
    const other = await makeKey('RS256', { kid: 'other' });
    const renamed = { ...rs.jwk, kid: 'k2' };
    const [outcome, detail] = await signature([{ keys: [other.jwk, renamed] }]);
    expect(outcome).toBe('failed');
    expect(detail).toBe(
      'The RS256 signature fits the key "k2" of the issuer, although the token names the "kid" "k1": programs look a key up by its name, and refuse this token.',
    );
    const many = Array.from({ length: 10 }, (_, index) => ({ ...other.jwk, kid: `r${index}` }));
    expect((await signature([{ keys: many }]))[1]).toContain(
      'There are "r0", "r1", "r2", "r3", "r4", "r5", "r6", "r7" and 2 more: keys may have been rotated',
    );
  });

  test('tries every key when the token names none, and keys without a name', async () => {
    const others = await Promise.all([
      makeKey('RS256', { kid: 'a' }),
      makeKey('RS256', { kid: 'b' }),
    ]);
    const keys = [...others.map(({ jwk }) => jwk), es.jwk, rs.jwk];
    expect((await signature([{ keys }], await rs.sign()))[1]).toBe(
      'The RS256 signature fits the key "k1" of the issuer.',
    );
    const { kid: _, ...unnamed } = rs.jwk;
    expect((await signature([{ keys: [unnamed] }]))[1]).toBe(
      'The RS256 signature fits a key of the issuer (without "kid").',
    );
    expect((await signature([{ keys: others.map(({ jwk }) => jwk) }], await rs.sign()))[1]).toBe(
      'The RS256 signature fits none of 2 keys of the issuer: a changed token, or another signer.',
    );
  });

  test.each([
    [
      'not an object',
      'keys',
      'unknown',
      'Not checked. The key set of the issuer is not a JSON object.',
    ],
    ['null', null, 'unknown', 'Not checked. The key set of the issuer is not a JSON object.'],
    [
      'without keys',
      {},
      'unknown',
      'Not checked. The key set of the issuer has no list of "keys" (RFC 7517 §5).',
    ],
    [
      'with keys that are no list',
      { keys: { length: 1 } },
      'unknown',
      'Not checked. The key set of the issuer has no list of "keys" (RFC 7517 §5).',
    ],
    ['empty', { keys: [] }, 'failed', 'The issuer publishes no keys.'],
    [
      'of rubbish',
      { keys: [1, null, 'x'] },
      'failed',
      'None of the 3 keys of the issuer can be used for RS256 with the "kid" "k1". An entry of the key set is 1 instead of a key. An entry of the key set is null instead of a key. An entry of the key set is "x" instead of a key.',
    ],
  ])('says so when the key set is %s', async (_, jwks, outcome, detail) => {
    expect((await signature([jwks])).slice(0, 2)).toEqual([outcome, detail]);
  });

  test.each([
    ['another use', { use: 'enc' }, 'is for the use "enc", not for signatures'],
    ['another algorithm', { alg: 'PS256' }, 'is for "PS256", not for RS256'],
    [
      'other operations',
      { key_ops: ['encrypt'] },
      'may not be used to verify ("key_ops": "encrypt")',
    ],
    ['no modulus', { n: 5 }, 'lacks members that a public key of its type has'],
    ['a broken modulus', { n: '***' }, 'is malformed'],
    ['another type', { kty: 'EC' }, 'is of type "EC", and RS256 needs "RSA"'],
    [
      'a private part',
      { d: 'AQAB' },
      'is published with its private part: anyone can sign with it',
    ],
    [
      'a symmetric key',
      { kty: 'oct', k: 'AQAB' },
      'is a symmetric key, which proves nothing once it is published',
    ],
  ])('refuses a key with %s', async (_, members, reason) => {
    expect((await signature([{ keys: [{ ...rs.jwk, ...members }] }])).slice(0, 2)).toEqual([
      'failed',
      `The only key of the issuer cannot be used for RS256 with the "kid" "k1". The key "k1" ${reason}.`,
    ]);
  });

  test('refuses a key on another curve', async () => {
    const other = await makeKey('ES384', { kid: 'e1' });
    expect(
      (await signature([{ keys: [other.jwk] }], await es.sign(claims, { kid: 'e1' })))[1],
    ).toBe(
      'The only key of the issuer cannot be used for ES256 with the "kid" "e1". The key "e1" is on the curve "P-384", and ES256 needs "P-256".',
    );
  });

  test('refuses RSA keys below 2048 bits', async () => {
    const pair = await crypto.subtle.generateKey(
      {
        name: 'RSASSA-PKCS1-v1_5',
        hash: 'SHA-256',
        modulusLength: 1024,
        publicExponent: new Uint8Array([1, 0, 1]),
      },
      true,
      ['sign', 'verify'],
    );
    const input = `${encode({ alg: 'RS256', kid: 'small' })}.${encode(claims)}`;
    const bytes = await crypto.subtle.sign(
      'RSASSA-PKCS1-v1_5',
      pair.privateKey,
      new TextEncoder().encode(input),
    );
    const idToken = `${input}.${Buffer.from(bytes).toString('base64url')}`;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'small' };
    expect((await signature([{ keys: [jwk] }], idToken)).slice(0, 2)).toEqual([
      'failed',
      'The only key of the issuer cannot be used for RS256 with the "kid" "small". The key "small" has 1024 bits: RS256 needs 2048 or more (RFC 7518 §3.3).',
    ]);
  });

  test('copes with 10,000 keys', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => ({
      ...oidcCore.key,
      kid: `x${index}`,
    }));
    expect((await signature([{ keys: [...many, rs.jwk] }]))[0]).toBe('passed');
    expect((await signature([{ keys: many }], await rs.sign())).slice(0, 2)).toEqual([
      'unknown',
      'Not checked. 10000 keys of the issuer come into question; the first 50 do not fit, the rest were not tried.',
    ]);
  });

  test('is unverified without keys, however the loading fails', async () => {
    const verdict = await verify({ idToken: signed });
    expect(verdict.outcome).toBe('unverified');
    expect(find(verdict, 'Signature')).toEqual({
      name: 'Signature',
      outcome: 'unknown',
      detail: 'Not checked. The keys of the issuer cannot be had. No answer from op.example.',
    });
    for (const reason of [new Error('broken'), 'broken', undefined]) {
      const loadKeys: LoadKeys = () => Promise.reject(reason);
      expect(await verify({ idToken: signed, loadKeys })).toMatchObject({ outcome: 'unverified' });
    }
  });

  test('keeps its verdict when fresh keys cannot be had', async () => {
    const once =
      (jwks: JsonObject): LoadKeys =>
      ({ refresh }) =>
        Promise.resolve(refresh ? { ok: false, message: 'No answer.' } : { ok: true, jwks });
    const unknownKey = await verify({
      idToken: signed,
      loadKeys: once({ keys: [{ ...oidcCore.key }] }),
    });
    expect(unknownKey.outcome).toBe('unverified');
    expect(find(unknownKey, 'Signature')?.detail).toBe(
      'The only key of the issuer cannot be used for RS256 with the "kid" "k1". There is "1e9gdk7": keys may have been rotated since the token was issued, or it is of another issuer. Asked for fresh keys in case they had changed: The keys of the issuer cannot be had. No answer.',
    );
    const namedKey = await verify({
      idToken: signed,
      loadKeys: once({ keys: [{ ...oidcCore.key, kid: 'k1' }] }),
    });
    expect(namedKey.outcome).toBe('refused');
  });

  test('takes a key for Ed25519 under its older name', async () => {
    const key = await makeKey('Ed25519', { alg: 'EdDSA' });
    expect((await signature([{ keys: [key.jwk] }], await key.sign()))[0]).toBe('passed');
  });
});

describe('verifyToken, ID tokens: claims', () => {
  const judge = async (changes: object, input: Partial<Input> = {}): Promise<TokenVerification> => {
    const changed = Object.fromEntries(
      Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined),
    );
    return verify({ idToken: await rs.sign(changed), loadKeys: published, ...input });
  };

  test.each([
    [
      'Issuer',
      { iss: 'https://op.example/' },
      '"iss" is "https://op.example/", and "https://op.example" was expected. They differ in the slash at the end, and must be exactly the same.',
    ],
    [
      'Issuer',
      { iss: 'https://OP.example' },
      '"iss" is "https://OP.example", and "https://op.example" was expected.',
    ],
    ['Issuer', { iss: undefined }, '"iss" is missing: it is required.'],
    ['Issuer', { iss: [issuer] }, '"iss" is "https://op.example": it must be a string.'],
    ['Subject', { sub: undefined }, '"sub" is missing: it is required.'],
    ['Subject', { sub: 5 }, '"sub" is 5: it must be a string.'],
    ['Subject', { sub: '' }, '"sub" is empty: it must name the user.'],
    [
      'Subject',
      { sub: 'x'.repeat(256) },
      '"sub" has 256 characters: 255 is the limit (OpenID Connect Core §2).',
    ],
    ['Audience', { aud: undefined }, '"aud" is missing: it is required.'],
    [
      'Audience',
      { aud: 'client-2' },
      '"aud" is "client-2", without the client ID "client-1": the token is for someone else.',
    ],
    ['Audience', { aud: [] }, '"aud" is an empty list: it must be a string or a list of strings.'],
    [
      'Audience',
      { aud: [clientId, 5], azp: clientId },
      '"aud" is "client-1", 5: it must be a string or a list of strings.',
    ],
    [
      'Audience',
      { aud: 'CLIENT-1' },
      '"aud" is "CLIENT-1", without the client ID "client-1": the token is for someone else.',
    ],
    [
      'Authorized party',
      { azp: 'client-2' },
      '"azp" is "client-2", and the client ID is "client-1": the token was issued to another client.',
    ],
    [
      'Nonce',
      { nonce: undefined },
      '"nonce" is missing, although "n-1" was sent: the token may belong to another sign-in.',
    ],
    [
      'Nonce',
      { nonce: 'N-1' },
      '"nonce" is "N-1", and "n-1" was sent: the token belongs to another sign-in.',
    ],
    [
      'Nonce',
      { nonce: 5 },
      '"nonce" is 5, and "n-1" was sent: the token belongs to another sign-in.',
    ],
    ['Expiry', { exp: undefined }, '"exp" is missing: it is required.'],
    ['Expiry', { exp: '2026' }, '"exp" is "2026": it must be a number of seconds (RFC 7519 §2).'],
    ['Expiry', { exp: nowSeconds - 30 }, 'Expired 2026-11-21T15:03:42Z (30 s ago).'],
    [
      'Expiry',
      { exp: nowSeconds * 1000 },
      '"exp" is 1795273452000: no date in seconds, perhaps milliseconds.',
    ],
    ['Issued at', { iat: undefined }, '"iat" is missing: it is required.'],
    [
      'Issued at',
      { iat: nowSeconds + 31 },
      'Issued in the future, 2026-11-21T15:04:43Z (in 0:31): one of the clocks is wrong.',
    ],
    [
      'Issued at',
      { iat: nowSeconds * 1000 },
      'Issued in the future, 1795273452000, which is no date in seconds: one of the clocks is wrong.',
    ],
    ['Not before', { nbf: nowSeconds + 31 }, 'Not valid before 2026-11-21T15:04:43Z (in 0:31).'],
    ['Not before', { nbf: null }, '"nbf" is null: it must be a number of seconds (RFC 7519 §2).'],
    [
      'Authentication time',
      { auth_time: 'x' },
      '"auth_time" is "x": it must be a number of seconds (RFC 7519 §2).',
    ],
    [
      'Authentication time',
      { auth_time: nowSeconds + 60 },
      'Signed in in the future, 2026-11-21T15:05:12Z (in 1:00): one of the clocks is wrong.',
    ],
    ['Access token hash', { at_hash: 5 }, '"at_hash" is 5: it must be a string.'],
  ] as const)('refuses by %s: %j', async (name, changes, detail) => {
    const verdict = await judge(changes);
    expect(verdict.outcome).toBe('refused');
    expect(verdict.checks.filter(({ outcome }) => outcome === 'failed')).toEqual([
      { name, outcome: 'failed', detail },
    ]);
    expect(verdict.checks).toHaveLength(14);
  });

  test('lets several audiences without azp pass, and says so', async () => {
    const verdict = await judge({ aud: [clientId, 'api'] });
    expect(verdict.outcome).toBe('genuine');
    expect(find(verdict, 'Authorized party')).toEqual({
      name: 'Authorized party',
      outcome: 'warning',
      detail:
        '"azp" is missing: with several audiences it should say which client the token was issued to. All of them have to be trusted.',
    });
  });

  test.each([
    ['Audience', { aud: [clientId] }, '"aud" is the client ID, "client-1".'],
    [
      'Audience',
      { aud: ['api', clientId], azp: clientId },
      '"aud" holds the client ID, "client-1", among 2: "api", "client-1".',
    ],
    ['Authorized party', { azp: clientId }, '"azp" is the client ID, "client-1".'],
    ['Expiry', { exp: nowSeconds - 29 }, 'Valid until 2026-11-21T15:03:43Z (29 s ago).'],
    ['Issued at', { iat: nowSeconds + 30 }, 'Issued 2026-11-21T15:04:42Z (in 0:30).'],
    ['Not before', { nbf: nowSeconds }, 'Valid since 2026-11-21T15:04:12Z (now).'],
    [
      'Authentication time',
      { auth_time: nowSeconds - 60 },
      'Signed in 2026-11-21T15:03:12Z (1 min ago).',
    ],
  ] as const)('passes by %s: %j', async (name, changes, detail) => {
    const verdict = await judge(changes);
    expect(find(verdict, name)).toEqual({ name, outcome: 'passed', detail });
    expect(verdict.outcome).toBe('genuine');
  });

  test('takes the clock skew as given', async () => {
    expect(await judge({ exp: nowSeconds }, { clockSkewSeconds: 0 })).toMatchObject({
      outcome: 'refused',
    });
    expect(await judge({ exp: nowSeconds + 1 }, { clockSkewSeconds: 0 })).toMatchObject({
      outcome: 'genuine',
    });
  });

  test('refuses a nonce that was not sent, and takes none for none', async () => {
    const unexpected = await judge({}, { nonce: undefined });
    expect(find(unexpected, 'Nonce')).toEqual({
      name: 'Nonce',
      outcome: 'failed',
      detail: '"nonce" is "n-1", although none was sent: the token may belong to another sign-in.',
    });
    expect((await judge({ nonce: undefined }, { nonce: undefined })).outcome).toBe('genuine');
  });

  test('is unverified without a known issuer', async () => {
    const verdict = await judge({}, { issuer: undefined });
    expect(verdict.outcome).toBe('unverified');
    expect(find(verdict, 'Issuer')?.detail).toBe(
      'The token says "https://op.example"; no issuer is known to compare it with.',
    );
  });

  test.each([
    [{}, 'failed', '"auth_time" is missing: it is required, because max_age 60 was sent.'],
    [
      { auth_time: nowSeconds - 91 },
      'failed',
      'Signed in 2026-11-21T15:02:41Z (1 min ago): longer ago than the max_age of 60 s that was sent.',
    ],
    [{ auth_time: nowSeconds - 90 }, 'passed', 'Signed in 2026-11-21T15:02:42Z (1 min ago).'],
  ])('judges auth_time by max_age: %j', async (changes, outcome, detail) => {
    const verdict = await judge(changes, { maxAge: 60 });
    expect(find(verdict, 'Authentication time')).toEqual({
      name: 'Authentication time',
      outcome,
      detail,
    });
  });

  test('judges at_hash and c_hash when it can', async () => {
    const wrong = await judge(
      { at_hash: 'AAAA', c_hash: 'AAAA' },
      { accessToken: 'token', code: 'code' },
    );
    expect(wrong.outcome).toBe('refused');
    expect(find(wrong, 'Access token hash')?.detail).toBe(
      '"at_hash" is "AAAA", and the left half of the SHA-256 of the access token is "PEaenWxYddN6Q_NT1PiOYQ": the two do not belong together.',
    );
    expect(find(wrong, 'Code hash')?.outcome).toBe('failed');
    const alone = await judge({ at_hash: 'AAAA' });
    expect(alone.outcome).toBe('genuine');
    expect(find(alone, 'Access token hash')).toEqual({
      name: 'Access token hash',
      outcome: 'unknown',
      detail: '"at_hash" is "AAAA"; no access token is at hand to compare it with.',
    });
  });

  test.each([
    ['RS256', 'sha256', 16],
    ['ES384', 'sha384', 24],
    ['PS512', 'sha512', 32],
    ['EdDSA', 'sha512', 32],
  ])('computes at_hash for %s with %s', async (alg, hash, half) => {
    const { createHash } = await import('node:crypto');
    const accessToken = 'an access token';
    const at_hash = createHash(hash)
      .update(accessToken)
      .digest()
      .subarray(0, half)
      .toString('base64url');
    const key = await makeKey(alg);
    const verdict = await verify({
      idToken: await key.sign({ ...claims, at_hash }),
      accessToken,
      loadKeys: serve({ keys: [key.jwk] }).loadKeys,
    });
    expect(find(verdict, 'Access token hash')?.outcome).toBe('passed');
    expect(verdict.outcome).toBe('genuine');
  });
});

describe('verifyToken, ID tokens: hostile tokens', () => {
  test.each([
    [
      'white space inside',
      signed.replace('.', '. '),
      'Not checked, because the token is malformed. White space in the payload, first at character 1, was ignored: a token has none (RFC 7515 §2).',
    ],
    [
      'a broken signature',
      `${signed}%`,
      'Not checked, because the token is broken. The signature is not base64url: "%" at character 343.',
    ],
    [
      'no signature',
      signed.replace(/[^.]*$/, ''),
      'Not checked, because the token is malformed. The signature is missing, although "alg" is "RS256".',
    ],
    ['nothing to read', 'opaque', 'This is no JWT, and an ID token is one.'],
    ['nothing', '', 'This is no JWT, and an ID token is one.'],
  ])('refuses a token with %s', async (_, idToken, detail) => {
    const verdict = await verify({ idToken, loadKeys: published });
    expect(verdict.outcome).toBe('refused');
    expect(find(verdict, 'Signature')).toEqual({ name: 'Signature', outcome: 'failed', detail });
  });

  test('ignores white space around the token', async () => {
    expect(await verify({ idToken: `${signed}\n`, loadKeys: published })).toMatchObject({
      outcome: 'genuine',
    });
  });

  test('refuses extensions it does not understand, also an unencoded payload (RFC 7797)', async () => {
    const idToken = await rs.sign(claims, { kid: 'k1' });
    const [, payload, signature] = idToken.split('.');
    const header = encode({ alg: 'RS256', kid: 'k1', b64: false, crit: ['b64'] });
    const verdict = await verify({
      idToken: `${header}.${payload}.${signature}`,
      loadKeys: published,
    });
    expect(find(verdict, 'Signature')?.detail).toBe(
      'A JWT must not leave its payload unencoded ("b64": false, RFC 7797 §7).',
    );
    const other = await verify({
      idToken: await rs.sign(claims, { kid: 'k1', crit: ['b64'], b64: true }),
      loadKeys: published,
    });
    expect(other.outcome).toBe('genuine');
    const unknownCrit = encode({ alg: 'RS256', kid: 'k1', exp: 1, crit: ['exp'] });
    const refused = await verify({
      idToken: `${unknownCrit}.${payload}.${signature}`,
      loadKeys: published,
    });
    expect(find(refused, 'Signature')?.detail).toBe(
      'The header demands extensions (crit: "exp") that are not understood here; such a token is to be refused (RFC 7515 §4.1.11).',
    );
  });

  test('never trusts a key inside the token', async () => {
    const attacker = await makeKey('RS256');
    const idToken = await attacker.sign(claims, {
      kid: 'k1',
      jwk: attacker.jwk,
      jku: 'https://evil.example',
    });
    expect(await verify({ idToken, loadKeys: published })).toMatchObject({ outcome: 'refused' });
  });

  test('leaves claims named like object members alone', async () => {
    const idToken = await rs.sign(
      JSON.parse('{"__proto__":{"iss":"https://op.example","sub":"x"}}') as object,
    );
    const verdict = await verify({ idToken, loadKeys: published });
    expect(find(verdict, 'Issuer')?.detail).toBe('"iss" is missing: it is required.');
  });

  test('marks characters that cannot be seen, and shortens long values', async () => {
    const verdict = await verify({
      idToken: await rs.sign({ ...claims, iss: `\u202ehttps\u0000`, aud: 'x'.repeat(10_000) }),
      loadKeys: published,
    });
    expect(find(verdict, 'Issuer')?.detail).toContain('"[U+202E]https[U+0000]"');
    expect(find(verdict, 'Audience')?.detail.length).toBeLessThan(250);
  });

  test('says that an encrypted token is unverified', async () => {
    const key = crypto.getRandomValues(new Uint8Array(32));
    const idToken = await new CompactEncrypt(new TextEncoder().encode(signed))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', cty: 'JWT' })
      .encrypt(key);
    expect(await verify({ idToken, loadKeys: published })).toMatchObject({ outcome: 'unverified' });
  });

  test('never throws, and never finds rubbish genuine', async () => {
    const segment = fc.oneof(
      fc.jsonValue().map((value) => encode(value)),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...signed.split('.'), encode({ alg: 'ES256' }), encode({ alg: 'HS256' })),
    );
    const token = fc.array(segment, { maxLength: 6 }).map((segments) => segments.join('.'));
    const jwk = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          kty: fc.constantFrom('RSA', 'EC', 'OKP', 'oct'),
          n: fc.base64String(),
          e: fc.base64String(),
          x: fc.jsonValue(),
          kid: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(token, fc.string()),
        fc.oneof(fc.jsonValue(), fc.record({ keys: fc.oneof(fc.array(jwk), fc.jsonValue()) })),
        async (idToken, jwks) => {
          fc.pre(idToken.trim() !== signed);
          const { loadKeys } = serve(jwks);
          const verdict = await verify({ idToken, loadKeys, clientSecret: 's', accessToken: 'a' });
          expect(verdict.outcome).not.toBe('genuine');
          expect(verdict.checks.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
