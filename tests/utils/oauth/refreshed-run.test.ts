import { describe, expect, test } from 'vitest';
import { newestRefresh } from '../../../utils/oauth/newest-refresh';
import { refreshedRun } from '../../../utils/oauth/refreshed-run';
import type { Run } from '../../../utils/oauth/run';
import { refreshTokenOf } from '../../../utils/oauth/run-result';
import { summaryOf } from '../../../utils/oauth/run-summary';
import { before, first, runWith, signedIn } from './refreshes';
import { authorization } from './sample-run';

describe('refreshedRun', () => {
  test('keeps what a refreshed ID token has to repeat', () => {
    const { role: _, ...lasting } = signedIn;
    expect(refreshedRun(before)).toEqual({
      runId: 'run-1',
      scopes: ['openid', 'profile'],
      nonce: authorization.nonce,
      idTokenClaims: lasting,
      refreshToken: { receivedAt: 5040 },
    });
  });

  test('tells what became of the refresh token', () => {
    const fateOf = (run: Run, runs: Parameters<typeof refreshedRun>[1] = []) =>
      refreshedRun(run, runs).refreshToken;
    expect(fateOf(before, [{ replaces: 'run-1' }, {}])).toEqual({
      receivedAt: 5040,
      isReplaced: true,
    });
    expect(fateOf(before, [{ replaces: 'run-2' }])).toEqual({ receivedAt: 5040 });
    const revocation = {
      kind: 'revocation',
      at: 1,
      token: 'refresh_token',
      outcome: { ok: true, checks: [] },
    } as const;
    expect(fateOf({ ...before, uses: [revocation] })).toMatchObject({ isRevoked: true });
    const lost = runWith(undefined, before, 'run-2');
    const exchanges = lost.exchanges.map((exchange) => ({
      ...exchange,
      outcome: { kind: 'error' as const, message: 'did not answer within 20 s' },
    }));
    expect(fateOf({ ...lost, exchanges })).toEqual({ receivedAt: 5040, isAnswerLost: true });
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
