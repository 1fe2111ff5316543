import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withFigures } from './readme-section.ts';

describe('withFigures', () => {
  test('takes the place of what is between the comments, and of nothing else', () => {
    const before = '# A\n\n<!-- figures -->\n\nold\n\n<!-- /figures -->\n\n# B\n';
    const after = '# A\n\n<!-- figures -->\n\nnew\n\n<!-- /figures -->\n\n# B\n';
    expect(withFigures(before, 'new\n')).toBe(after);
    expect(withFigures(after, 'new')).toBe(after);
  });

  test.each(['', '<!-- figures -->', '<!-- /figures --> <!-- figures -->'])(
    'refuses a README without them: %s',
    (readme) => {
      expect(() => withFigures(readme, 'new')).toThrow('The README needs <!-- figures -->');
    },
  );

  test('finds them in the README', () => {
    const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');
    expect(withFigures(readme, 'new')).toContain('\n\nnew\n\n');
  });
});
