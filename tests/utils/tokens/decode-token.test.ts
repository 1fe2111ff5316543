import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeToken } from '../../../utils/tokens/decode-token';
import {
  encode,
  joeClaims,
  rfc7515A1,
  rfc7515A2,
  rfc7515A3,
  rfc7515A4,
  rfc7515A5,
  rfc7519A1,
} from './vectors';

// An algorithm whose signatures have no known length.
const header = encode({ alg: 'XS256' });
const payload = encode({ sub: 'u' });

function problemsOf(text: string): readonly string[] {
  const token = decodeToken(text);
  return token.kind === 'opaque'
    ? []
    : token.problems.map(({ where, message }) => `${where}: ${message}`);
}

describe('decodeToken', () => {
  test.each([
    ['RFC 7515 A.1 (HS256)', rfc7515A1, { typ: 'JWT', alg: 'HS256' }],
    ['RFC 7515 A.2 (RS256)', rfc7515A2.token, { alg: 'RS256' }],
    ['RFC 7515 A.3 (ES256)', rfc7515A3.token, { alg: 'ES256' }],
    ['RFC 7515 A.5 (unsecured)', rfc7515A5, { alg: 'none' }],
  ])('reads %s', (_, text, expectedHeader) => {
    expect(decodeToken(text)).toMatchObject({
      kind: 'jwt',
      raw: text,
      header: expectedHeader,
      claims: joeClaims,
      segments: text.split('.'),
      problems: [],
    });
  });

  test('reads RFC 7519 A.1 as encrypted', () => {
    expect(decodeToken(rfc7519A1)).toMatchObject({
      kind: 'jwe',
      raw: rfc7519A1,
      header: { alg: 'RSA1_5', enc: 'A128CBC-HS256' },
      segments: rfc7519A1.split('.'),
      problems: [],
    });
  });

  test.each([
    ['nothing', ''],
    ['dots', '...'],
    ['a token with dots', 'v1.abc.def'],
    ['five parts of something else', 'a.b.c.d.e'],
    ['a UUID', '5f0c7a5e-2f4b-4d0c-9a55-0a0a5f6a7c11'],
    ['a PASETO', 'v4.public.eyJzdWIiOiJ1In0AAAA'],
    ['a Laravel cookie', encode({ iv: 'x', value: 'y', mac: 'z' })],
    ['a Flask session', `${encode({ user: 1 })}.ZZZZ.abc`],
    ['an empty object', `${encode({})}.abc.def`],
    ['a cursor', encode({ after: 5 })],
    ['XML that is not SAML', btoa('<?xml version="1.0"?><a/>')],
    ['a sentence', 'The quick brown fox. Jumps over. The dog.'],
  ])('leaves %s opaque', (_, text) => {
    expect(decodeToken(text)).toEqual({ kind: 'opaque', raw: text });
  });

  test.each([
    [
      'white space around',
      ` ${header}.${payload}.c2ln\n`,
      ['token: White space around the token was ignored.'],
    ],
    [
      'white space inside',
      `${header}.${payload.slice(0, 4)}\n ${payload.slice(4)}.c2ln`,
      [
        'payload: White space in the payload, first at character 5, was ignored: a token has none (RFC 7515 §2).',
      ],
    ],
    [
      'padding',
      `${header}.${encode({ a: 12 })}=.c2ln`,
      ['payload: Padding ("=") in the payload was ignored: a token has none (RFC 7515 §2).'],
    ],
    [
      'plain base64',
      `${header}.${payload}.ab+/`,
      ['signature: The signature is in base64, not base64url: "+" at character 3 (RFC 7515 §2).'],
    ],
    [
      'spare bits',
      `${header}.${payload}.c2lnx`.replace('c2lnx', 'c2lnYR'),
      [
        'signature: The last character of the signature is not the one an encoder writes: its spare bits are not zero (RFC 4648 §3.5).',
      ],
    ],
    [
      'a missing signature',
      `${header}.${payload}.`,
      ['signature: The signature is missing, although "alg" is "XS256".'],
    ],
    [
      'a signature on an unsecured token',
      `${encode({ alg: 'none' })}.${payload}.c2ln`,
      ['signature: There is a signature, although "alg" is "none" (RFC 7519 §6).'],
    ],
  ])('tolerates %s and says so', (_, text, problems) => {
    const token = decodeToken(text);
    expect(token.kind).toBe('jwt');
    expect(token.kind === 'jwt' && Object.keys(token.claims)).toHaveLength(1);
    expect(problemsOf(text)).toEqual(problems);
  });

  test.each([
    [
      'a foreign character in the payload',
      `${header}.${payload}!.c2ln`,
      `payload: The payload is not base64url: "!" at character ${payload.length + 1}.`,
    ],
    [
      'an ellipsis',
      `${header}.${payload}.c2l…`,
      'signature: The signature is not base64url: "…" at character 4.',
    ],
    [
      'a direction mark',
      `${header}.${payload}.\u202e`,
      'signature: The signature is not base64url: U+202E at character 1.',
    ],
    [
      'text after padding',
      `${header}.${payload}.YQ==YQ`,
      'signature: The signature is not base64url: it goes on after its padding, at character 5.',
    ],
    [
      'a signature cut off',
      `${header}.${payload}.c2lnc`,
      'signature: The signature is cut off: its last character alone makes no whole byte.',
    ],
    [
      'invalid UTF-8',
      `${header}.${Buffer.from('7b2261223a22ff227d', 'hex').toString('base64url')}.c2ln`,
      'payload: The payload is not UTF-8: byte 7 is 0xff.',
    ],
    [
      'UTF-8 that ends early',
      `${header}.${Buffer.from('7b2261223a22e282', 'hex').toString('base64url')}.c2ln`,
      'payload: The payload is not UTF-8: it ends in the middle of a character.',
    ],
    [
      'a header without alg',
      `${encode({ typ: 'JWT' })}.${payload}.c2ln`,
      'header: The header has no "alg": the algorithm is required (RFC 7515 §4.1.1).',
    ],
    [
      'an alg that is a number',
      `${encode({ alg: 5 })}.${payload}.c2ln`,
      'header: The "alg" of the header is 5: it must be a string (RFC 7515 §4.1.1).',
    ],
    [
      'a header that is cut off',
      `${encode('{"alg":"HS256","kid":"1')}.${payload}.c2ln`,
      'header: The header cannot be read. Not JSON: it ends too early, after 23 characters.',
    ],
    [
      'a header alone',
      header,
      'token: A signed token has three parts, separated by dots, an encrypted one five; here there is one.',
    ],
    [
      'a missing part',
      `${header}.${payload}`,
      'token: A signed token has three parts, separated by dots, an encrypted one five; here there are 2.',
    ],
    [
      'a part too many',
      `${header}.${payload}.c2ln.c2ln`,
      'token: One part too many: a signed token has three parts, separated by dots, an encrypted one five; here there are 4.',
    ],
    [
      'an encrypted token with a missing part',
      rfc7519A1.slice(0, rfc7519A1.lastIndexOf('.')),
      'token: The header is that of an encrypted token, which has five parts; here there are 4.',
    ],
    [
      'five parts without enc',
      `${header}.YQ.YQ.YQ.YQ`,
      'header: There are five parts, as in an encrypted token, but the header has no "enc" (RFC 7516 §4.1.2).',
    ],
    [
      'an encrypted token with a foreign character',
      `${rfc7519A1}%`,
      'token: The authentication tag is not base64url: "%" at character 23.',
    ],
  ])('points at %s', (_, text, problem) => {
    expect(decodeToken(text).kind).toBe('broken');
    expect(problemsOf(text)).toContain(problem);
  });

  test.each([
    ['without its first characters', `${header.slice(3)}.${payload}.c2ln`],
    ['without a header', `.${payload}.c2ln`],
    ['with a list as its header', `${encode([1])}.${payload}.x`],
    ['with a word as its header', `x.${payload}.c2ln`],
  ])('reads the claims of a JWT %s', (_, text) => {
    expect(decodeToken(text)).toMatchObject({
      kind: 'broken',
      looksLike: 'JWT whose beginning is missing',
      claims: { sub: 'u' },
      claimMembers: [{ name: 'sub' }],
      problems: [{ where: 'token', at: { segment: 0, index: 0 } }],
    });
  });

  test.each([
    ['Payload of a JWT alone', payload],
    ['JWT without its header', `${payload}.c2ln`],
  ])('reads the claims of what is a %s', (looksLike, text) => {
    expect(decodeToken(text)).toMatchObject({ kind: 'broken', looksLike, claims: { sub: 'u' } });
  });

  test('says that SAML is no token of OAuth, and shows its XML', () => {
    const xml = '<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"/>';
    for (const content of [xml, `<?xml version="1.0"?>${xml}`]) {
      expect(decodeToken(btoa(content))).toMatchObject({
        kind: 'broken',
        looksLike: 'SAML, in base64, not OAuth',
        content,
      });
    }
  });

  test('takes five parts with readable claims for a JWT with too much, not for a JWE', () => {
    const token = decodeToken(`${header}.${payload}.c2ln.a.b`);
    expect(token).toMatchObject({
      kind: 'broken',
      looksLike: 'JWT with two parts too many',
      claims: { sub: 'u' },
    });
    expect(token.kind === 'broken' && token.problems).toHaveLength(1);
  });

  test('says which character is at fault', () => {
    const at = (text: string) => {
      const token = decodeToken(text);
      if (token.kind === 'opaque') throw new Error('opaque');
      return token.problems.flatMap((problem) =>
        problem.at === undefined ? [] : [[problem.at.segment, text.charAt(problem.at.index)]],
      );
    };
    expect(at(` ${header}.${payload}!.c2ln`)).toEqual([[1, '!']]);
    expect(at(`${header}.${payload}.c2 ln`)).toEqual([[2, ' ']]);
    expect(at(`${header}.${payload}.c2ln=`)).toEqual([[2, '=']]);
    expect(at(`"${header}.${payload}.c2ln",`)).toEqual([
      [0, '"'],
      [2, '"'],
    ]);
    // "{"a":1 x}": the x is the eighth byte, in the tenth character of base64url.
    const broken = `${header}.${encode('{"a":1 x}')}.c2ln`;
    const token = decodeToken(broken);
    expect(token.kind === 'broken' && token.problems[0]).toEqual({
      where: 'payload',
      message: 'The payload cannot be read. Not JSON: unexpected "x" at character 8.',
      at: { segment: 1, index: header.length + 1 + 9 },
    });
  });

  test.each([
    ['quotes and a comma', `"${header}.${payload}.c2ln",`, ['""" before', '""," after']],
    ['a full stop', `${header}.${payload}.c2ln.`, ['"." after']],
    ['angle brackets', `<${header}.${payload}.c2ln>`, ['"<" before', '">" after']],
  ])('ignores %s around the token, and says so', (_, text, remarks) => {
    const token = decodeToken(text);
    expect(token).toMatchObject({ kind: 'jwt', raw: text, claims: { sub: 'u' } });
    expect(problemsOf(text)).toEqual(
      remarks.map((what) => `token: ${what} the token was ignored.`),
    );
  });

  test('reads percent-encoded padding, and says so', () => {
    expect(problemsOf(`${header}.${payload}.c2k%3D`)).toEqual([
      'signature: The signature is percent-encoded: "%3D" at character 4 was read as "=".',
      'signature: Padding ("=") in the signature was ignored: a token has none (RFC 7515 §2).',
    ]);
    expect(decodeToken(`${header}.${payload}.c2k%22`).kind).toBe('broken');
  });

  test.each([
    ['HS256', 31, 'signature: The signature has 31 bytes; HS256 makes 32. Perhaps it is cut off.'],
    ['ES512', 64, 'signature: The signature has 64 bytes; ES512 makes 132. Perhaps it is cut off.'],
    [
      'RS256',
      200,
      'token: The signature has 200 bytes; RS256 makes 256, 384, 512 or another length that a key has. Perhaps it is cut off.',
    ],
  ])('notices a signature of %s with %i bytes', (alg, length, problem) => {
    const signature = Buffer.alloc(length, 1).toString('base64url');
    expect(problemsOf(`${encode({ alg })}.${payload}.${signature}`)).toEqual([problem]);
  });

  test('reads signed content that is no claims', () => {
    // RFC 7515 A.4
    expect(decodeToken(rfc7515A4)).toMatchObject({
      kind: 'jws',
      header: { alg: 'ES512' },
      payloadText: 'Payload',
      problems: [],
    });
    expect(decodeToken(`${header}.${encode([1])}.c2ln`)).toMatchObject({
      kind: 'jws',
      payloadText: '[1]',
    });
    expect(decodeToken(`${header}._w.c2ln`)).toMatchObject({ kind: 'jws', payloadText: undefined });
  });

  test.each([
    [
      'a nested JWT',
      `${encode({ alg: 'XS256', cty: 'JWT' })}.${encode(rfc7515A1)}.c2ln`,
      'token: The payload is another token, not claims: a nested JWT (RFC 7519 §5.2). It is decoded by pasting it alone.',
    ],
    [
      'a detached payload',
      `${header}..c2ln`,
      'token: The payload is not in the token: it is detached, and must come by another way (RFC 7515 appendix F).',
    ],
    [
      'a payload that is not encoded, with dots',
      `${encode({ alg: 'XS256', b64: false, crit: ['b64'] })}.$.02 .c2ln`,
      'token: The payload is not encoded: the header says "b64": false (RFC 7797).',
    ],
    [
      'text that calls itself a JWT',
      `${encode({ alg: 'XS256', typ: 'JWT' })}.${encode('text')}.c2ln`,
      'token: The header says "typ": "JWT", but the payload is no JSON object with claims (RFC 7519 §7.2).',
    ],
  ])('says of %s that it is one', (_, text, problem) => {
    expect(decodeToken(text).kind).toBe('jws');
    expect(problemsOf(text)).toEqual([problem]);
  });

  test('keeps an unencoded payload as it is', () => {
    const text = `${encode({ alg: 'XS256', b64: false, crit: ['b64'] })}.$.02.c2ln`;
    expect(decodeToken(text)).toMatchObject({
      payloadText: '$.02',
      segments: [text.split('.')[0], '$.02', 'c2ln'],
    });
  });

  test('shows what stood beside the token as not protected', () => {
    const beside = { header: { kid: 'k1', alg: 'XS256' } };
    expect(decodeToken(`.${payload}.c2ln`).kind).toBe('broken');
    const token = decodeToken(`.${payload}.c2ln`, beside);
    expect(token).toMatchObject({ kind: 'jwt', header: beside.header, claims: { sub: 'u' } });
    const both = decodeToken(`${header}.${payload}.c2ln`, { header: { kid: 'k1' } });
    expect(both.kind === 'jwt' && both.header).toEqual({ alg: 'XS256', kid: 'k1' });
    expect(
      both.kind === 'jwt' && both.headerMembers.map(({ name, remarks }) => [name, remarks]),
    ).toEqual([
      ['alg', []],
      ['kid', ['not protected: nothing vouches for it (RFC 7515 §7.2)']],
    ]);
  });

  test('shows claims as they stand, duplicates included', () => {
    const token = decodeToken(
      `${header}.${encode('{"sub":"a","sub":"b","n":12345678901234567890}')}.c2ln`,
    );
    expect(token.kind === 'jwt' && token.claims['sub']).toBe('b');
    expect(
      token.kind === 'jwt' && token.claimMembers.map(({ name, source }) => [name, source]),
    ).toEqual([
      ['sub', '"a"'],
      ['sub', '"b"'],
      ['n', '12345678901234567890'],
    ]);
  });

  test('reads claims of any depth', () => {
    const deep = 1_000_000;
    const text = `{"sub":"u","deep":${'['.repeat(deep)}${']'.repeat(deep)}}`;
    const token = decodeToken(`${header}.${encode(text)}.c2ln`);
    expect(token.kind === 'jwt' && token.claims['sub']).toBe('u');
    expect(token.kind === 'jwt' && token.claimMembers[1]?.source.length).toBe(2 * deep);
  });

  test('reads a token that is cut off as far as it goes', () => {
    const claims = { iss: 'https://op.example', sub: 'u', scope: 'openid email' };
    const cut = `${header}.${encode(claims)}`.slice(0, -10);
    expect(decodeToken(cut)).toMatchObject({
      kind: 'broken',
      header: { alg: 'XS256' },
      claims: { iss: 'https://op.example', sub: 'u' },
    });
    expect(problemsOf(cut)).toHaveLength(2);
  });

  test('shows the claims of a token with a broken signature', () => {
    expect(decodeToken(`${header}.${payload}.*`)).toMatchObject({ claims: { sub: 'u' } });
  });

  test('keeps hostile names as ordinary members', () => {
    const text = `${encode('{"alg":"HS256","__proto__":{"x":1}}')}.${encode('{"__proto__":{"admin":true},"constructor":"c","hasOwnProperty":1}')}.c2ln`;
    const token = decodeToken(text);
    expect(token.kind === 'jwt' && Object.keys(token.claims)).toEqual([
      '__proto__',
      'constructor',
      'hasOwnProperty',
    ]);
    expect(token.kind === 'jwt' && Object.getPrototypeOf(token.claims)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });

  test('survives megabytes', () => {
    const long = 'A'.repeat(3_000_000);
    expect(decodeToken(long).kind).toBe('opaque');
    expect(decodeToken('.'.repeat(1_000_000)).kind).toBe('opaque');
    expect(decodeToken(' '.repeat(1_000_000)).kind).toBe('opaque');
    expect(decodeToken(`${header}.${encode({ a: long })}.${long}`).kind).toBe('jwt');
    expect(decodeToken(`${header}.${payload}${'.'.repeat(1_000_000)}`).kind).toBe('broken');
    expect(decodeToken(`${header}.${encode(`{"a":${'['.repeat(500_000)}`)}.YQ`).kind).toBe(
      'broken',
    );
    expect(decodeToken(`${header}.${'\xff'.repeat(1_000_000)}.YQ`).kind).toBe('broken');
  });

  test('never throws and keeps the text, whatever comes in', () => {
    const base64url = fc.string({ unit: 'binary' }).map((text) => encode(text));
    const json = fc.json().map((text) => encode(text));
    const jose = fc.constantFrom(
      header,
      encode({ alg: 'dir', enc: 'A256GCM' }),
      encode({ typ: 1 }),
    );
    const part = fc.oneof(base64url, json, jose, fc.string({ unit: 'binary' }));
    const like = fc
      .tuple(fc.oneof(jose, part), fc.array(part, { maxLength: 6 }))
      .map(([first, rest]) => [first, ...rest].join('.'));
    fc.assert(
      fc.property(fc.oneof(like, fc.string({ unit: 'binary' })), (text) => {
        const token = decodeToken(text);
        expect(token.raw).toBe(text);
        if (token.kind !== 'opaque') {
          expect(text).toContain(token.segments.join('.'));
          for (const { at } of token.problems) {
            if (at === undefined) continue;
            expect(at.segment).toBeLessThan(token.segments.length);
            expect(at.index).toBeGreaterThanOrEqual(0);
            expect(at.index).toBeLessThan(text.length);
          }
        }
        if (token.kind === 'broken') expect(token.problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('reads back whatever was encoded', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue()),
        fc.uint8Array(),
        (claims, signature) => {
          const text = `${header}.${encode(claims)}.${Buffer.from(signature).toString('base64url')}`;
          expect(decodeToken(text)).toMatchObject({
            kind: 'jwt',
            claims: JSON.parse(JSON.stringify(claims)) as object,
          });
        },
      ),
    );
  });
});
