import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainClaim, explainParameter } from '../../../utils/tokens/explain-member';
import type { JsonValue } from '../../../utils/tokens/json';

const deepActors = (depth: number): JsonValue => {
  let actor: JsonValue = { sub: 'first' };
  for (let index = 0; index < depth; index += 1) actor = { sub: `a${index}`, act: actor };
  return actor;
};

describe('explainClaim', () => {
  test.each<readonly [string, JsonValue, readonly object[]]>([
    [
      'amr',
      ['pwd', 'otp', 'own'],
      [
        { term: 'pwd', text: 'Password' },
        { term: 'otp', text: 'One-time password' },
      ],
    ],
    ['token_use', 'access', [{ text: 'An access token: for an API' }]],
    ['idtyp', 'app', [{ text: 'No user: a token of the client itself' }]],
    ['azpacr', '1', [{ text: 'The client authenticated with its secret' }]],
    ['aud', ['a', 'b'], [{ text: '2 recipients: each of them may accept it' }]],
    ['aud', ['a'], []],
    ['aud', 'a', []],
    ['email_verified', false, [{ text: 'Not verified: the address may belong to somebody else' }]],
    ['email_verified', true, []],
    [
      'cnf',
      { 'x5t#S256': 'x' },
      [
        {
          term: 'x5t#S256',
          text: 'Whoever uses the token shows the certificate of this thumbprint (mutual TLS)',
        },
      ],
    ],
    ['may_act', { sub: 'admin' }, [{ text: 'May act for the subject: admin' }]],
    ['act', { iss: 'https://i' }, [{ text: 'Acting: somebody who is not named' }]],
    ['act', 'admin', []],
    [
      'authorization_details',
      [{ type: 'payment', actions: ['read', 'write'], locations: ['https://a'] }, 5],
      [{ term: 'payment', text: 'actions read, write; locations https://a' }],
    ],
    ['_sd', ['x', 'y'], [{ text: '2 claims, or decoys, that can be disclosed' }]],
    ['realm_access', { roles: ['a', 'b', 1] }, [{ term: 'realm', text: 'a, b' }]],
    ['resource_access', { app: { roles: ['a'] }, x: 1 }, [{ term: 'app', text: 'a' }]],
    [
      'exp',
      1_800_000_000_000,
      [{ text: 'Not in seconds, as it must be (RFC 7519 §2): others will misread it' }],
    ],
    [
      'iat',
      '1800000000',
      [{ text: 'A text, where a number belongs (RFC 7519 §2): others will not read it' }],
    ],
    ['updated_at', '2026-01-01T00:00:00Z', []],
    ['exp', 1_800_000_000, []],
    ['unknown', 'app', []],
    ['constructor', 'x', []],
  ])('of %s: %j', (name, value, explanations) => {
    expect(explainClaim({ name, value })).toEqual(explanations);
  });

  // RFC 8693 §4.1
  test('tells a chain of delegation in words, and not without end', () => {
    const value = {
      sub: 'https://service16.example.com',
      act: { sub: 'https://service77.example.com' },
    };
    expect(explainClaim({ name: 'act', value, claims: { sub: 'user@example.com' } })).toEqual([
      {
        text: 'Acting: https://service16.example.com, on behalf of user@example.com; before that: https://service77.example.com',
      },
    ]);
    const [long] = explainClaim({ name: 'act', value: deepActors(50_000) });
    expect(long?.text.split(', ').length).toBeLessThan(30);
  });

  test('explains each scope, with the words of the provider first', () => {
    const scopeMeaning = (scope: string) => (scope === 'read' ? 'Read everything' : undefined);
    expect(explainClaim({ name: 'scope', value: 'openid read x', scopeMeaning })).toEqual([
      {
        term: 'openid',
        text: 'Sign the user in with OpenID Connect: an ID token says who it is',
      },
      { term: 'read', text: 'Read everything' },
      { term: 'x', text: '' },
    ]);
    const many = Array.from({ length: 60 }, (_, index) => `s${index}`);
    expect(explainClaim({ name: 'scp', value: many }).at(-1)).toEqual({ text: 'and 20 more' });
  });

  test('never throws', () => {
    const names = fc.constantFrom(
      ...'amr act may_act aud scope scp cnf events authorization_details _sd realm_access resource_access exp typ wids'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(names, fc.jsonValue(), (name, value) => {
        // `jsonValue` makes values of JSON, whose type allows for more.
        const parsed = JSON.parse(JSON.stringify(value)) as JsonValue;
        for (const { text } of explainClaim({ name, value: parsed }))
          expect(text).toBeTypeOf('string');
      }),
    );
  });
});

describe('explainParameter', () => {
  test.each([
    ['alg', 'none', 'Not signed: anybody can write such a token (RFC 7515 appendix A.5)'],
    ['alg', 'HS256', 'HMAC: the same secret signs and verifies (RFC 7518 §3.2)'],
    ['typ', 'application/AT+jwt', 'An access token (RFC 9068 §2.1)'],
    ['alg', 'A256KW', 'The key is wrapped with a shared key of 256 bits, AES (RFC 7518 §4.4)'],
    [
      'alg',
      'PBES2-HS512+A256KW',
      'The key is wrapped with one made of a password, HMAC SHA-512 and AES with 256 bits (RFC 7518 §4.8)',
    ],
    [
      'alg',
      'ECDH-ES+A128KW',
      'The key is wrapped with one agreed on with elliptic curves, AES with 128 bits (RFC 7518 §4.6)',
    ],
    ['enc', 'A128GCM', 'The content is encrypted with AES-GCM, 128 bits (RFC 7518 §5.3)'],
    ['cty', 'JWT', 'Within is another token (RFC 7519 §5.2)'],
  ])('of %s: %s', (name, value, text) => {
    expect(explainParameter({ name, value })).toEqual([{ text }]);
  });
});
