import { describe, expect, test } from 'vitest';
import { keptRunSearch } from '../../../utils/history/search-kept-runs';
import { keptSummary } from './sample-kept';

const run = keptSummary(1, {
  label: 'Night desk',
  note: 'before the change of scopes',
  status: 'failed',
  step: 'token-request',
  cause: 'invalid_grant: the code was used',
});

describe('keptRunSearch', () => {
  test.each([
    ['', true],
    ['night', true],
    ['OPENID sandbox', true],
    ['change night', true],
    ['failed invalid_grant', true],
    ['redacted', true],
    ['3 nov 2026', true],
    ['2026-11-03', true],
    ['night cancelled', false],
    ['2026-11-04', false],
  ])('“%s”: %s', (query, isFound) => {
    expect(keptRunSearch(query)(run)).toBe(isFound);
  });

  test('finds no cause of a sealed run, whose step is all that is told', () => {
    const { cause: _, ...sealed } = { ...run, keptAs: 'sealed' as const };
    expect(keptRunSearch('invalid_grant')(sealed)).toBe(false);
    expect(keptRunSearch('failed token request sealed')(sealed)).toBe(true);
  });
});
