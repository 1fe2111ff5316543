import { describe, expect, test } from 'vitest';
import { spreadOf } from './statistics.ts';

describe('spreadOf', () => {
  test.each([
    { readings: [7], median: 7, quartiles: [7, 7] },
    { readings: [3, 1, 2], median: 2, quartiles: [1.5, 2.5] },
    { readings: [4, 1, 3, 2], median: 2.5, quartiles: [1.75, 3.25] },
    // One reading that was disturbed moves neither.
    { readings: [10, 10, 10, 10, 9000], median: 10, quartiles: [10, 10] },
    // Numbers, not words: 9 is before 10.
    { readings: [10, 9, 100], median: 10, quartiles: [9.5, 55] },
  ])('of $readings', ({ readings, median, quartiles }) => {
    expect(spreadOf(readings)).toEqual({ median, quartiles, count: readings.length });
  });

  test('has no figure for what was not measured', () => {
    expect(() => spreadOf([])).toThrow('nothing was measured');
  });
});
