import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareClaims, isSameJson } from '../../../utils/tokens/compare-claims';

describe('compareClaims', () => {
  test('lists what differs, the newer token first', () => {
    expect(
      compareClaims(
        { gone: 1, same: [1, { b: 2, a: 1 }], other: 'x' },
        {
          other: 'y',
          same: [1, { a: 1, b: 2 }],
          came: null,
        },
      ),
    ).toEqual([
      { name: 'other', before: 'x', after: 'y' },
      { name: 'came', before: undefined, after: null },
      { name: 'gone', before: 1, after: undefined },
    ]);
  });

  test('finds no difference between any claims and themselves, and sees names of objects as names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (claims) => {
        const copy = JSON.parse(JSON.stringify(claims)) as typeof claims;
        expect(compareClaims(copy as never, copy as never)).toEqual([]);
      }),
    );
    expect(compareClaims({}, { constructor: 'x' })).toHaveLength(1);
  });
});

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
});
