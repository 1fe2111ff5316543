import { describe, expect, test } from 'vitest';
import { checkContinuity } from '../../../../utils/tokens/verify/check-continuity';
import type { JsonObject } from '../../../../utils/tokens/json';

const earlier: JsonObject = { iss: 'https://a.example', sub: 'ada', aud: 'cid', auth_time: 1000 };

const outcomes = (before: JsonObject, now: JsonObject) =>
  checkContinuity(before, now).map(({ name, outcome }) => `${name} ${outcome}`);

describe('checkContinuity', () => {
  test('passes a token that repeats what was said', () => {
    expect(outcomes(earlier, { ...earlier, iat: 2000 })).toEqual([
      'Same issuer passed',
      'Same subject passed',
      'Same audience passed',
      'Same sign-in passed',
    ]);
  });

  test.each<[JsonObject, string]>([
    [{ iss: 'https://b.example' }, 'Same issuer failed'],
    [{ sub: 'ben' }, 'Same subject failed'],
    [{ aud: 'other' }, 'Same audience failed'],
    [{ aud: ['other', 'one'] }, 'Same audience failed'],
    [{ auth_time: 2000 }, 'Same sign-in failed'],
  ])('refuses %j', (changes, check) => {
    expect(outcomes(earlier, { ...earlier, ...changes })).toContain(check);
  });

  test('lets the audience grow', () => {
    expect(outcomes(earlier, { ...earlier, aud: ['other', 'cid'] })).toContain(
      'Same audience passed',
    );
  });

  test('does without a time of sign-in, and without anything before', () => {
    const { auth_time: _, ...without } = earlier;
    expect(outcomes(earlier, without)).toHaveLength(3);
    expect(outcomes({}, earlier)).toEqual([]);
  });

  test('says what is and what was', () => {
    expect(checkContinuity({ sub: 'ada' }, {})[0]?.detail).toBe(
      '"sub" is nothing, and was "ada" before.',
    );
  });
});
