import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hiddenCharacters, splitVisible, visibleText } from '../../../utils/tokens/show-value';

describe('splitVisible', () => {
  test('parts what can be seen from what cannot', () => {
    expect(splitVisible('a\u202eb\u0000')).toEqual([
      { kind: 'text', content: 'a' },
      { kind: 'hidden', content: 'U+202E' },
      { kind: 'text', content: 'b' },
      { kind: 'hidden', content: 'U+0000' },
    ]);
    expect(splitVisible('')).toEqual([]);
  });

  test.each(['plain', 'a\n\tb', '👩‍👩‍👧', 'سلام'])('leaves %j whole', (text) => {
    expect(splitVisible(text)).toEqual([{ kind: 'text', content: text }]);
  });

  test('loses nothing that can be seen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const kept = splitVisible(text).filter(({ kind }) => kind === 'text');
        let from = 0;
        for (const { content } of kept) {
          const index = text.indexOf(content, from);
          expect(index).toBeGreaterThanOrEqual(0);
          from = index + content.length;
        }
      }),
    );
  });
});

describe('visibleText', () => {
  test('writes code points for what cannot be seen', () => {
    expect(visibleText('\u202egnitset\u202c')).toBe('U+202EgnitsetU+202C');
  });
});

describe('hiddenCharacters', () => {
  test('names each once, and only the first few', () => {
    expect(hiddenCharacters('a\u202eb\u202e')).toEqual([
      { shown: 'U+202E', effect: 'which reverses what follows' },
    ]);
    expect(hiddenCharacters('\u0000\u0001\u0002\u0003\u0004\u0005')).toHaveLength(4);
    expect(hiddenCharacters('plain')).toEqual([]);
  });
});
