import { describe, expect, test } from 'vitest';
import {
  listed,
  quoted,
  roughSpanInWords,
  sentence,
  spanInWords,
} from '../../../utils/diagnosis/words';

describe('quoted', () => {
  test.each<[string, number | undefined, string]>([
    ['a', undefined, '“a”'],
    ['', undefined, '“”'],
    ['a\n b', undefined, '“a  b”'],
    ['a\u202Eb\u0000', undefined, String.raw`“a\u202Eb\u0000”`],
    ['abcdef', 4, '“abc…”'],
  ])('%j', (value, most, shown) => {
    expect(quoted(value, most)).toBe(shown);
  });
});

test('listed names the first few', () => {
  expect(listed(['a'])).toBe('“a”');
  expect(listed(['a', 'b', 'c'])).toBe('“a”, “b” and “c”');
  expect(listed(['a', 'b', 'c'], 2)).toBe('“a”, “b” and 1 more');
});

test('sentence has a capital and an end', () => {
  expect(sentence('it failed')).toBe('It failed.');
  expect(sentence('It says “no”')).toBe('It says “no”');
});

test.each<[number, string]>([
  [400, '0.4 s'],
  [30_000, '30 s'],
  [125_000, '2 min 5 s'],
  [600_000, '10 min'],
  [2 * 3_600_000, '2 h'],
  [2 * 3_600_000 + 60_000, '2 h 1 min'],
])('%i ms are %s', (milliseconds, words) => {
  expect(spanInWords(milliseconds)).toBe(words);
});

test.each<[number, string]>([
  [30_000, '30 s'],
  [599_000, 'about 10 min'],
  [2 * 3_600_000 - 1000, 'about 2 h'],
])('%i ms are roughly %s', (milliseconds, words) => {
  expect(roughSpanInWords(milliseconds)).toBe(words);
});
