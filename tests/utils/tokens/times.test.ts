import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatCountdown,
  formatLocalTime,
  formatRelative,
  formatUtcTime,
} from '../../../utils/tokens/times';

const now = 1_795_273_452;

describe('formatLocalTime', () => {
  test.each([
    [now, 'UTC', '21 Nov 2026, 15:04:12'],
    [now, 'America/New_York', '21 Nov 2026, 10:04:12'],
    [0, 'UTC', '1 Jan 1970, 00:00:00'],
    [253402300799, 'UTC', '31 Dec 9999, 23:59:59'],
    [now * 1000, 'UTC', 'no date in seconds: looks like milliseconds (21 Nov 2026, 15:04:12)'],
    [NaN, 'UTC', 'no date: NaN'],
    [Infinity, 'UTC', 'no date: Infinity'],
    [8.65e12, 'UTC', 'no date: 8650000000000'],
    [-1e300, 'UTC', 'no date: -1e+300'],
    [0, 'Mars/Olympus', '1970-01-01T00:00:00.000Z'],
  ])('says %d in %s', (seconds, timeZone, expected) => {
    expect(formatLocalTime(seconds, 'en-GB', timeZone)).toBe(expected);
  });

  test('follows the locale', () => {
    expect(formatLocalTime(now, 'de-DE', 'UTC')).toBe('21.11.2026, 15:04:12');
    expect(formatLocalTime(now, 'no such locale', 'UTC')).toBe('2026-11-21T15:04:12.000Z');
  });
});

describe('formatRelative', () => {
  test.each([
    [0, 'now'],
    [0.5, 'now'],
    [12, 'in 0:12'],
    [3588, 'in 59:48'],
    [3600, 'in 1 h'],
    [11_520, 'in 3 h 12 min'],
    [5 * 86_400, 'in 5 d'],
    [10 * 365.25 * 86_400, 'in 10 y'],
    [-12, '12 s ago'],
    [-90, '1 min ago'],
    [-11_520, '3 h 12 min ago'],
    [-86_400, '1 d ago'],
    [now * 999, 'no date'],
    [NaN, 'no date'],
  ])('says %d seconds from now', (offset, expected) => {
    expect(formatRelative(now + offset, now * 1000)).toBe(expected);
  });
});

describe('formatCountdown', () => {
  test.each([
    [3588, '59:48'],
    [3599.5, '1:00:00'],
    [3723, '1:02:03'],
    [9, '0:09'],
    [0.2, '0:01'],
    [0, '0:00'],
    [-5, '0:00'],
    [NaN, '0:00'],
    [Infinity, '0:00'],
    [3 * 86_400 + 4 * 3600 + 59, '3 d 4 h'],
    [3 * 86_400, '3 d'],
  ])('says %d', (seconds, expected) => {
    expect(formatCountdown(seconds)).toBe(expected);
  });
});

test('no number makes a time throw', () => {
  fc.assert(
    fc.property(fc.double(), fc.double(), (seconds, nowMs) => {
      expect(formatLocalTime(seconds)).not.toBe('');
      expect(formatRelative(seconds, nowMs)).not.toMatch(/NaN|-/);
      expect(formatCountdown(seconds)).not.toMatch(/NaN|-/);
    }),
  );
});

describe('formatUtcTime', () => {
  test.each([
    [1_700_000_000, '2023-11-14 22:13:20 UTC'],
    [1_700_000_000.5, '2023-11-14 22:13:20 UTC'],
    [1_700_000_000_000, '2023-11-14 22:13:20 UTC'],
    [0, '1970-01-01 00:00:00 UTC'],
    [-1, '1969-12-31 23:59:59 UTC'],
    [1e300, undefined],
    [Number.NaN, undefined],
  ])('of %d', (seconds, text) => {
    expect(formatUtcTime(seconds)).toBe(text);
  });
});
