import {
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  sign as signBytes,
} from 'node:crypto';
import {
  calculateJwkThumbprint,
  CompactEncrypt,
  exportJWK,
  generateKeyPair,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../../../utils/tokens/check';
import { decodeToken } from '../../../../utils/tokens/decode-token';
import type { JsonObject } from '../../../../utils/tokens/json';
import { type GivenKey, readKeys } from '../../../../utils/tokens/read-keys';
import { profileOf, type TokenProfile } from '../../../../utils/tokens/token-profile';
import type { Expected } from '../../../../utils/tokens/verify/context';
import type { TokenVerification } from '../../../../utils/tokens/verify/verification';
import type { KeyMaterial } from '../../../../utils/tokens/verify/verify-signature';
import { verifyToken } from '../../../../utils/tokens/verify/verify-token';
import { encode } from '../vectors';

const nowSeconds = 1_795_273_452;
const now = new Date(nowSeconds * 1000);
const issuer = 'https://op.example';

async function makeKey(alg: string) {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = (await exportJWK(publicKey)) as JsonObject;
  const sign = (claims: object, header: object = {}) =>
    new SignJWT(claims as JWTPayload).setProtectedHeader({ alg, ...header }).sign(privateKey);
  return { jwk, sign, privateKey: (await exportJWK(privateKey)) as JsonObject };
}
const key = await makeKey('ES256');
const given = (...keys: readonly (JsonObject | string)[]): readonly GivenKey[] =>
  keys.flatMap((entry) => {
    const reading = readKeys(typeof entry === 'string' ? entry : JSON.stringify(entry));
    return reading.ok ? reading.keys : [];
  });

const verify = (
  token: string,
  options: {
    readonly profile?: TokenProfile;
    readonly keys?: KeyMaterial;
    readonly expected?: Expected;
    readonly clockSkewSeconds?: number;
  } = {},
): Promise<TokenVerification> =>
  verifyToken({
    token: decodeToken(token),
    keys: { given: given(key.jwk) },
    expected: {},
    now,
    ...options,
  });

const find = ({ checks }: TokenVerification, name: Check['name']) =>
  checks.find((check) => check.name === name);
const failures = ({ checks }: TokenVerification) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name);

const accessToken = {
  iss: issuer,
  sub: 'user-1',
  aud: 'https://api.example',
  client_id: 'client-1',
  iat: nowSeconds,
  exp: nowSeconds + 60,
  jti: 'id-1',
};
const logoutToken = {
  iss: issuer,
  aud: 'client-1',
  sub: 'user-1',
  iat: nowSeconds,
  exp: nowSeconds + 60,
  jti: 'id-1',
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
};
const requestObject = {
  iss: 'client-1',
  aud: issuer,
  client_id: 'client-1',
  response_type: 'code',
  redirect_uri: 'https://app.example/cb',
};
const assertion = {
  iss: 'client-1',
  sub: 'client-1',
  aud: issuer,
  jti: 'id-1',
  exp: nowSeconds + 60,
};
const introspection = {
  iss: issuer,
  aud: 'https://api.example',
  iat: nowSeconds,
  token_introspection: { active: true, sub: 'user-1' },
};
const proof = { jti: 'id-1', htm: 'GET', htu: 'https://api.example/x', iat: nowSeconds };

describe('verifyToken, profiles', () => {
  const sound: readonly (readonly [TokenProfile, object, string | undefined, Expected])[] = [
    ['access-token', accessToken, 'at+jwt', { issuer, audience: 'https://api.example' }],
    ['logout-token', logoutToken, 'logout+jwt', { issuer, clientId: 'client-1' }],
    ['request-object', requestObject, 'oauth-authz-req+jwt', { issuer, clientId: 'client-1' }],
    ['client-assertion', assertion, undefined, { issuer, clientId: 'client-1' }],
    ['introspection-response', introspection, 'token-introspection+jwt', { issuer }],
    [
      'access-token',
      { sub: 'ada@example.com', cid: 'client-1', exp: nowSeconds + 60 },
      'application/okta-internal-at+jwt',
      { clientId: 'client-1' },
    ],
    ['refresh-token', { typ: 'Offline', iss: issuer, aud: issuer }, undefined, { issuer }],
    [
      'assertion',
      {
        iss: 'robot@project.iam.gserviceaccount.com',
        scope: 'read',
        aud: 'https://op.example/token',
        exp: nowSeconds + 60,
      },
      undefined,
      { audience: 'https://op.example/token' },
    ],
    ['jwt', { iss: 'joe', anything: true }, undefined, {}],
  ];
  test.each(sound)('%s: sound, and recognised as such', async (profile, claims, typ, expected) => {
    const token = await key.sign(claims, typ === undefined ? {} : { typ });
    expect(profileOf(decodeToken(token))).toBe(profile);
    const verdict = await verify(token, { expected });
    expect(failures(verdict)).toEqual([]);
    expect(verdict.outcome).toBe('genuine');
  });

  const wrong: readonly (readonly [TokenProfile, object, object, Check['name'], string])[] = [
    ['access-token', { sub: undefined }, { typ: 'at+jwt' }, 'Subject', 'it is required'],
    ['access-token', { client_id: 5 }, { typ: 'at+jwt' }, 'Client', 'must be a string'],
    ['access-token', { jti: undefined }, { typ: 'at+jwt' }, 'Token ID', 'it is required'],
    ['access-token', { client_id: undefined, cid: 5 }, {}, 'Client', '"cid" is 5'],
    ['assertion', { exp: undefined }, {}, 'Expiry', 'it is required'],
    ['access-token', { exp: nowSeconds - 60 }, {}, 'Expiry', 'Expired'],
    ['access-token', {}, { typ: 'dpop+jwt' }, 'Type', 'that is a DPoP proof'],
    ['id-token', {}, { typ: 'at+jwt' }, 'Type', 'that is an access token, not an ID token'],
    ['id-token', {}, { typ: 5 }, 'Type', 'it must be a string'],
    ['introspection-response', {}, { typ: 'JWT' }, 'Type', 'token-introspection+jwt'],
  ];
  test.each(wrong)('%s: refuses %j with %j', async (profile, changes, header, name, detail) => {
    const verdict = await verify(await key.sign({ ...accessToken, ...changes }, header), {
      profile,
    });
    expect(verdict.outcome).toBe('refused');
    expect(find(verdict, name)).toMatchObject({
      outcome: 'failed',
      detail: expect.stringContaining(detail) as string,
    });
  });

  test('access-token: one without a type is said to be so, and nothing is missed', async () => {
    const verdict = await verify(await key.sign({ scope: 'a' }, { typ: 'JWT' }));
    expect(verdict.outcome).toBe('genuine');
    expect(find(verdict, 'Type')?.outcome).toBe('warning');
    expect(find(verdict, 'Expiry')?.detail).toContain('never expires');
  });

  test.each([
    ['Nonce', { ...logoutToken, nonce: 'n' }],
    ['Event', { ...logoutToken, events: { x: {} } }],
    ['Subject', { ...logoutToken, sub: undefined }],
  ] as const)('logout-token: refuses by %s', async (name, claims) => {
    const token = await key.sign(claims, { typ: 'logout+jwt' });
    expect(failures(await verify(token))).toEqual([name]);
    expect(
      failures(await verify(await key.sign({ ...logoutToken, sub: undefined, sid: 's' }))),
    ).toEqual([]);
  });

  test.each([
    ['request-object', { ...requestObject, request: 'x' }, 'Contents'],
    ['request-object', { ...requestObject, sub: 'client-1' }, 'Contents'],
    ['request-object', { ...requestObject, iss: 'other' }, 'Issuer'],
    ['client-assertion', { ...assertion, sub: 'other' }, 'Subject'],
    ['client-assertion', { ...assertion, aud: 'https://other.example' }, 'Audience'],
    ['introspection-response', { ...introspection, sub: 'x' }, 'Contents'],
    ['introspection-response', { ...introspection, token_introspection: {} }, 'Contents'],
    ['user-info', { name: 'Ada' }, 'Subject'],
  ] as const)('%s: refuses %j by %s', async (profile, claims, name) => {
    const typ = profile === 'introspection-response' ? { typ: 'token-introspection+jwt' } : {};
    const verdict = await verify(await key.sign(claims, typ), {
      profile,
      expected: { issuer, clientId: profile === 'introspection-response' ? undefined : 'client-1' },
    });
    expect(failures(verdict)).toEqual([name]);
  });

  test('client-assertion: warns where only OpenID Connect demands an ID', async () => {
    const token = await key.sign({ ...assertion, aud: 'https://op.example/token', jti: undefined });
    const verdict = await verify(token);
    expect(verdict.outcome).toBe('genuine');
    expect(find(verdict, 'Token ID')?.outcome).toBe('warning');
  });

  test('takes the clock skew that is given', async () => {
    const token = await key.sign({ exp: nowSeconds - 100 });
    expect((await verify(token)).outcome).toBe('refused');
    expect((await verify(token, { clockSkewSeconds: 120 })).outcome).toBe('genuine');
  });
});

describe('verifyToken, names that stand twice', () => {
  /** Signs header and claims as they are written. */
  const signText = (header: string, claims: string) => {
    const input = [header, claims].map((text) => Buffer.from(text).toString('base64url')).join('.');
    const signature = signBytes('sha256', Buffer.from(input), {
      key: createPrivateKey({ key: key.privateKey, format: 'jwk' }),
      dsaEncoding: 'ieee-p1363',
    });
    return `${input}.${signature.toString('base64url')}`;
  };

  test.each([
    ['{"alg":"none","alg":"ES256"}', '{}', 'The header parameters hold "alg" more than once'],
    ['{"alg":"ES256"}', '{"sub":"a","sub":"b"}', 'The claims hold "sub" more than once'],
    ['{"alg":"ES256"}', '{"a":{"b":1,"b":1}}', 'The claims hold "a.b" more than once'],
  ])('refuses %s with %s', async (header, claims, detail) => {
    const verdict = await verify(signText(header, claims));
    expect(find(verdict, 'Signature')?.outcome).toBe('passed');
    expect(failures(verdict)).toEqual(['Unique names']);
    expect(find(verdict, 'Unique names')?.detail).toContain(detail);
  });

  test('refuses a parameter that is protected and unprotected, and nothing else', async () => {
    const token = signText('{"alg":"ES256"}', '{"a":{"b":1},"b":1}');
    expect((await verify(token)).checks.map(({ name }) => name)).not.toContain('Unique names');
    const unprotected = { header: { alg: 'ES256' } };
    const verdict = await verifyToken({
      token: decodeToken(token, unprotected),
      unprotected,
      keys: { given: given(key.jwk) },
      expected: {},
      now,
    });
    expect(failures(verdict)).toContain('Unique names');
  });
});

describe('verifyToken, DPoP proofs', () => {
  const header = { typ: 'dpop+jwt', jwk: key.jwk };

  test('binds key, access token and proof together', async () => {
    const jkt = await calculateJwkThumbprint(key.jwk);
    const bound = await key.sign({ ...accessToken, cnf: { jkt } }, { typ: 'at+jwt' });
    const ath = createHash('sha256').update(bound).digest('base64url');
    const token = await key.sign({ ...proof, ath }, header);
    const verdict = await verify(token, { expected: { accessToken: bound } });
    expect(verdict.outcome).toBe('genuine');
    expect(find(verdict, 'Key binding')).toMatchObject({ outcome: 'passed' });
    const other = await key.sign({ ...accessToken, cnf: { jkt: 'x' } }, { typ: 'at+jwt' });
    expect(failures(await verify(token, { expected: { accessToken: other } }))).toEqual([
      'Access token hash',
      'Key binding',
    ]);
  });

  test.each([
    [{ htm: undefined }, {}, ['HTTP method']],
    [{ htu: 'https://api.example/x?a=b' }, {}, ['HTTP address']],
    [{ htu: 5 }, {}, ['HTTP address']],
    [{ jti: '' }, {}, ['Token ID']],
    [{ iat: nowSeconds + 600 }, {}, ['Issued at']],
    [{}, { typ: 'JWT' }, ['Type']],
    [{}, { jwk: undefined }, ['Signature', 'Proof key']],
    [{}, { jwk: key.privateKey }, ['Signature', 'Proof key']],
    [{}, { jwk: { kty: 'oct', k: 'AAAA' } }, ['Signature', 'Proof key']],
  ])('refuses %j with %j', async (changes, headerChanges, names) => {
    const token = await key.sign({ ...proof, ...changes }, { ...header, ...headerChanges });
    expect(failures(await verify(token))).toEqual(names);
  });

  test('refuses one that was signed with a secret', async () => {
    const token = await new SignJWT(proof)
      .setProtectedHeader({ alg: 'HS256', typ: 'dpop+jwt', jwk: key.jwk })
      .sign(new Uint8Array(32));
    expect(failures(await verify(token, { keys: {} }))).toContain('Proof key');
  });
});

describe('verifyToken, keys', () => {
  const hmac = (secret: string, alg = 'HS256') =>
    new SignJWT({ sub: 'x' }).setProtectedHeader({ alg }).sign(new TextEncoder().encode(secret));

  test.each(['secret', 'your-256-bit-secret', 'changeme', 'password'])(
    'says that %j is a well-known secret, also without being asked',
    async (secret) => {
      const token = await hmac(secret);
      const unasked = await verify(token, { keys: {} });
      expect(unasked.outcome).toBe('unverified');
      expect(find(unasked, 'Known secret')).toEqual({
        name: 'Known secret',
        outcome: 'warning',
        detail: `Weak secret: signed with the well-known secret “${secret}”. Anyone can sign such tokens; the issuer has to change it.`,
      });
      const asked = await verify(token, { keys: { given: given(secret) } });
      expect(find(asked, 'Signature')?.outcome).toBe('passed');
      expect(asked.outcome).toBe('unverified');
    },
  );

  test('says that a secret is too short for its hash, and nothing of one that is not', async () => {
    const short = 'twenty-eight characters: few';
    const verdict = await verify(await hmac(short), { keys: { given: given(short) } });
    expect(find(verdict, 'Secret')?.detail).toBe(
      'The secret has 224 bits: HS256 needs 256 or more (RFC 7518 §3.2), or it can be guessed.',
    );
    const long = 'thirty-two characters, and a few more';
    const other = await verify(await hmac(long), { keys: { given: given(long) } });
    expect(find(other, 'Secret')).toBeUndefined();
    expect(other.outcome).toBe('genuine');
  });

  test('takes a secret as text, in base64url, as a JWK and as that of the client', async () => {
    const bytes = Buffer.from('thirty-two random bytes, or more than that');
    const token = await hmac(bytes.toString());
    const encoded = bytes.toString('base64url');
    for (const keys of [
      { given: given(bytes.toString()) },
      { given: given(encoded) },
      { given: given({ kty: 'oct', k: encoded }) },
      { clientSecret: bytes.toString() },
    ]) {
      expect((await verify(token, { keys })).outcome).toBe('genuine');
    }
    expect((await verify(token, { keys: { clientSecret: encoded } })).outcome).toBe('refused');
  });

  test('never takes a public key for a secret, in whatever form', async () => {
    const rsa = await makeKey('RS256');
    const text = JSON.stringify(rsa.jwk);
    const verdict = await verify(await hmac(text), { keys: { given: given(text) } });
    expect(find(verdict, 'Signature')).toMatchObject({
      outcome: 'unknown',
      detail: expect.stringContaining('never used as a secret') as string,
    });
  });

  test.each([
    ['SPKI', 'spki'],
    ['PKCS#1', 'pkcs1'],
  ] as const)('never takes bare base64 of a public key for a secret: %s', async (_, type) => {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const der = publicKey.export({ format: 'der', type });
    const text = der.toString('base64');
    for (const [pasted, secret] of [
      [text, text],
      [text, der],
      [der.toString('base64url'), der],
      [text.replace(/.{64}/g, '$&\n'), der],
    ] as const) {
      const forged = await new SignJWT({ sub: 'x' })
        .setProtectedHeader({ alg: 'HS256' })
        .sign(Buffer.from(secret));
      const verdict = await verify(forged, { keys: { given: given(pasted) } });
      expect(verdict.outcome).toBe('unverified');
      expect(find(verdict, 'Signature')?.detail).toContain('never used as a secret');
    }
    const sound = await new SignJWT({ sub: 'x' })
      .setProtectedHeader({ alg: 'RS256' })
      .sign(privateKey);
    expect((await verify(sound, { keys: { given: given(text) } })).outcome).toBe('genuine');
  });

  test('takes a secret in hexadecimal, and without the white space that came along', async () => {
    const bytes = createHash('sha256').update('any').digest();
    const token = await new SignJWT({ sub: 'x' }).setProtectedHeader({ alg: 'HS256' }).sign(bytes);
    const hex = await verify(token, { keys: { given: given(bytes.toString('hex')) } });
    expect(hex.outcome).toBe('genuine');
    expect(find(hex, 'Signature')?.detail).toBe(
      'The HS256 signature fits the secret that was given, decoded from hexadecimal.',
    );
    const long = 'thirty-two characters, and a few more';
    const blank = await verify(await hmac(long), { keys: { given: given(` ${long}\n`) } });
    expect(blank.outcome).toBe('genuine');
    expect(find(blank, 'Signature')?.detail).toBe(
      'The HS256 signature fits the secret that was given, without the white space around it.',
    );
    const odd = await verify(token, { keys: { given: given(bytes.toString('hex').slice(2)) } });
    expect(odd.outcome).toBe('refused');
  });

  test('does not trust what is signed with an empty secret', async () => {
    const input = `${encode({ alg: 'HS256' })}.${encode({ sub: 'x' })}`;
    const signature = createHmac('sha256', '').update(input).digest('base64url');
    const verdict = await verify(`${input}.${signature}`, { keys: { clientSecret: '' } });
    expect(verdict.outcome).toBe('unverified');
    expect(find(verdict, 'Known secret')?.detail).toContain('empty');
  });

  test('says that a text is no public key', async () => {
    const verdict = await verify(await key.sign({}), { keys: { given: given('a text') } });
    expect(find(verdict, 'Signature')?.detail).toBe(
      'Not checked: ES256 is checked with a public key, and what was given is none: paste a JWK, a JWKS or a PEM file.',
    );
  });

  test('finds a key by its thumbprint, and by that of its certificate', async () => {
    const others = await Promise.all(Array.from({ length: 60 }, () => makeKey('ES256')));
    const decoys = others.map(({ jwk }) => jwk);
    const kid = await calculateJwkThumbprint(key.jwk);
    const x5c = ['AAAA'];
    const x5t = createHash('sha1').update(Buffer.from('AAAA', 'base64')).digest('base64url');
    for (const [header, jwk] of [
      [{ kid }, key.jwk],
      [{ x5t }, { ...key.jwk, x5c }],
      [{ 'x5t#S256': 'said' }, { ...key.jwk, 'x5t#S256': 'said' }],
    ] as const) {
      const keys = { given: given(jwk, ...decoys) };
      expect((await verify(await key.sign({}, header), { keys })).outcome).toBe('genuine');
    }
  });

  test('a private key that is pasted is as good as its public part', async () => {
    const keys = { given: given({ ...key.privateKey, use: 'sig', key_ops: ['sign'] }) };
    expect((await verify(await key.sign({}), { keys })).outcome).toBe('genuine');
  });

  test('does not trust a key in the header, and says so', async () => {
    const token = await key.sign({ sub: 'x' }, { jwk: key.jwk });
    const verdict = await verify(token, { keys: {} });
    expect(verdict.outcome).toBe('unverified');
    expect(find(verdict, 'Signature')?.detail).toBe(
      'The ES256 signature fits the key in the token’s own header, which anyone can put there: whose key it is was not checked.',
    );
    const other = await makeKey('ES256');
    const changed = await verify(await other.sign({ sub: 'x' }, { jwk: key.jwk }), { keys: {} });
    expect(changed.outcome).toBe('refused');
  });

  test.each([
    ['ES256K', 64],
    ['Ed448', 114],
  ])('says that browsers lack %s', async (alg, bytes) => {
    const signature = Buffer.alloc(bytes, 1).toString('base64url');
    const token = `${encode({ alg })}.${encode({ sub: 'x' })}.${signature}`;
    const verdict = await verify(token);
    expect(verdict.outcome).toBe('unverified');
    expect(find(verdict, 'Signature')?.detail).toBe(
      `"${alg}" signatures cannot be checked here: browsers do not offer them.`,
    );
  });

  test('holds a detached payload against the signature, and misses it where it is not given', async () => {
    const [header, payload = '', signature] = (await key.sign({ sub: 'x' })).split('.');
    const token = decodeToken(`${header}..${signature}`);
    const text = Buffer.from(payload, 'base64url').toString();
    const base = { token, keys: { given: given(key.jwk) }, expected: {}, now };
    expect((await verifyToken({ ...base, payload: text })).outcome).toBe('genuine');
    expect((await verifyToken({ ...base, payload: `${text} ` })).outcome).toBe('refused');
    const missing = await verifyToken(base);
    expect(missing.outcome).toBe('unverified');
    expect(find(missing, 'Signature')?.detail).toContain('it is detached');
  });

  test('leaves an encrypted token, and one that is opaque, as it is', async () => {
    const jwe = await new CompactEncrypt(new Uint8Array(3))
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
      .encrypt(new Uint8Array(32));
    expect((await verify(jwe)).outcome).toBe('unverified');
    expect((await verify('opaque')).outcome).toBe('refused');
  });
});
