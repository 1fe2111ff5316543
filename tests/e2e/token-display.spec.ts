import { expect, goTo } from './support/extension.ts';
import { rowsOf, tokenRegion } from './support/run.ts';
import { test } from './support/servers.ts';

test.use({ sharesBrowser: true });

const encode = (text: string) => Buffer.from(text).toString('base64url');
const HEADER = encode('{"alg":"RS256"}');
const SIGNATURE = Buffer.alloc(256, 1).toString('base64url');

test('shows a token exactly, however odd or large', async ({ workbench }) => {
  await goTo(workbench, '#/inspect');
  const paste = workbench.getByRole('textbox', { name: 'Paste anything' });
  const token = tokenRegion(workbench, 'Token');
  const claims = token.getByRole('table', { name: 'Claims' });

  await test.step('duplicates, large numbers and hidden characters', async () => {
    const odd = '{"sub":"a","sub":"b","n":12345678901234567890,"x":"\\u202eab"}';
    await paste.fill(`${HEADER}.${encode(odd)}.${SIGNATURE}`);
    const rows = await rowsOf(claims);
    expect(rows.map(([name, value]) => [name, value])).toEqual([
      ['sub', 'a'],
      ['sub', 'b'],
      ['n', '12345678901234567890'],
      ['x', 'U+202Eab'],
    ]);
    await expect(token.getByLabel('Summary')).toContainText('Whose');
  });

  await test.step('a copy button for each claim, by keyboard too', async () => {
    const copy = token.getByRole('button', { name: 'Copy claim n', exact: true });
    await copy.focus();
    await expect(copy.locator('..')).toHaveCSS('opacity', '1');
  });

  await test.step('the character at which it breaks', async () => {
    await paste.fill(`${HEADER}.${encode('{"sub":"a"}')}.${SIGNATURE.slice(0, 300)}!`);
    await expect(token.locator('mark')).toHaveText('!');
  });

  await test.step('ten thousand claims, a part at a time', async () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `"c${index}":${index}`);
    await paste.fill(`${HEADER}.${encode(`{${many.join(',')}}`)}.${SIGNATURE}`);
    await expect(claims.getByRole('row')).toHaveCount(501);
    await claims.getByRole('row').last().scrollIntoViewIfNeeded();
    await expect(claims.getByRole('row', { name: /^c150 / })).toBeAttached();
  });
});
