import { describe, expect, test } from 'vitest';
import { compareRefresh } from '../../../utils/comparison/compare-refresh';
import { before, first, makeJwt, runWith, signedIn } from '../oauth/refreshes';

const compared = (members: object) => compareRefresh(before, runWith(members, before, 'run-2'));

describe('compareRefresh', () => {
  test('tells of new tokens, and of nothing that is new in every token', () => {
    const comparison = compared({
      ...first,
      refresh_token: 'two',
      access_token: makeJwt({
        sub: 'ada',
        scope: 'openid profile',
        exp: 2,
        jti: 'y',
        plan: 'free',
      }),
      id_token: makeJwt({ ...signedIn, iat: 2 }),
    });
    expect(comparison?.tokens).toEqual([
      { name: 'Access token', fate: 'changed', claims: [] },
      { name: 'ID token', fate: 'changed', claims: [] },
      { name: 'Refresh token', fate: 'changed', claims: [] },
    ]);
    expect(comparison).toMatchObject({
      scopesLost: [],
      scopesGained: [],
      lifetime: { before: 3600, after: 3600 },
    });
    expect(comparison?.identity.every(({ outcome }) => outcome === 'passed')).toBe(true);
    expect(comparison?.identity).toHaveLength(4);
  });

  test('tells what was lost, gained and changed', () => {
    const comparison = compared({
      access_token: makeJwt({ sub: 'ada', scope: 'openid email', plan: 'paid' }),
      id_token: makeJwt({ ...signedIn, auth_time: 9, role: 'b' }),
      token_type: 'Bearer',
      expires_in: 60,
      scope: 'openid email',
    });
    expect(comparison).toMatchObject({
      scopesLost: ['profile'],
      scopesGained: ['email'],
      lifetime: { before: 3600, after: 60 },
      tokens: [
        {
          claims: [
            {
              name: 'scope',
              outcome: 'changed',
              a: {
                members: [
                  { text: 'openid', isOther: false },
                  { text: 'profile', isOther: true },
                ],
              },
              b: {
                members: [
                  { text: 'openid', isOther: false },
                  { text: 'email', isOther: true },
                ],
              },
            },
            { name: 'exp', outcome: 'only-a' },
            { name: 'jti', outcome: 'only-a' },
            { name: 'plan', a: { text: 'free' }, b: { text: 'paid' } },
          ],
        },
        { claims: [{ name: 'role', a: { text: 'a' }, b: { text: 'b' } }, { name: 'iat' }] },
        { fate: 'kept' },
      ],
    });
    expect(
      comparison?.identity.filter(({ outcome }) => outcome === 'failed').map(({ name }) => name),
    ).toEqual(['Same sign-in']);
  });

  test.each<[object, readonly string[]]>([
    [first, ['same', 'same', 'same']],
    [{ ...first, id_token: undefined }, ['same', 'missing', 'same']],
  ])('tells which came again', (members, fates) => {
    expect(compared(members)?.tokens.map(({ fate }) => fate)).toEqual(fates);
  });

  test('compares nothing with a run that failed', () => {
    expect(compareRefresh(before, runWith(undefined, before))).toBeUndefined();
    expect(compareRefresh(runWith(undefined), before)).toBeUndefined();
  });
});
