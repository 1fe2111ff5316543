import { describe, expect, test } from 'vitest';
import { normalisePassphrase, passphraseProblem } from '../../../utils/vault/passphrase';

describe('normalisePassphrase', () => {
  test.each([
    ['composed and decomposed letters', 'Ku\u0308ste', 'K\u00FCste'],
    ['the blank that Option and the space bar type', 'a\u00A0b', 'a b'],
    ['an ideographic space', 'a\u3000b', 'a b'],
  ])('takes for one: %s', (_, one, other) => {
    expect(normalisePassphrase(one)).toBe(normalisePassphrase(other));
  });

  test.each([
    ['² and 2', '²', '2'],
    ['a ligature and its letters', 'ﬁ', 'fi'],
    ['capitals and small letters', 'A', 'a'],
    ['blanks at the end and none', 'a ', 'a'],
  ])('tells apart: %s', (_, one, other) => {
    expect(normalisePassphrase(one)).not.toBe(normalisePassphrase(other));
  });
});

describe('passphraseProblem', () => {
  const problem = 'The passphrase needs at least 8 characters. Several words are a good one.';

  test.each(['', '1234567', 'u\u0308'.repeat(7), '😀'.repeat(7)])('refuses %j', (passphrase) => {
    expect(passphraseProblem(passphrase)).toBe(problem);
  });

  test.each(['12345678', '😀'.repeat(8), 'x'.repeat(10_000)])('takes %j', (passphrase) => {
    expect(passphraseProblem(passphrase)).toBeUndefined();
  });
});
