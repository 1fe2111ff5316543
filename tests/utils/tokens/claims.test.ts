import { describe, expect, test } from 'vitest';
import { claimMeaning, headerMeaning, isTimeClaim } from '../../../utils/tokens/claims';
import { headerMeanings } from '../../../utils/tokens/header-meanings';
import { providerClaimMeanings } from '../../../utils/tokens/provider-claim-meanings';
import { registeredClaimMeanings } from '../../../utils/tokens/registered-claim-meanings';

const hostile = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '',
  'x'.repeat(1e6),
];

describe('claimMeaning', () => {
  test('gives registered claims with their specification', () => {
    expect(claimMeaning('iss')).toEqual({ meaning: 'Who issued it', spec: 'RFC 7519 §4.1.1' });
    expect(claimMeaning('azp')?.spec).toBe('OpenID Connect Core §2');
  });

  test.each([
    'tid oid scp roles wids ver upn appid',
    'realm_access resource_access azp',
    'cognito:groups token_use',
    'cid uid permissions gty account_code',
    'act may_act cnf htm htu ath sid events scope client_id',
  ])('knows %s', (names) => {
    for (const name of names.split(' ')) expect(claimMeaning(name)?.meaning).toBeTypeOf('string');
  });

  test.each(hostile)('does not know %.20j', (name) => {
    expect(claimMeaning(name)).toBeUndefined();
    expect(headerMeaning(name)).toBeUndefined();
    expect(isTimeClaim(name)).toBe(false);
  });

  test('explains every name once and briefly', () => {
    for (const name of registeredClaimMeanings.keys())
      expect(providerClaimMeanings.has(name)).toBe(false);
    for (const { meaning } of [
      ...registeredClaimMeanings.values(),
      ...providerClaimMeanings.values(),
      ...headerMeanings.values(),
    ]) {
      expect(meaning.length).toBeLessThan(90);
      expect(meaning).not.toMatch(/\.$/);
    }
  });
});

describe('headerMeaning', () => {
  test.each('alg kid typ cty jku jwk x5c x5t x5t#S256 crit enc zip epk p2s p2c b64'.split(' '))(
    'knows %s',
    (name) => {
      expect(headerMeaning(name)?.meaning).toBeTypeOf('string');
    },
  );
});

describe('isTimeClaim', () => {
  test.each(['exp', 'iat', 'nbf', 'auth_time', 'updated_at', 'toe'])('holds for %s', (name) => {
    expect(isTimeClaim(name)).toBe(true);
  });

  test.each(['sub', 'expires_in', 'EXP'])('does not hold for %s', (name) => {
    expect(isTimeClaim(name)).toBe(false);
  });
});
