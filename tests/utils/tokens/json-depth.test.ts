import { expect, test } from 'vitest';
import { isDeeperThan } from '../../../utils/tokens/json-depth';

test.each([
  ['"text"', 0, false],
  ['[]', 0, false],
  ['[1]', 0, true],
  ['{"a":{"b":null}}', 2, false],
  ['[1,{"a":[2]}]', 2, true],
  ['['.repeat(100_000) + ']'.repeat(100_000), 500, true],
])('%.20s is deeper than %d: %s', (json, levels, isDeeper) => {
  expect(isDeeperThan(JSON.parse(json), levels)).toBe(isDeeper);
});
