import { describe, expect, test } from 'vitest';
import { decodeToken } from '../../../../utils/tokens/decode-token';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { readSdJwt } from '../../../../utils/tokens/sd-jwt';
import { encode, rfc7515A2, rfc7515A3, rfc7519A1 } from '../vectors';

const jwt = rfc7515A2.token;
const other = rfc7515A3.token;
const segmentsOf = (token: string) => token.split('.');
const pasted = (value: unknown) => recognise(JSON.stringify(value, null, 2));

describe('a JWS in JSON', () => {
  const [header = '', payload = '', signature = ''] = segmentsOf(jwt);

  /** RFC 7515 A.6: two signatures of one payload, with key ids that are not protected */
  const general = {
    payload,
    signatures: [
      { protected: header, header: { kid: '2010-12-29' }, signature },
      {
        protected: segmentsOf(other)[0],
        header: { kid: 'e9bc097a-ce51-4036-9562-d2ade882db0d' },
        signature: segmentsOf(other)[2],
      },
    ],
  };

  test('is one token for each signature', () => {
    expect(pasted(general)).toEqual({
      what: 'JWS in JSON with 2 signatures',
      tokens: [
        { name: 'Token', value: jwt, unprotected: { header: { kid: '2010-12-29' } } },
        {
          name: 'Token',
          value: other,
          unprotected: { header: { kid: 'e9bc097a-ce51-4036-9562-d2ade882db0d' } },
        },
      ],
    });
  });

  test('may be flattened, with or without a protected header', () => {
    expect(pasted({ payload, protected: header, signature })).toEqual({
      what: 'JWS in JSON with 1 signature',
      tokens: [{ name: 'Token', value: jwt }],
    });
    expect(pasted({ payload, header: { alg: 'HS256' }, signature }).tokens).toEqual([
      {
        name: 'Token',
        value: `.${payload}.${signature}`,
        unprotected: { header: { alg: 'HS256' } },
      },
    ]);
  });

  test.each([
    { payload, signatures: [] },
    { payload, signature },
    { payload: 1, protected: header, signature },
    { payload, signatures: ['x', null] },
  ])('is not %j', (value) => {
    expect(pasted(value).what).toBe('Nothing recognised: it is JSON without a token in it');
  });

  test('may be an SD-JWT', () => {
    const disclosure = encode(['salt', 'name', 'value']);
    const found = pasted({
      payload,
      protected: header,
      header: { disclosures: [disclosure, 1], kb_jwt: other },
      signature,
    });
    expect(found.what).toBe('SD-JWT (signed, RS256) with 1 disclosure and a key binding, in JSON');
    expect(found.sdJwt).toEqual(readSdJwt(`${jwt}~${disclosure}~${other}`));
    expect(found.tokens.map(({ name, value }) => [name, value])).toEqual([
      ['Token', jwt],
      ['Key binding', other],
    ]);
  });
});

describe('a JWE in JSON', () => {
  const [header, key, iv, ciphertext, tag] = segmentsOf(rfc7519A1);
  const shared = { protected: header, unprotected: { jku: 'https://server.example.com/keys' } };

  test('is one token for each recipient, with all headers that are not protected', () => {
    const found = pasted({
      ...shared,
      recipients: [
        { header: { alg: 'RSA1_5', kid: '2011-04-29' }, encrypted_key: key },
        { header: { alg: 'dir' } },
      ],
      iv,
      ciphertext,
      tag,
      aad: 'YWFk',
    });
    expect(found).toEqual({
      what: 'JWE in JSON with 2 recipients',
      tokens: [
        {
          name: 'Token',
          value: rfc7519A1,
          unprotected: {
            header: { ...shared.unprotected, alg: 'RSA1_5', kid: '2011-04-29' },
            aad: 'YWFk',
          },
        },
        {
          name: 'Token',
          value: `${header}..${iv}.${ciphertext}.${tag}`,
          unprotected: { header: { ...shared.unprotected, alg: 'dir' }, aad: 'YWFk' },
        },
      ],
    });
    expect(decodeToken(found.tokens[0]?.value ?? '').kind).toBe('jwe');
  });

  test('may be flattened', () => {
    const flattened = { protected: header, encrypted_key: key, iv, ciphertext, tag };
    expect(pasted(flattened)).toEqual({
      what: 'JWE in JSON with 1 recipient',
      tokens: [{ name: 'Token', value: rfc7519A1 }],
    });
    expect(pasted({ ciphertext }).what).toMatch(/^Nothing recognised/);
  });
});

describe('keys', () => {
  test.each([
    [rfc7515A2.key, 'JWK: public key (RSA, 2048 bits)'],
    [{ ...rfc7515A3.key, d: 'x' }, 'JWK: private key (EC, P-256)'],
    [{ kty: 'oct', k: 'AAEB' }, 'JWK: shared secret key (oct, 24 bits)'],
  ])('a JWK', (key, what) => {
    expect(pasted(key)).toEqual({ what, tokens: [], keys: [key] });
  });

  test('a JWKS', () => {
    const keys = [rfc7515A2.key, { ...rfc7515A3.key, d: 'x' }];
    expect(pasted({ keys: [...keys, {}, 1] })).toEqual({
      what: 'JWKS with 2 keys, 1 of them not public',
      tokens: [],
      keys,
    });
    expect(pasted({ keys: keys.slice(0, 1) }).what).toBe('JWKS with 1 key');
    expect(pasted({ keys: [] }).what).toMatch(/^Nothing recognised/);
  });
});

describe('answers', () => {
  test('a discovery document', () => {
    const metadata = { issuer: 'https://as.example', token_endpoint: 'https://as.example/token' };
    expect(pasted(metadata)).toEqual({
      what: 'Discovery document of "https://as.example"',
      tokens: [],
      metadata,
    });
    expect(pasted({ issuer: 'https://as.example' }).metadata).toBeUndefined();
  });

  test('a token response whose token is in a further member', () => {
    const tokenResponse = { ok: true, authed_user: { id: 'U1', access_token: 'xoxp-1' } };
    expect(pasted(tokenResponse)).toEqual({
      what: 'Token response with 1 token',
      tokens: [{ name: 'Access token', value: 'xoxp-1' }],
      tokenResponse,
    });
  });

  test.each([
    [{ active: false }, 'Introspection response: the token is not active'],
    [{ active: true, sub: 'u', exp: 1, iss: 'i' }, 'Introspection response: the token is active'],
  ])('an introspection response', (introspection, what) => {
    expect(pasted(introspection)).toEqual({ what, tokens: [], introspection });
  });

  test.each([
    [{ sub: 'u', email: 'jane@example.com' }, 'userInfo', 'User info response'],
    [{ sub: 'u', name: 'Jane', iss: 'i', aud: 'a' }, 'userInfo', 'User info response'],
    [{ sub: 'u', name: 'Jane', exp: 1 }, 'claims', 'Claims of a token, already decoded'],
    [{ iss: 'i', aud: ['a'] }, 'claims', 'Claims of a token, already decoded'],
    [{ alg: 'RS256', typ: 'JWT' }, 'header', 'Header of a token, already decoded'],
  ])('claims %j', (object, part, what) => {
    expect(pasted(object)).toEqual({ what, tokens: [], [part]: object });
  });

  test.each([
    { sub: 'u' },
    { name: 'Jane', email: 'jane@example.com' },
    { exp: 'soon', iat: 'now', sub: 1 },
    { active: 'yes' },
  ])('nothing of %j', (object) => {
    expect(pasted(object).what).toBe('Nothing recognised: it is JSON without a token in it');
  });

  test.each([
    [
      { request_uri: 'urn:ietf:params:oauth:request_uri:abc', expires_in: 60 },
      'Pushed authorization response',
    ],
    [
      { device_code: 'd', user_code: 'u', verification_uri: 'https://as.example/device' },
      'Device authorization response',
    ],
  ])('%j', (object, what) => {
    const parameters = Object.entries(object).map(([name, value]) => [name, String(value)]);
    expect(pasted(object)).toEqual({ what, tokens: [], parameters });
  });

  test('a token request as JSON', () => {
    expect(pasted({ grant_type: 'client_credentials', client_id: 'c', audience: ['a'] })).toEqual({
      what: 'Token request: client credentials',
      tokens: [],
      parameters: [
        ['grant_type', 'client_credentials'],
        ['client_id', 'c'],
        ['audience', '"a"'],
      ],
    });
  });
});

describe('other JSON', () => {
  test('is searched for tokens, also in what is escaped', () => {
    const found = pasted({ log: [{ request: `Bearer ${jwt}` }, `\n${other}\n${jwt}`] });
    expect(found).toEqual({
      what: 'JSON with 2 tokens in it',
      tokens: [
        { name: 'Token', value: jwt },
        { name: 'Token', value: other },
      ],
    });
  });

  test('may be a string of JSON itself, as in logs', () => {
    const response = JSON.stringify(JSON.stringify({ access_token: 'abc' }));
    expect(recognise(`${response},`).what).toBe('Token response with 1 token');
  });

  test('may have lost its braces', () => {
    expect(recognise('"access_token": "abc",\n"token_type": "Bearer",')).toMatchObject({
      what: 'Token response with 1 token',
      tokens: [{ value: 'abc' }],
    });
    expect(recognise('"access_token": "abc"').what).toBe('Token response with 1 token');
    expect(recognise('"access_token": abc').what).toMatch(/^Nothing recognised: text of several/);
  });

  test('is searched where it breaks off', () => {
    expect(recognise(`{"a":"${jwt}","b":`)).toMatchObject({
      what: 'Text with 1 token in it',
      tokens: [{ value: jwt }],
    });
  });

  test('is not read when it is too deep to be shown', () => {
    const deep = `${'{"sub":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    expect(recognise(deep).what).toBe(
      'Nothing recognised: it is JSON that is nested deeper than 500 levels',
    );
  });
});

test('an archive of requests (HAR), with the places of its tokens', () => {
  const idToken = `${encode({ alg: 'HS256' })}.${encode({ sub: 'u' })}.c2ln`;
  const entry = (request: object, response: object = {}) => ({ request, response });
  const archive = {
    log: {
      entries: [
        entry(
          { postData: { params: [{ name: 'refresh_token', value: 'refresh-1' }] } },
          { content: { text: JSON.stringify({ access_token: 'access-1', id_token: idToken }) } },
        ),
        entry({ postData: { text: 'grant_type=refresh_token&refresh_token=refresh-2' } }),
        entry({
          url: 'https://api.example/?access_token=access-2',
          headers: [{ name: 'authorization', value: `Bearer ${idToken}` }],
        }),
        entry(
          { url: 5, headers: [5, {}], postData: [] },
          {
            headers: [{ name: 'Location', value: 'https://a.example/#access_token=access-3' }],
            content: { encoding: 'base64', text: btoa('{"access_token":"access-4"}') },
          },
        ),
      ],
    },
  };
  expect(recognise(JSON.stringify(archive))).toEqual({
    what: 'HAR: 4 requests with 7 tokens',
    tokens: [
      { name: 'Refresh token', value: 'refresh-1' },
      { name: 'Access token', value: 'access-1' },
      { name: 'ID token', value: idToken },
      { name: 'Refresh token', value: 'refresh-2' },
      { name: 'Access token', value: 'access-2' },
      { name: 'Access token', value: 'access-3' },
      { name: 'Access token', value: 'access-4' },
    ],
  });
});
