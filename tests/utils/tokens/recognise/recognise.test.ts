import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { encode, rfc7515A2, rfc7515A3, rfc7515A5, rfc7519A1 } from '../vectors';

const jwt = rfc7515A2.token;
const other = rfc7515A3.token;
const opaque = 'gho_16C7e42F292c6912E7710c838347Ae178B4a';

function wrap(text: string, width: number, newline = '\n'): string {
  return (text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(newline);
}

describe('recognise', () => {
  test.each([
    ['a JWT', jwt, 'JWT (signed, RS256)', jwt],
    ['an unsecured JWT', rfc7515A5, 'JWT (not signed, alg none)', rfc7515A5],
    ['a JWE', rfc7519A1, 'JWE (encrypted)', rfc7519A1],
    ['an opaque token', opaque, 'Opaque token', opaque],
    ['an opaque token with odd signs', '1|a9$Kk!x', 'Opaque token', '1|a9$Kk!x'],
    ['a broken token', `${jwt}%`, 'Broken JWT', `${jwt}%`],
    [
      'a token without its signature',
      jwt.replace(/[^.]*$/, ''),
      'JWT (signature missing, RS256)',
      jwt.replace(/[^.]*$/, ''),
    ],
    ['a token in quotes', ` "${jwt}",\n`, 'JWT (signed, RS256)', jwt],
    ['a token in back quotes', `\`${opaque}\``, 'Opaque token', opaque],
    ['a wrapped token', wrap(jwt, 64), 'JWT (signed, RS256)', jwt],
    ['a token wrapped in its signature', wrap(jwt, 300, '\r\n  '), 'JWT (signed, RS256)', jwt],
    ['a token wrapped with blanks', wrap(jwt, 64, ' '), 'JWT (signed, RS256)', jwt],
    ['a wrapped JWE', wrap(rfc7519A1, 76), 'JWE (encrypted)', rfc7519A1],
  ])('takes %s', (_, text, what, value) => {
    expect(recognise(text)).toEqual({ what, tokens: [{ name: 'Token', value }] });
  });

  test.each([
    [`Authorization: Bearer ${jwt}`, 'Authorization header with a JWT', jwt],
    [`authorization:bearer  "${jwt}"`, 'Authorization header with a JWT', jwt],
    [`Bearer ${opaque}`, 'Authorization header with an opaque token', opaque],
    [`Authorization: Bearer abc`, 'Authorization header with an opaque token', 'abc'],
    [`DPoP ${other}`, 'Authorization header with a JWT', other],
    [`Authorization: Bearer ${rfc7519A1}`, 'Authorization header with a JWE', rfc7519A1],
    [`Authorization: Bearer ${wrap(jwt, 70)}`, 'Authorization header with a JWT', jwt],
    [`Bearer ${jwt}!`, 'Authorization header with a broken token', `${jwt}!`],
  ])('takes the header %.30s…', (text, what, value) => {
    expect(recognise(text)).toEqual({ what, tokens: [{ name: 'Access token', value }] });
  });

  test('takes a token response', () => {
    const response = {
      access_token: opaque,
      token_type: 'Bearer',
      id_token: jwt,
      refresh_token: 'r',
      expires_in: 5,
    };
    expect(recognise(JSON.stringify(response, null, 2))).toEqual({
      what: 'Token response with 3 tokens',
      tokens: [
        { name: 'Access token', value: opaque },
        { name: 'ID token', value: jwt },
        { name: 'Refresh token', value: 'r' },
      ],
      tokenResponse: response,
    });
    expect(recognise('{"access_token":"x"}').what).toBe('Token response with 1 token');
    expect(recognise(`access_token=${opaque}&scope=repo%2Cgist&token_type=bearer`)).toMatchObject({
      what: 'Token response with 1 token, as a form',
      tokens: [{ name: 'Access token', value: opaque }],
    });
  });

  test('takes an error response', () => {
    expect(recognise('{"error":"invalid_grant","error_description":"old","n":1}')).toEqual({
      what: 'Error response: "invalid_grant"',
      tokens: [],
      parameters: [
        ['error', 'invalid_grant'],
        ['error_description', 'old'],
        ['n', '1'],
      ],
    });
  });

  test.each([
    [
      'https://app.example/cb?code=a%20b&state=s',
      'Callback URL with a code',
      [],
      [
        ['code', 'a b'],
        ['state', 's'],
      ],
    ],
    [
      'https://app.example/cb?error=access_denied&error_description=No+way#_=_',
      'Callback URL with an error',
      [],
      [
        ['error', 'access_denied'],
        ['error_description', 'No way'],
        ['_', '_'],
      ],
    ],
    ['com.example.app:/cb?code=1', 'Callback URL with a code', [], [['code', '1']]],
    ['com.example.app:cb?code=1', 'Callback URL with a code', [], [['code', '1']]],
    ['#code=abc', 'Callback URL with a code', [], [['code', 'abc']]],
    ['?code=abc', 'Callback URL with a code', [], [['code', 'abc']]],
    [
      'code=abc&state=s',
      'Parameters with a code',
      [],
      [
        ['code', 'abc'],
        ['state', 's'],
      ],
    ],
    [
      'https://app.example/cb#access_token=t&token_type=bearer',
      'Callback URL with 1 token',
      [{ name: 'Access token', value: 't' }],
      [
        ['access_token', 't'],
        ['token_type', 'bearer'],
      ],
    ],
    [
      'app://x?__proto__=1&code=2',
      'Callback URL with a code',
      [],
      [
        ['__proto__', '1'],
        ['code', '2'],
      ],
    ],
  ])('takes %s', (text, what, tokens, parameters) => {
    const { callbackUrl, ...found } = recognise(text);
    expect(found).toEqual({ what, tokens, parameters });
    expect(callbackUrl).toBe(/^[a-z.]+:/.test(text) ? text : undefined);
  });

  test.each([
    'https://as.example/a?client_id=c&response_type=code',
    '"https://as.example/login?next=%2Fa%3Fclient_id%3Dc%26response_type%3Dcode"',
  ])('takes the authorization request %s', (text) => {
    const parameters = [
      ['client_id', 'c'],
      ['response_type', 'code'],
    ];
    expect(recognise(text)).toEqual({
      what: 'Authorization request',
      tokens: [],
      parameters,
      request: { endpoint: 'https://as.example/a', clientId: 'c', parameters },
    });
  });

  test('takes a callback that names the client for a callback', () => {
    const callback = 'https://app.example/cb?code=1&client_id=c&redirect_uri=x';
    expect(recognise(callback).what).toBe('Callback URL with a code');
  });

  test.each([
    ['', 'there is no text'],
    ['""', 'there is no text'],
    ['hello', '"hello" is too short or too plain to be a token'],
    ['password', '"password" is too short or too plain to be a token'],
    ['grüße-1234-grüße-1234', '"grüße-1234-grüße-1234" is too short or too plain to be a token'],
    [
      'It says that my token is wrong.',
      'text of several words, not a token, a header, JSON or a URL',
    ],
    ['Bearer of bad news', 'text of several words, not a token, a header, JSON or a URL'],
    ['bearer of', 'text of several words, not a token, a header, JSON or a URL'],
    [
      'Authorization: Basic ???',
      'an Authorization header with Basic, but without a user and password in base64',
    ],
    ['Authorization: Bearer', 'an Authorization header without Bearer or DPoP and a token'],
    [
      'Authorization: Bearer a b',
      'several words in an Authorization header, where one token belongs',
    ],
    ['{"a":1}', 'it is JSON without a token in it'],
    ['{"access_token":{}}', 'it is JSON without a token in it'],
    [
      '{"access_token":"x"',
      'it looks like JSON, but cannot be read. Not JSON: it ends too early, after 19 characters.',
    ],
    ['https://example.com/', 'a URL without a code, an error or a token'],
    ['[1,2]', 'it is JSON without a token in it'],
    ['x'.repeat(20_000_001), 'the text is longer than 20,000,000 characters'],
  ])('does not take %.60j', (text, why) => {
    expect(recognise(text)).toEqual({ what: `Nothing recognised: ${why}`, tokens: [] });
  });

  test.each([
    [`${jwt} is my token`, [jwt]],
    [`The token: ${jwt}\nThe other: ${other} .`, [jwt, other]],
    [`${jwt}\n${other}`, [jwt, other]],
  ])('finds readable tokens in text', (text, values) => {
    const found = recognise(text);
    expect(found.what).toBe(`Text with ${values.length === 1 ? '1 token' : '2 tokens'} in it`);
    expect(found.tokens.map(({ value }) => value)).toEqual(values);
  });

  test('never throws, and does not choke on megabytes', () => {
    for (const unit of [
      ' ',
      '\n',
      '"',
      '{',
      '[',
      '.',
      'eyJ ',
      'a=',
      '?',
      '&a',
      'Bearer ',
      '\\',
      `${encode('{"')}.`,
    ]) {
      expect(recognise(`x${unit.repeat(100_000)}x`).what).toBeTypeOf('string');
      expect(recognise(unit.repeat(100_000)).what).toBeTypeOf('string');
      expect(recognise(`eyJ${unit.repeat(100_000)}x`).what).toBeTypeOf('string');
    }
    const hint = fc.constantFrom(
      'Bearer ',
      'Authorization:',
      '{"access_token":',
      'https://',
      '?code=',
      jwt,
      '\n',
      '"',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(hint, fc.string({ unit: 'binary' }))), (pieces) => {
        expect(recognise(pieces.join('')).what).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});
