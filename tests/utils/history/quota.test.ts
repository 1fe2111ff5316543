import { describe, expect, test } from 'vitest';
import { bytesInWords, oldestInWords, runsToForget } from '../../../utils/history/quota';
import { keptSummary } from './sample-kept';

const kept = [3, 1, 2].map((number) => keptSummary(number));
const ids = (runs: readonly { readonly id: string }[]) => runs.map(({ id }) => id);
const roomy = { maxRuns: 10, maxBytes: 10_000 };

describe('runsToForget', () => {
  test.each([
    ['nothing while there is room', { id: 'new', bytes: 100 }, roomy, []],
    ['nothing at exactly the number', { id: 'new', bytes: 100 }, { ...roomy, maxRuns: 4 }, []],
    ['the oldest of one too many', { id: 'new', bytes: 100 }, { ...roomy, maxRuns: 3 }, ['run-1']],
    [
      'the oldest until the bytes fit',
      { id: 'new', bytes: 150 },
      { ...roomy, maxBytes: 300 },
      ['run-1', 'run-2'],
    ],
    ['nothing for one that is replaced', { id: 'run-3', bytes: 100 }, { ...roomy, maxRuns: 3 }, []],
    ['what is beyond a lower number', undefined, { ...roomy, maxRuns: 1 }, ['run-1', 'run-2']],
    [
      'all others for one that fills everything, and never that one',
      { id: 'new', bytes: 20_000 },
      roomy,
      ['run-1', 'run-2', 'run-3'],
    ],
  ] as const)('%s', (_, incoming, quota, expected) => {
    expect(ids(runsToForget(kept, incoming, quota))).toEqual(expected);
  });

  test('keeps an incoming run that is older than all', () => {
    const old = { id: 'old', startedAt: 0, bytes: 1 };
    expect(ids(runsToForget(kept, old, { ...roomy, maxRuns: 3 }))).toEqual(['run-1']);
  });

  test('chooses the same of several of one time', () => {
    const twins = ['b', 'a'].map((id) => keptSummary(1, { id }));
    expect(ids(runsToForget(twins, undefined, { ...roomy, maxRuns: 1 }))).toEqual(['a']);
    expect(ids(runsToForget(twins.toReversed(), undefined, { ...roomy, maxRuns: 1 }))).toEqual([
      'a',
    ]);
  });
});

describe('oldestInWords', () => {
  test.each([
    [[keptSummary(1)], 'the oldest kept run, from 3 Nov 2026'],
    [kept, 'the 3 oldest kept runs, from 3 Nov 2026'],
    [
      [keptSummary(1), keptSummary(2, { startedAt: Date.UTC(2026, 10, 5, 12) })],
      'the 2 oldest kept runs, from 3 Nov 2026 to 5 Nov 2026',
    ],
  ])('%#', (runs, words) => {
    expect(oldestInWords(runs)).toBe(words);
  });
});

test.each([
  [999, '999 bytes'],
  [1500, '1.5 kB'],
  [100_000_000, '100.0 MB'],
])('bytesInWords(%d)', (bytes, words) => {
  expect(bytesInWords(bytes)).toBe(words);
});
