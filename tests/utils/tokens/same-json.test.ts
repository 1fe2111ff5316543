import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../../utils/tokens/json';
import { isSameJson } from '../../../utils/tokens/same-json';

describe('isSameJson', () => {
  test.each([
    [1, '1', false],
    [[1, 2], [2, 1], false],
    [{ a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }, true],
    [undefined, null, false],
    [undefined, undefined, true],
  ])('%j and %j: %s', (one, other, same) => {
    expect(isSameJson(one, other)).toBe(same);
  });

  test('finds no difference between a value and its copy', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const copy = JSON.parse(JSON.stringify(value)) as JsonValue;
        expect(isSameJson(copy, JSON.parse(JSON.stringify(copy)) as JsonValue)).toBe(true);
      }),
    );
  });
});
