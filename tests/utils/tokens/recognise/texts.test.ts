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

describe('tokens that run together', () => {
  test('one that was pasted twice is shown once', () => {
    for (const token of [jwt, numbered(1)]) {
      expect(recognise(token + token)).toEqual({
        what: 'JWT, pasted twice: one of them is shown',
        tokens: [{ name: 'Token', value: token }],
      });
    }
  });

  test('are told apart', () => {
    expect(recognise(jwt + other + numbered(1))).toEqual({
      what: '3 tokens run together, without anything between them',
      tokens: [jwt, other, numbered(1)].map((value) => ({ name: 'Token', value })),
    });
  });

  test.each([
    ['JWT with one part too many', `${jwt}.a`],
    ['JWT with two parts too many', `${jwt}.a.b`],
  ])('but not what is a %s', (what, text) => {
    expect(recognise(text)).toEqual({ what, tokens: [{ name: 'Token', value: text }] });
  });
});

describe('a token that is wrapped within a text', () => {
  const wrapped = (before: string, after: string, between: string, width = 60) =>
    (other.match(new RegExp(`.{1,${width}}`, 'g')) ?? [])
      .map((piece) => before + piece + after)
      .join(between);

  test.each([
    ['quoted in a mail', `Ada wrote:\n${wrapped('> ', '', '\n')}\n> Thanks\n`],
    ['in quoted-printable', `token=${wrapped('', '=', '\r\n')}`],
    ['in JavaScript', `const token = ${wrapped('"', '"', ' +\n  ')};`],
    ['in Java', wrapped('"', '"', '\n    + ')],
    ['in Python', `token = (\n${wrapped('    "', '"', '\n')})`],
    ['on one line of a program', wrapped("'", "'", ' + ')],
    ['in a fence of Markdown', `\`\`\`\n${wrapped('', '', '\n')}\n\`\`\`\nbye`],
    ['before another word', `It is\n${wrapped('', '', '\n', 110)}\nthanks`],
    ['not at all, before another word', `It is\n${other}\nthanks\nbye`],
    ['behind a word that begins like one', `It is\neyes\n${other}`],
  ])('%s', (_, text) => {
    expect(recognise(text).tokens.map(({ value }) => value)).toEqual([other]);
  });
});

test('a wrapped token right behind another one', () => {
  const flawed = numbered(1);
  const text = `x\n${flawed}\n${other.slice(0, 60)}\n${other.slice(60)}\n`;
  expect(recognise(text).tokens.map(({ value }) => value)).toEqual([flawed, other]);
});

/** At these sizes anything but linear time takes minutes. */
describe('large texts take linear time', () => {
  const line =
    '2026-11-21T20:00:0 INFO com.example.Service[0] GET /api/v1/users/123e4567-e89b-12d3-a456-426614174000 200 12ms';

  test('a log of two megabytes', () => {
    const lines = Array.from({ length: 18_000 }, (_, index) =>
      index % 200 === 0 ? `${line} Bearer ${numbered(index)}` : line,
    );
    const text = lines.join('\n');
    expect(text.length).toBeGreaterThan(1_900_000);
    expect(recognise(text).what).toBe('Text with 90 tokens in it');
  });

  test('20,000 short lines, each with a token', () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `line ${i} Bearer ${numbered(i)}`);
    expect(recognise(text.join('\n')).what).toMatch(/^Text with 20000 tokens in it/);
  });

  test.each([
    ['lines that might belong to a token', `x eyJhbGciOiJub25lIn0\n${'abc\n'.repeat(300_000)}`],
    [
      'lines that might belong to a signature',
      `x eyJhbGciOiJub25lIn0.e30!\n${'eyJhbGciOiJub25lIn0.e30.a\n'.repeat(50_000)}`,
    ],
    ['strings that might be put together', `"eyJhbGciOiJub25lIn0\n${'"  +  '.repeat(300_000)}`],
    ['blank', `eyJ\n${' '.repeat(1_000_000)}\n`.repeat(3)],
    ['headers run together', 'eyJhbGciOiJub25lIn0.'.repeat(50_000)],
  ])('%s', (_, text) => {
    expect(recognise(text).tokens.length).toBeLessThan(2);
  });
});
