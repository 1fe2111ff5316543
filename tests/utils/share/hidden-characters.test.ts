import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withEscapes } from '../../../utils/share/hidden-characters';

describe('withEscapes', () => {
  test.each([
    ['a\u202Eb', String.raw`a\u202Eb`],
    ['zero\u200Bwidth', String.raw`zero\u200Bwidth`],
    ['\u2066x\u2069', String.raw`\u2066x\u2069`],
    ['tag \u{E0041}', String.raw`tag \uDB40\uDC41`],
    ['filler \u3164', String.raw`filler \u3164`],
    ['Grüße ☃ 日本\n', 'Grüße ☃ 日本\n'],
  ])('writes %j as %j', (text, expected) => {
    expect(withEscapes(text)).toBe(expected);
  });

  test('changes nothing of what JSON says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = withEscapes(JSON.stringify({ text }));
        expect(JSON.parse(written)).toEqual({ text });
        expect(written).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
      }),
    );
  });
});
