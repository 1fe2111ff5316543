import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recognise } from '../../../../utils/tokens/recognise/recognise';
import { findTokens } from '../../../../utils/tokens/recognise/text-with-tokens';
import { isRecognised } from '../../../../utils/tokens/recognised';
import { encode, rfc7515A2, rfc7515A3, rfc7515A5, rfc7519A1 } from '../vectors';

const jwt = rfc7515A2.token;
const other = rfc7515A3.token;
const disclosure = encode(['salt', 'name', 'value']);
const numbered = (index: number) =>
  `${encode({ alg: 'HS256' })}.${encode({ sub: String(index) })}.c2ln`;

describe('findTokens', () => {
  test.each([
    ['in quotes and brackets', `{"a": "${jwt}", b: <${other}>}`, [jwt, other]],
    ['at the end of a sentence', `It is ${jwt}. And ${other}...`, [jwt, other]],
    ['before the next sentence', `It is ${jwt}.Then.`, [jwt]],
    ['behind an escaped line break', `log\\n${jwt}\\nmore`, [jwt]],
    ['behind an encoded character', `q=%22${jwt}%22`, [jwt]],
    ['encrypted and unsecured', `${rfc7519A1} ${rfc7515A5} x`, [rfc7519A1, rfc7515A5]],
    ['each once', `${jwt} ${other} ${jwt}`, [jwt, other]],
    ['of an SD-JWT', `${jwt}~${disclosure}~.`, [`${jwt}~${disclosure}~`]],
    ['not inside of words', `x${jwt} my.${jwt}`, []],
    ['not what only looks like one', 'eyJhbGciOiJIUzI1NiJ9 eyeball.is.round ex.y.z', []],
  ])('%s', (_, text, tokens) => {
    expect(findTokens(text)).toEqual(tokens);
  });

  test('finds 1000 tokens in ten megabytes', () => {
    const tokens = Array.from({ length: 1000 }, (_, index) => numbered(index));
    const text = tokens.map((token) => `INFO ${token} ${'lorem ipsum '.repeat(830)}`).join('\n');
    expect(text.length).toBeGreaterThan(10_000_000);
    expect(findTokens(text)).toEqual(tokens);
  });
});

describe('a text with tokens', () => {
  test('shows the first hundred, and says how many there are', () => {
    const tokens = Array.from({ length: 101 }, (_, index) => numbered(index));
    const found = recognise(tokens.join(' and '));
    expect(found.what).toBe('Text with 101 tokens in it, of which the first 100 are shown');
    expect(found.tokens.map(({ value }) => value)).toEqual(tokens.slice(0, 100));
  });

  test.each([
    [`"access_token":"${jwt}","b":1`, [jwt]],
    [`<a href="/x?t=${jwt}">`, [jwt]],
    [`two ${other}\n${jwt}`, [other, jwt]],
  ])('case %#', (text, tokens) => {
    expect(recognise(text).tokens.map(({ value }) => value)).toEqual(tokens);
  });

  test('an SD-JWT, alone or the only token', () => {
    const sdJwt = `${jwt}~${disclosure}~${other}`;
    const tokens = [
      { name: 'Token', value: jwt },
      { name: 'Key binding', value: other },
    ];
    expect(recognise(sdJwt)).toMatchObject({
      what: 'SD-JWT (signed, RS256) with 1 disclosure and a key binding',
      tokens,
      sdJwt: { disclosures: [{ name: 'name' }] },
    });
    expect(recognise(`{"credential":"${sdJwt}"}`)).toMatchObject({
      what: 'JSON with 1 token in it',
      tokens,
      sdJwt: { disclosures: [{ name: 'name' }] },
    });
    expect(recognise(`${sdJwt} ${numbered(1)}`).sdJwt).toBeUndefined();
  });
});

describe('PEM', () => {
  const block = (label: string) => `-----BEGIN ${label}-----\nMIIB\n-----END ${label}-----\n`;

  test.each([
    ['PUBLIC KEY', 'public key', 'PEM: public key'],
    ['RSA PRIVATE KEY', 'private key', 'PEM: private key'],
    ['ENCRYPTED PRIVATE KEY', 'private key', 'PEM: private key'],
    ['CERTIFICATE', 'certificate', 'PEM: certificate'],
    ['CERTIFICATE REQUEST', 'other', 'PEM: certificate request'],
  ])('%s', (label, kind, what) => {
    expect(recognise(block(label))).toEqual({ what, tokens: [], pem: [{ label, kind }] });
  });

  test('several blocks', () => {
    expect(recognise(block('CERTIFICATE') + block('PRIVATE KEY'))).toMatchObject({
      what: 'PEM with 2 blocks',
      pem: [{ kind: 'certificate' }, { kind: 'private key' }],
    });
  });
});

describe('any text', () => {
  const valid = [
    jwt,
    rfc7519A1,
    `${jwt}~${disclosure}~${other}`,
    `Authorization: DPoP ${jwt}\nDPoP: ${other}`,
    `curl 'https://as.example/token' -H 'Authorization: Bearer ${jwt}' -d $'a=\\u0041' ^\n`,
    'fetch("https://as.example", {"headers":{"cookie":"a=b"}})',
    'GET /?a=b HTTP/1.1\nHost: x\nCookie: a=b\n\na=b',
    'HTTP/1.1 401 No\nWWW-Authenticate: Bearer a="b\\"c", DPoP x=y\n\n{}',
    JSON.stringify({ payload: 'e30', signatures: [{ protected: 'e30', signature: 'c2ln' }] }),
    JSON.stringify({ protected: 'e30', ciphertext: 'x', recipients: [{ header: {} }] }),
    JSON.stringify({ keys: [{ kty: 'RSA', n: 'AQAB' }] }),
    JSON.stringify({ issuer: 'x', jwks_uri: 'y', active: true, sub: 'z', name: 'n' }),
    'https://as.example/a?client_id=c&request_uri=x#y',
    'com.example.app:/cb?code=1&response=x',
    'grant_type=x&subject_token=y&subject_token_type=z',
    '-----BEGIN PRIVATE KEY-----',
  ];
  const mutated = fc
    .tuple(
      fc.constantFrom(...valid),
      fc.nat({ max: 1000 }),
      fc.nat({ max: 20 }),
      fc.string({ unit: 'binary', maxLength: 5 }),
    )
    .map(([text, at, removed, added]) => {
      const start = at % (text.length + 1);
      return text.slice(0, start) + added + text.slice(start + removed);
    });

  test('never makes it throw, and is either recognised or said not to be', () => {
    const anything = fc.oneof(
      { weight: 3, arbitrary: mutated },
      fc
        .array(fc.constantFrom(...valid, '\n', ' ', '"', '\\', '^', '~'))
        .map((all) => all.join('')),
      fc.json(),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc.string({ unit: 'grapheme' }),
    );
    fc.assert(
      fc.property(anything, (text) => {
        const found = recognise(text);
        expect(found.what).toMatch(/^\S.*$/);
        expect(found.what.startsWith('Nothing recognised: ')).toBe(!isRecognised(found));
        for (const { value } of found.tokens) expect(value).not.toBe('');
      }),
      { numRuns: 3000 },
    );
  });
});
