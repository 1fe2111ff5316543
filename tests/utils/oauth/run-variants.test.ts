import { describe, expect, test } from 'vitest';
import { reservedReason } from '../../../utils/clients/authorization-parameters';
import type { Parameter } from '../../../utils/clients/client';
import { authorizationUrl, isSilent } from '../../../utils/oauth/authorization-request';
import {
  OTHER_USER_VARIANTS,
  parametersInWords,
  SILENT_CHECK,
} from '../../../utils/oauth/run-variants';
import { sampleClient } from '../clients/sample-client';

const variants = [...OTHER_USER_VARIANTS, SILENT_CHECK];

/** The request of a client that has a prompt of its own. */
const requestWith = (overrides: readonly Parameter[]) =>
  authorizationUrl({
    authorizationEndpoint: 'https://auth.example.com/authorize',
    client: sampleClient,
    overrides,
    redirectUri: 'https://app.example.com/callback',
    state: 's',
  });

describe('the variants', () => {
  test('are these', () => {
    expect(variants.map(({ name, overrides }) => [name, parametersInWords(overrides)])).toEqual([
      ['Sign in again', 'prompt=login'],
      ['Other account', 'prompt=select_account'],
      ['Fresh sign-in', 'max_age=0'],
      ['Silent check', 'prompt=none'],
    ]);
  });

  test.each(variants)(
    '$name sets its parameters once, and none that a run sets itself',
    (variant) => {
      const { searchParams } = new URL(requestWith(variant.overrides));
      for (const [name, value] of variant.overrides) {
        expect(searchParams.getAll(name)).toEqual([value]);
        expect(reservedReason(name)).toBeUndefined();
      }
    },
  );

  test('ask for no page only in the silent check', () => {
    expect(variants.filter(({ overrides }) => isSilent(requestWith(overrides)))).toEqual([
      SILENT_CHECK,
    ]);
  });
});

describe('parametersInWords', () => {
  test.each<[readonly Parameter[], string]>([
    [[], ''],
    [[['prompt', 'none']], 'prompt=none'],
    [
      [
        ['prompt', 'login consent'],
        ['login_hint', ''],
      ],
      'prompt=login consent login_hint=',
    ],
  ])('%j: %j', (parameters, words) => {
    expect(parametersInWords(parameters)).toBe(words);
  });
});
