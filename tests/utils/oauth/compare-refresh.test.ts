import { describe, expect, test } from 'vitest';
import { compareRefresh } from '../../../utils/oauth/compare-refresh';
import { refreshedRun } from '../../../utils/oauth/refreshed-run';
import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { newestRefresh } from '../../../utils/oauth/newest-refresh';
import { summaryOf } from '../../../utils/oauth/run-summary';
import { refreshTokenOf } from '../../../utils/oauth/run-result';
import { encode } from '../tokens/vectors';
import { authorization, exchangeOf, runOf, started, tokenBody } from './sample-run';

const makeJwt = (claims: object) => `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;

const signedIn = {
  iss: 'https://auth.example.com',
  sub: 'ada',
  aud: 'cid',
  auth_time: 7,
  role: 'a',
};

const first = {
  ...tokenBody,
  refresh_token: 'one',
  access_token: makeJwt({ sub: 'ada', scope: 'openid profile', exp: 1, jti: 'x', plan: 'free' }),
  id_token: makeJwt({ ...signedIn, iat: 1 }),
};

function runWith(members: object | undefined, refreshes?: Run, runId = 'run-1'): Run {
  const exchange = exchangeOf(members ?? { error: 'server_error' }, {
    request: {
      method: 'POST',
      url: 'https://auth.example.com/token',
      headers: [],
      form:
        refreshes === undefined
          ? []
          : [
              ['grant_type', 'refresh_token'],
              ['refresh_token', refreshTokenOf(refreshes) ?? ''],
            ],
    },
  });
  return runOf([
    {
      ...started,
      runId,
      ...(refreshes === undefined ? {} : { refreshes: refreshedRun(refreshes) }),
    } as RunEvent,
    ...(refreshes === undefined
      ? [{ type: 'authorization-requested', at: 2, ...authorization } as RunEvent]
      : []),
    { type: 'exchanged', at: 3, exchange },
    { type: 'finished', at: 4 },
  ]);
}

const before = runWith(first);
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
            { name: 'scope', before: 'openid profile', after: 'openid email' },
            { name: 'plan', before: 'free', after: 'paid' },
          ],
        },
        { claims: [{ name: 'auth_time' }, { name: 'role', before: 'a', after: 'b' }] },
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

describe('refreshedRun', () => {
  test('keeps what a refreshed ID token has to repeat', () => {
    const { role: _, ...lasting } = signedIn;
    expect(refreshedRun(before)).toEqual({
      runId: 'run-1',
      scopes: ['openid', 'profile'],
      nonce: authorization.nonce,
      idTokenClaims: lasting,
    });
  });

  test('remembers it over a refresh that brings no ID token', () => {
    const after = runWith({ ...first, id_token: undefined }, before, 'run-2');
    expect(refreshedRun(after)).toEqual({ ...refreshedRun(before), runId: 'run-2' });
  });

  test('tries again, after an answer was lost, with the token of the run before', () => {
    const lost = runWith(undefined, before, 'run-2');
    expect(refreshedRun(lost)).toEqual(refreshedRun(before));
    expect(refreshTokenOf(lost)).toBe('one');
  });
});

describe('newestRefresh', () => {
  test('follows a refresh token from run to run', () => {
    const second = runWith({ ...first, refresh_token: 'two' }, before, 'run-2');
    const third = runWith({ ...first, refresh_token: 'three' }, second, 'run-3');
    const runs = [third, second, before].map(summaryOf);
    expect(newestRefresh('run-1', runs)).toBe('run-3');
    expect(newestRefresh('run-2', runs)).toBe('run-3');
    expect(newestRefresh('run-3', runs)).toBeUndefined();
  });

  test.each<[string, object | undefined]>([
    ['came again', first],
    ['did not come again', { ...first, refresh_token: undefined }],
    ['was not exchanged', undefined],
  ])('finds none where the refresh token %s', (_, members) => {
    const runs = [runWith(members, before, 'run-2'), before].map(summaryOf);
    expect(newestRefresh('run-1', runs)).toBeUndefined();
  });
});
