import { describe, expect, test } from 'vitest';
import {
  compareUris,
  differencesInWords,
  isNear,
  nearestUri,
} from '../../../utils/diagnosis/compare-uris';

const base = 'https://app.example.com/callback';

describe('compareUris', () => {
  test.each<[string, string, readonly string[]]>([
    [base, base, []],
    [`${base}/`, base, ['slash at the end']],
    ['https://app.example.com', 'https://app.example.com/', ['slash at the end']],
    ['https://app.example.com/Callback', base, ['path case']],
    ['http://app.example.com/callback', base, ['scheme']],
    ['https://app.example.com:8443/callback', base, ['port']],
    ['https://www.app.example.com/callback', base, ['www']],
    ['http://localhost:80/cb', 'http://127.0.0.1:80/cb', ['loopback name']],
    ['http://[::1]:80/cb', 'http://localhost:80/cb', ['loopback name']],
    ['https://APP.example.com/callback', base, ['host case']],
    ['https://bücher.example/cb', 'https://xn--bcher-kva.example/cb', ['host case']],
    ['https://app.exmaple.com/callback', base, ['host typo']],
    ['https://other.test/callback', base, ['host']],
    ['https://app.example.com/oauth/callback', base, ['path']],
    ['https://app.example.com/a%20b', 'https://app.example.com/a b', ['percent-encoding']],
    [`${base}?a=1`, base, ['query']],
    [`${base}#x`, base, ['fragment']],
    [` ${base}`, base, ['white space']],
    ['http://app.example.com/callback/', base, ['scheme', 'slash at the end']],
    ['com.example.app:/cb', 'com.example.app:/cb/', ['slash at the end']],
    ['', 'x', ['path']],
  ])('says how %s differs from %s', (one, other, kinds) => {
    expect(compareUris(one, other).map(({ kind }) => kind)).toEqual(kinds);
    expect(compareUris(other, one)).toHaveLength(kinds.length);
  });

  test('takes no longer for a hostile text', () => {
    expect(compareUris('://@'.repeat(50_000), ':'.repeat(50_000)).length).toBeGreaterThan(0);
  });
});

test('nearestUri finds the one that was meant', () => {
  expect(nearestUri(`${base}/`, ['https://other.test/', base])).toMatchObject({ uri: base });
  expect(nearestUri(base, [base, 'https://other.test/'])).toBeUndefined();
});

test('two small things are near, another host is not', () => {
  expect(isNear(compareUris('http://app.example.com/callback/', base))).toBe(true);
  expect(isNear(compareUris('https://other.test/callback', base))).toBe(false);
});

test('differencesInWords lists them for a sentence', () => {
  expect(differencesInWords(compareUris('http://app.example.com/callback/', base))).toBe(
    'the scheme (“http”, “https”) and a slash at the end, which only the first has',
  );
});
