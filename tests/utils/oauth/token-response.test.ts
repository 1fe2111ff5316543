import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { resultOf } from '../../../utils/oauth/run-result';
import { readTokenResponse } from '../../../utils/oauth/token-response';
import { rfc7515A1 } from '../tokens/vectors';
import { exchangeOf, runUpTo } from './sample-run';

describe('readTokenResponse', () => {
  // RFC 6749 §5.1, the example
  test('reads the response of the specification', () => {
    const members = {
      access_token: '2YotnFZFEjr1zCsicMWpAA',
      token_type: 'example',
      expires_in: 3600,
      refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA',
      example_parameter: 'example_value',
    };
    expect(readTokenResponse(exchangeOf(members))).toEqual({
      accessToken: '2YotnFZFEjr1zCsicMWpAA',
      refreshToken: 'tGzv3JOkF0XG5Qx2TlKWIA',
      tokenType: 'example',
      expiresAt: 5000 + 40 + 3_600_000,
      scope: undefined,
      members,
    });
  });

  test.each([
    ['an error', { error: 'invalid_grant' }],
    ['no token', {}],
    ['a token that is no text', { access_token: 7, id_token: null, refresh_token: ['x'] }],
    ['an empty token', { access_token: '' }],
    ['a list', []],
    ['HTML', '<html>'],
    ['nothing', ''],
  ])('reads nothing of %s', (_, body) => {
    expect(readTokenResponse(exchangeOf(body))).toBeUndefined();
  });

  test.each([{ kind: 'redirect' }, { kind: 'error', message: 'x' }] as const)(
    'reads nothing where no response came: %j',
    (outcome) => {
      expect(readTokenResponse(exchangeOf({}, { outcome }))).toBeUndefined();
    },
  );

  test.each([
    ['a number', 60, 65_040],
    ['a number in words', '60', 65_040],
    ['zero', 0, 5040],
    ['a negative number', -60, -54_960],
    ['three thousand years', 99_999_999_999, 5040 + 99_999_999_999_000],
    ['longer than three thousand years', 1e11, undefined],
    ['longer than three thousand years, in words', '100000000000', undefined],
    ['without end', 1e300, undefined],
    ['negative without end', -1e300, undefined],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['words', 'soon', undefined],
    ['an empty text', '', undefined],
    ['a blank', ' ', undefined],
    ['true', true, undefined],
    ['a list', [60], undefined],
    ['an object', { a: 1 }, undefined],
    ['an object that claims to be a number', { toString: 1, valueOf: 1 }, undefined],
  ])('takes an expires_in that is %s', (_, expires_in, expiresAt) => {
    expect(readTokenResponse(exchangeOf({ access_token: 'a', expires_in }))?.expiresAt).toBe(
      expiresAt,
    );
  });

  test('keeps the scope as it came', () => {
    expect(readTokenResponse(exchangeOf({ access_token: 'a', scope: ['b'] }))?.scope).toEqual([
      'b',
    ]);
  });

  test('never throws', () => {
    const leaf = fc.oneof(fc.string(), fc.jsonValue(), fc.constant({ toString: null }));
    const members = fc.record(
      {
        access_token: leaf,
        id_token: leaf,
        refresh_token: leaf,
        token_type: leaf,
        expires_in: leaf,
        scope: leaf,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), members), (body) => {
        readTokenResponse(exchangeOf(body));
      }),
    );
  });
});

describe('resultOf', () => {
  test('decodes every token of the last token exchange, however the run ended', () => {
    const run = runUpTo(
      'authorization-accepted',
      { type: 'exchanged', at: 1, exchange: exchangeOf({ error: 'invalid_grant' }) },
      {
        type: 'exchanged',
        at: 2,
        exchange: exchangeOf({
          access_token: rfc7515A1,
          refresh_token: 'opaque',
          id_token: 'a.b.c',
          scope: 'openid,admin',
        }),
      },
      {
        type: 'failed',
        at: 3,
        failure: { code: 'token_response_invalid', cause: 'x', remedy: 'y' },
      },
    );
    const result = resultOf(run);
    expect(result.accessToken?.kind).toBe('jwt');
    expect(result.refreshToken).toEqual({ kind: 'opaque', raw: 'opaque' });
    expect(result.idToken?.kind).toBe('opaque');
    expect(
      result.scopes.map(({ scope, requested, granted }) => [scope, requested, granted]),
    ).toEqual([
      ['openid', true, true],
      ['profile', true, false],
      ['admin', false, true],
    ]);
  });

  test('says of the scopes that nothing is known before a token came', () => {
    const result = resultOf(runUpTo('authorization-accepted'));
    expect(result.response).toBeUndefined();
    expect(result.scopes.map(({ granted }) => granted)).toEqual(['unknown', 'unknown']);
  });
});
