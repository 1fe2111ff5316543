import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeToken } from '../../../utils/tokens/decode-token';
import { scopeTable, splitScopes, standardScopeMeaning } from '../../../utils/tokens/scopes';
import { encode, rfc7519A1 } from './vectors';

function accessToken(claims: object): ReturnType<typeof decodeToken> {
  return decodeToken(`${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`);
}

describe('splitScopes', () => {
  test.each([
    ['openid email', ['openid', 'email']],
    ['  openid \t email\n', ['openid', 'email']],
    ['repo,gist', ['repo', 'gist']],
    ['repo, gist openid', ['repo', 'gist', 'openid']],
    ['b a b', ['b', 'a']],
    ['', []],
    [' , ', []],
    [
      ['openid', 'email profile', 'openid'],
      ['openid', 'email', 'profile'],
    ],
    [['openid', 5, null, ['x']], ['openid']],
    [undefined, []],
    [null, []],
    [7, []],
    [{ scope: 'x' }, []],
    ['__proto__ constructor', ['__proto__', 'constructor']],
  ])('of %j', (value, scopes) => {
    expect(splitScopes(value)).toEqual(scopes);
  });

  test('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(Array.isArray(splitScopes(value))).toBe(true);
      }),
    );
    expect(splitScopes(' '.repeat(1_000_000) + 'x')).toEqual(['x']);
  });
});

describe('scopeTable', () => {
  test('compares requested, granted and in the token', () => {
    expect(
      scopeTable({
        requested: ['openid', 'orders.read'],
        grantedScope: 'openid orders.write',
        hasTokenResponse: true,
        accessToken: accessToken({ scope: 'orders.write extra' }),
      }),
    ).toEqual([
      {
        scope: 'openid',
        requested: true,
        granted: true,
        inToken: false,
        meaning: 'Sign the user in with OpenID Connect: an ID token says who it is',
      },
      {
        scope: 'orders.read',
        requested: true,
        granted: false,
        inToken: false,
        meaning: undefined,
      },
      {
        scope: 'orders.write',
        requested: false,
        granted: true,
        inToken: true,
        meaning: undefined,
      },
      { scope: 'extra', requested: false, granted: false, inToken: true, meaning: undefined },
    ]);
  });

  test.each([
    ['absent: as requested (RFC 6749 §5.1)', undefined, true, true],
    ['null: as if absent', null, true, true],
    ['empty: none', '', true, false],
    ['a list', ['a'], true, true],
    ['another', 'b', true, false],
    ['not readable', 5, true, 'unknown'],
    ['no token response yet', undefined, false, 'unknown'],
  ])('granted when the scope member is %s', (_, grantedScope, hasTokenResponse, granted) => {
    const [row] = scopeTable({
      requested: ['a'],
      grantedScope,
      hasTokenResponse,
      accessToken: undefined,
    });
    expect(row).toMatchObject({ scope: 'a', granted, inToken: 'unknown' });
  });

  test.each([
    ['a JWT with scope', accessToken({ scope: 'a b' }), true],
    ['a JWT with scp', accessToken({ scp: ['a'] }), true],
    ['a JWT with an scp string', accessToken({ scp: 'a b' }), true],
    ['a JWT without it', accessToken({ scope: 'b' }), false],
    ['a JWT that names no scopes', accessToken({ sub: 'u' }), false],
    ['an opaque token', decodeToken('opaque'), 'unknown'],
    ['an encrypted token', decodeToken(rfc7519A1), 'unknown'],
    ['a broken token', decodeToken(`${encode({ alg: 'RS256' })}.x`), 'unknown'],
    ['no token', undefined, 'unknown'],
  ])('in the token: %s', (_, token, inToken) => {
    const rows = scopeTable({
      requested: ['a'],
      grantedScope: undefined,
      hasTokenResponse: true,
      accessToken: token,
    });
    expect(rows[0]).toMatchObject({ scope: 'a', inToken });
  });
});

describe('scopeTable with scopes that are set at the provider', () => {
  const rowsOf = (changes: Partial<Parameters<typeof scopeTable>[0]>) =>
    scopeTable({
      requested: [],
      registered: ['base', 'deals'],
      grantedScope: 'base,users',
      hasTokenResponse: true,
      accessToken: undefined,
      ...changes,
    }).map(({ scope, requested, granted }) => [scope, requested, granted]);

  test('shows them as registered', () => {
    expect(rowsOf({})).toEqual([
      ['base', 'registered', true],
      ['deals', 'registered', false],
      ['users', false, true],
    ]);
  });

  test('calls one requested that was sent all the same', () => {
    expect(rowsOf({ requested: ['deals'] })).toEqual([
      ['deals', true, false],
      ['base', 'registered', true],
      ['users', false, true],
    ]);
  });

  test('takes no answer for a grant', () => {
    expect(rowsOf({ grantedScope: undefined })).toEqual([
      ['base', 'registered', 'unknown'],
      ['deals', 'registered', 'unknown'],
    ]);
  });

  test('says nothing of a marker that was not granted', () => {
    expect(rowsOf({ marker: 'all' })).toEqual(rowsOf({}));
    expect(rowsOf({ marker: 'all', grantedScope: 'all' })).toEqual([
      ['base', 'registered', 'unknown'],
      ['deals', 'registered', 'unknown'],
      ['all', false, true],
    ]);
  });
});

describe('standardScopeMeaning', () => {
  test.each(['openid', 'profile', 'email', 'address', 'phone', 'offline_access'])(
    'knows %s',
    (scope) => {
      expect(standardScopeMeaning(scope)).toBeTypeOf('string');
    },
  );

  test.each(['constructor', '__proto__', 'Openid', ''])('does not know %j', (scope) => {
    expect(standardScopeMeaning(scope)).toBeUndefined();
  });
});
