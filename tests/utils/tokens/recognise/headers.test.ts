import { describe, expect, test } from 'vitest';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { rfc7515A2, rfc7515A3 } from '../vectors';

const jwt = rfc7515A2.token;
const proof = rfc7515A3.token;
const access = { name: 'Access token', value: jwt };
const dpop = { name: 'DPoP proof', value: proof };

describe('one header', () => {
  test.each([
    [`DPoP: ${proof}`, 'DPoP header with a JWT', [dpop]],
    [`Cookie: a=b; session=${jwt}`, 'Cookie header with 1 token', [{ name: 'Token', value: jwt }]],
    [
      `Cookie: id_token=${jwt}; access_token=opaque; other=${jwt}`,
      'Cookie header with 2 tokens',
      [
        { name: 'Access token', value: 'opaque' },
        { name: 'ID token', value: jwt },
      ],
    ],
    [
      'Set-Cookie: access_token=opaque; HttpOnly',
      'Set-Cookie header with 1 token',
      [{ name: 'Access token', value: 'opaque' }],
    ],
  ])('case %#', (text, what, tokens) => {
    expect(recognise(text)).toEqual({ what, tokens });
  });

  test('with the disclosures of an SD-JWT', () => {
    expect(recognise(`Authorization: Bearer ${jwt}~W10~`)).toMatchObject({
      what: 'Authorization header with a JWT',
      tokens: [access],
      sdJwt: { disclosures: [{ encoded: 'W10' }] },
    });
  });

  test.each([
    ['Cookie: a=b', 'a Cookie header without a token that could be read'],
    ['DPoP: two words', 'a DPoP header, where one proof belongs'],
    ['WWW-Authenticate: Bearer', 'a WWW-Authenticate header without parameters'],
  ])('%s is of no use', (text, why) => {
    expect(recognise(text)).toEqual({ what: `Nothing recognised: ${why}`, tokens: [] });
  });

  test.each([
    [
      'WWW-Authenticate: Bearer realm="example", error="insufficient_scope", scope="a b"',
      'WWW-Authenticate header (Bearer) with the error "insufficient_scope"',
      [
        ['realm', 'example'],
        ['error', 'insufficient_scope'],
        ['scope', 'a b'],
      ],
    ],
    [
      'DPoP error="use_dpop_nonce", error_description="say \\"nonce\\", please"',
      'WWW-Authenticate header (DPoP) with the error "use_dpop_nonce"',
      [
        ['error', 'use_dpop_nonce'],
        ['error_description', 'say "nonce", please'],
      ],
    ],
    [
      'www-authenticate: Bearer realm = "a,b", DPoP algs=ES256',
      'WWW-Authenticate header (Bearer, DPoP)',
      [
        ['realm', 'a,b'],
        ['algs', 'ES256'],
      ],
    ],
  ])('case %#', (text, what, parameters) => {
    expect(recognise(text)).toEqual({ what, tokens: [], parameters });
  });
});

describe('several headers', () => {
  test('the access token and its proof', () => {
    expect(recognise(`Host: api.example\r\nAuthorization: DPoP ${jwt}\r\nDPoP: ${proof}`)).toEqual({
      what: 'HTTP headers with 2 tokens',
      tokens: [access, dpop],
    });
  });

  test('of HTTP/2, with a wrapped token and one in a header of any name', () => {
    const text = `:authority: api.example\nauthorization: Bearer ${jwt.slice(0, 100)}\n  ${jwt.slice(100)}\nx-id: ${proof}`;
    expect(recognise(text).tokens).toEqual([access, { name: 'Token', value: proof }]);
  });

  test('a challenge among them', () => {
    expect(recognise('HTTP/1.1 401 Unauthorized\nWWW-Authenticate: Bearer error="x"')).toEqual({
      what: 'HTTP response: WWW-Authenticate header (Bearer) with the error "x"',
      tokens: [],
      failed: {
        response: { status: 401, headers: [['WWW-Authenticate', 'Bearer error="x"']], body: '' },
      },
      parameters: [['error', 'x']],
    });
  });

  test.each([
    ['Host: a\nAuthorization: Basic ???', 'HTTP headers without a token'],
    ['HTTP/2 204 \nserver: x', 'HTTP response without a token'],
    ['Note: this\nTo: that', 'text of several words, not a token, a header, JSON or a URL'],
  ])('%j are of no use', (text, why) => {
    expect(recognise(text).what).toBe(`Nothing recognised: ${why}`);
  });
});

describe('a whole message', () => {
  test('a request', () => {
    const text = `GET /me?access_token=abc HTTP/1.1\r\nHost: api.example\r\nAuthorization: DPoP ${jwt}\r\nDPoP: ${proof}\r\n\r\n`;
    expect(recognise(text)).toEqual({
      what: 'HTTP request: GET request with 3 tokens',
      tokens: [access, dpop, { name: 'Access token', value: 'abc' }],
      parameters: [['access_token', 'abc']],
      httpRequest: {
        method: 'GET',
        url: '/me?access_token=abc',
        headers: [
          ['Host', 'api.example'],
          ['Authorization', `DPoP ${jwt}`],
          ['DPoP', proof],
        ],
      },
    });
  });

  test('a request as cURL tells of it', () => {
    const text = `> GET /me HTTP/2\n> Host: api.example\n> Authorization: Bearer ${jwt}\n>\n< HTTP/2 401`;
    expect(recognise(text)).toMatchObject({
      what: 'HTTP request: GET request with 1 token',
      tokens: [access],
    });
  });

  test('a token request', () => {
    const text =
      'POST /token HTTP/1.1\nHost: as.example\nContent-Type: application/x-www-form-urlencoded\n\ngrant_type=client_credentials&client_id=a';
    expect(recognise(text)).toMatchObject({
      what: 'HTTP request: Token request: client credentials',
      httpRequest: {
        form: [
          ['grant_type', 'client_credentials'],
          ['client_id', 'a'],
        ],
      },
    });
  });

  test('an authorization request without the scheme of its address', () => {
    const text = 'GET /authorize?client_id=c&response_type=code HTTP/1.1\nHost: as.example';
    expect(recognise(text)).toMatchObject({
      what: 'HTTP request: Authorization request',
      request: { endpoint: 'https://as.example/authorize', clientId: 'c' },
    });
  });

  test('a response', () => {
    const text = 'HTTP/1.1 200 OK\nContent-Type: application/json\n\n{"access_token":"abc"}';
    expect(recognise(text)).toEqual({
      what: 'HTTP response: Token response with 1 token',
      tokens: [{ name: 'Access token', value: 'abc' }],
      tokenResponse: { access_token: 'abc' },
    });
  });
});

describe('Basic credentials', () => {
  const parameters = [
    ['client_id', 'my:app'],
    ['client_secret', 'p w+é'],
  ];
  const value = `Basic ${btoa('my%3Aapp:p+w%2B%C3%A9')}`;

  test.each([
    [`Authorization: ${value}`, 'Authorization header with Basic credentials'],
    [value, 'Authorization header with Basic credentials'],
    [`Host: a\nAuthorization: ${value}`, 'HTTP headers with Basic credentials'],
  ])('%s', (text, what) => {
    expect(recognise(text)).toEqual({ what, tokens: [], parameters });
  });

  test('that were not form-encoded are as they are', () => {
    expect(recognise(`Basic ${btoa('me:100%')}`).parameters).toEqual([
      ['client_id', 'me'],
      ['client_secret', '100%'],
    ]);
  });
});
