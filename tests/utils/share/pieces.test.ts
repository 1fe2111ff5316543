import { describe, expect, test } from 'vitest';
import { searchForPieces } from '../../../utils/share/pieces';
import type { SensitiveValues } from '../../../utils/share/sensitive-values';

const secret = 'Kq7Zt0pWx3-Lm9Rv2Yb5_Nc8Hd1Fg4';
const known: SensitiveValues = new Map([
  [secret, 'access token'],
  ['demo-access_token', 'refresh token'],
  ['booking-widget-of-state', 'state'],
  ['Wilhelmina Krabbenhoeft', 'name'],
]);
const shown = searchForPieces(
  known,
  (word) => word === 'booking-widget',
  () => '<piece>',
);

describe('searchForPieces', () => {
  test.each([
    [secret.slice(0, 8), '<piece>'],
    [`"${secret.slice(0, 12)}…"`, '"<piece>…"'],
    [`***${secret.slice(-8)} was used`, '***<piece> was used'],
    [`it is …${secret.slice(9, 21)}…`, 'it is …<piece>…'],
    [`/tokens/${secret.slice(-10)}/x`, '/tokens/<piece>/x'],
  ])('replaces the piece in %j', (text, expected) => {
    expect(shown(text)).toBe(expected);
  });

  test.each([
    secret.slice(0, 7),
    secret.slice(5, 14),
    'Bearer access_token booking-widget',
    'Wilhelmina Krabbenhoeft',
    'https://auth.example.com/authorize?scope=openid',
  ])('leaves %j as it is', (text) => {
    expect(shown(text)).toBe(text);
  });

  test('has nothing to find where nothing is known', () => {
    expect(
      searchForPieces(
        new Map(),
        () => false,
        () => '<piece>',
      )('anything-at-all'),
    ).toBe('anything-at-all');
  });
});
