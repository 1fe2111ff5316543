import { describe, expect, test } from 'vitest';
import { fail } from '../../../utils/oauth/failure';

describe('fail', () => {
  test.each([
    ['a\u202Eb', String.raw`a\u202Eb`],
    ['\u2066a\u2069', String.raw`\u2066a\u2069`],
    ['\u061Ca\u200Eb\u200Fc', String.raw`\u061Ca\u200Eb\u200Fc`],
    ['\u202A\u202B\u202C\u202D', String.raw`\u202A\u202B\u202C\u202D`],
    // Words of languages that are written from right to left stay as they are.
    ['שגיאה', 'שגיאה'],
    [' a\n\tb. ', 'a b'],
    ['x'.repeat(301), `${'x'.repeat(299)}…`],
  ])('tells the cause %j in one line, and every turn of direction as an escape', (said, cause) => {
    expect(fail('unexpected', said, 'Wait.')).toEqual({
      ok: false,
      failure: { code: 'unexpected', cause, remedy: 'Wait.' },
    });
  });
});
