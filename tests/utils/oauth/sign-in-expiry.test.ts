import { describe, expect, test } from 'vitest';
import { signInExpired, signInExpiry } from '../../../utils/oauth/sign-in-expiry';

describe('signInExpiry', () => {
  test('is half an hour after the request', () => {
    expect(signInExpiry(1_000_000)).toBe(1_000_000 + 30 * 60 * 1000);
  });
});

describe('signInExpired', () => {
  test('says how long was waited, and what to do', () => {
    expect(signInExpired()).toEqual({
      code: 'sign_in_expired',
      cause: 'no callback came within 30 minutes',
      remedy: 'The run has stopped waiting, and nothing is captured any more. Run again.',
    });
  });
});
