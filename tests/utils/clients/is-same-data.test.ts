import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameData } from '../../../utils/clients/is-same-data';

describe('isSameData', () => {
  test.each<[unknown, unknown, boolean]>([
    [1, 1, true],
    [1, '1', false],
    [0, false, false],
    [null, null, true],
    [null, undefined, false],
    [null, {}, false],
    [undefined, undefined, true],
    [Number.NaN, Number.NaN, true],
    [{}, {}, true],
    [[], {}, false],
    [{}, [], false],
    [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, false],
    [{ a: undefined }, { b: undefined }, false],
    [{ a: 1, b: 2 }, { a: 1 }, false],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 2 }] } }, true],
    [{ a: { b: [1, { c: 2 }] } }, { a: { b: [1, { c: 3 }] } }, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [['a'], { 0: 'a' }, false],
    [{ toString: 1 }, {}, false],
    [{}, { toString: 1 }, false],
  ])('%j and %j: %s', (a, b, expected) => {
    expect(isSameData(a, b)).toBe(expected);
    expect(isSameData(b, a)).toBe(expected);
  });

  test('finds a copy the same, and one with another member not', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        // JSON knows no -0.
        const plain: unknown = JSON.parse(JSON.stringify(data));
        expect(isSameData(plain, structuredClone(plain))).toBe(true);
        expect(isSameData({ of: plain }, { of: plain, more: null })).toBe(false);
      }),
    );
  });
});
