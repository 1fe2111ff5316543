import { describe, expect, test } from 'vitest';
import { looksDense, looksRandom } from '../../../utils/share/looks-random';

describe('looksRandom', () => {
  test.each([
    '2YotnFZFEjr1zCsicMWpAA',
    'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
    '550e8400-e29b-41d4-a716-446655440000',
    'xoxp-2398472398-AbCd3F6hJkL9',
    '9f86d081884c7d659a2feaa0c55ad015',
    '4111111111111111',
    'kgpckhdofpmofjgdfomfpbbdlhjdjein',
    'aBcDeFgHiJkLmNoPq',
  ])('takes %s for random', (word) => {
    expect(looksRandom(word)).toBe(true);
  });

  test.each([
    'id_token_signing_alg_values_supported',
    'openid-configuration',
    'client_secret_basic',
    'oauth2-proxy-callback-v2',
    'ReservationsManageExtended',
    'reservations-2024-production',
    'RSA-OAEP-256',
    'short1Word',
  ])('takes %s for a name', (word) => {
    expect(looksRandom(word)).toBe(false);
  });
});

describe('looksDense', () => {
  test.each([
    ['9xLH6nNr+m0JnyVm9yC0nq+XhapuSYBHM/7Gk2p=', true],
    ['9xLH6nNr%2Bm0JnyVm9yC0nq%252BXhapuSYBHM', true],
    ['/oauth2/v2/realms/hotels-2024/protocol/openid-connect/token', false],
    ['/api/v1/users/8f3a2b/items/9c4d/history', false],
  ])('%s: %s', (run, isDense) => {
    expect(looksDense(run)).toBe(isDense);
  });
});
