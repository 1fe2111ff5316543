import { describe, expect, test } from 'vitest';
import type { Budget, Figure } from './figure.ts';
import { tableOf } from './table.ts';

const spread = (median: number, around = 0) => ({
  median,
  quartiles: [median - around, median + around] as const,
  count: 5,
});
const figure = (product: number, minimal: number, budget?: Budget): Figure => ({
  name: 'Popup',
  unit: 'ms',
  product: spread(product, 2),
  minimal: spread(minimal),
  ...(budget === undefined ? {} : { budget }),
});
const cells = (one: Figure) =>
  (tableOf([one]).split('\n').at(-1) ?? '')
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

describe('tableOf', () => {
  test('shows medians with their quartiles, and the ratio', () => {
    expect(cells(figure(30, 20))).toEqual(['Popup', '30 ms (28–32)', '20 ms', '1.50 ×', '']);
  });

  test('says what is counted besides, and keeps three digits', () => {
    expect(cells({ ...figure(1234.56, 0.1234), note: 'more' })).toEqual([
      'Popup (more)',
      '1,235 ms (1,233–1,237)',
      '0.123 ms',
      '10004.54 ×',
      '',
    ]);
  });

  test.each([
    { budget: { ratio: 1.5 }, verdict: '≤ 1.5 ×: met' },
    { budget: { ratio: 1.25 }, verdict: '≤ 1.25 ×: missed by 20 %' },
    { budget: { value: 30 }, verdict: '≤ 30 ms: met' },
    { budget: { value: 29.99 }, verdict: '≤ 29.99 ms: missed by 1 %' },
  ])('holds a figure against its budget: $verdict', ({ budget, verdict }) => {
    expect(cells(figure(30, 20, budget)).at(-1)).toBe(verdict);
  });

  test('is one that Markdown reads', () => {
    const lines = tableOf([figure(30, 20), figure(3, 2)]).split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^(?:\| -{3,} )+\|$/);
    expect(new Set(lines.map((line) => line.split('|').length))).toEqual(new Set([7]));
  });
});
