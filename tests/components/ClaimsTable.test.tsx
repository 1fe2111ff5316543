import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { ClaimsTable } from '../../components/tokens/ClaimsTable';
import { membersOf } from '../../utils/tokens/json-members';
import { prettyJson } from '../../utils/tokens/pretty-json';
import { visibleText } from '../../utils/tokens/show-value';
import { formatLocalTime } from '../../utils/tokens/times';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

const rows = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent));

describe('ClaimsTable', () => {
  test('has a row for each claim, in their order, with its meaning', () => {
    render(<ClaimsTable name="Claims" members={{ sub: 'ada', of_ours: [1, { a: null }] }} />);
    const [header, sub, ours] = rows(screen.getByRole('table', { name: 'Claims' }));
    expect(header).toEqual(['Claim', 'Value', 'Meaning']);
    expect(sub?.slice(0, 2)).toEqual(['sub', 'ada']);
    expect(sub?.[2]).not.toBe('');
    expect(ours).toEqual(['of_ours', '[1,{"a":null}]', '']);
  });

  test('is a table of parameters for the header', () => {
    render(<ClaimsTable name="Header" members={{ alg: 'RS256', exp: 5 }} />);
    const [header, alg, exp] = rows(screen.getByRole('table', { name: 'Header' }));
    expect(header).toEqual(['Parameter', 'Value', 'Meaning']);
    expect(alg?.slice(0, 2)).toEqual(['alg', 'RS256']);
    expect(exp?.[1]).toBe('5');
  });

  test.each(hostileTexts)('shows hostile text %# as text, in name and value', (text) => {
    const { container } = render(
      <ClaimsTable name="Claims" members={{ [text]: text, list: [text] }} />,
    );
    const [, row, list] = rows(screen.getByRole('table', { name: 'Claims' }));
    const shown = visibleText(text);
    const isLong = shown.length > 300;
    expect(row?.[0]).toBe(shown);
    if (isLong) expect(row?.[1]).toContain(`${shown.slice(0, 300)}…Show all`);
    else {
      expect(row?.[1]).toBe(shown);
      expect(list?.[1]).toBe(visibleText(prettyJson(JSON.stringify([text]))));
    }
    expect(container.querySelectorAll('img, script, b')).toHaveLength(0);
    expect(container.querySelectorAll('tbody tr')).toHaveLength(2);
  });

  test('shows a claim that is called __proto__', () => {
    const members = JSON.parse('{"__proto__":"x","constructor":"y"}');
    render(<ClaimsTable name="Claims" members={members} />);
    expect(rows(screen.getByRole('table')).slice(1)).toEqual([
      ['__proto__', 'x', ''],
      ['constructor', 'y', ''],
    ]);
  });

  test('shows time claims as local time, relative to now, and as they are', () => {
    vi.useFakeTimers({ now: 1_800_000_000_000 });
    render(<ClaimsTable name="Claims" members={{ exp: 1_800_000_065, iat: 1_799_999_940 }} />);
    const [, exp, iat] = rows(screen.getByRole('table'));
    expect(exp?.[1]).toBe(
      `${formatLocalTime(1_800_000_065)} in 1:05 1800000065 2027-01-15 08:01:05 UTC`,
    );
    expect(iat?.[1]).toBe(
      `${formatLocalTime(1_799_999_940)} 1 min ago 1799999940 2027-01-15 07:59:00 UTC`,
    );
  });

  test('shows a time claim that is no number as it is', () => {
    render(<ClaimsTable name="Claims" members={{ exp: 'soon', iat: null, nbf: true }} />);
    expect(
      rows(screen.getByRole('table'))
        .slice(1)
        .map((cells) => cells[1]),
    ).toEqual(['soon', 'null', 'true']);
  });

  test.each([1e300, -1, 0, 1_800_000_000_000, 0.5])('takes the time %d', (exp) => {
    render(<ClaimsTable name="Claims" members={{ exp }} />);
    expect(rows(screen.getByRole('table'))[1]?.[1]).toContain(String(exp));
  });

  test('shows numbers and duplicates as they stand, and marks them', () => {
    const text = '{"n":12345678901234567890,"sub":"a","sub":"b","deep":{"f":1e400}}';
    render(<ClaimsTable name="Claims" members={membersOf(text)} />);
    const [, n, first, second, deep] = rows(screen.getByRole('table', { name: 'Claims' }));
    expect(n?.[1]).toBe('12345678901234567890');
    expect(n?.[2]).toContain('beyond 2^53');
    expect([first?.[1], second?.[1]]).toEqual(['a', 'b']);
    expect(first?.[2]).toContain('Stands 2 times');
    expect(deep?.[1]).toBe('{"f":1e400}');
    expect(deep?.[2]).toContain('In deep.f: 1e400 is too large');
  });

  test('shows code points of what cannot be seen, apart from the text around', () => {
    render(<ClaimsTable name="Claims" members={{ name: 'a\u202eb' }} />);
    const row = screen.getByRole('row', { name: /^name/ });
    expect(within(row).getByText('U+202E')).toBeDefined();
    expect(row.querySelector('code bdi')?.textContent).toBe('aU+202Eb');
    expect(row.textContent).toContain('Holds U+202E, which reverses what follows');
  });

  test('folds a long value, of which claim its button says', async () => {
    const user = userEvent.setup();
    render(<ClaimsTable name="Claims" members={{ long: 'x'.repeat(5000) }} />);
    expect(rows(screen.getByRole('table'))[1]?.[1]).not.toContain('x'.repeat(301));
    await user.click(screen.getByRole('button', { name: 'Show all of claim long' }));
    expect(rows(screen.getByRole('table'))[1]?.[1]).toContain('x'.repeat(5000));
    await user.click(screen.getByRole('button', { name: 'Show less of claim long' }));
    expect(rows(screen.getByRole('table'))[1]?.[1]).not.toContain('x'.repeat(301));
  });

  test.each([
    ['Copy claim name', 'Ada \u202e'],
    ['Copy claim n', '12345678901234567890'],
    ['Copy claim list', '[ 1 ]'],
  ])('%s: exactly', async (button, text) => {
    const user = userEvent.setup();
    const source = '{"name":"Ada \\u202e","n":12345678901234567890,"list":[ 1 ]}';
    render(<ClaimsTable name="Claims" members={membersOf(source)} />);
    await user.click(screen.getByRole('button', { name: button }));
    expect(await navigator.clipboard.readText()).toBe(text);
  });

  test('explains values and scopes, in the words of the provider where it has some', () => {
    render(
      <ClaimsTable
        name="Claims"
        members={{ amr: ['otp'], scope: 'openid read' }}
        scopeMeaning={(scope) => (scope === 'read' ? 'Read everything' : undefined)}
      />,
    );
    const [, amr, scope] = rows(screen.getByRole('table', { name: 'Claims' }));
    expect(amr?.[2]).toContain('otp One-time password');
    expect(amr?.[2]).toContain('OpenID Connect Core §2');
    expect(scope?.[2]).toContain('openid Sign the user in');
    expect(scope?.[2]).toContain('read Read everything');
  });

  test('takes claims of any number and depth', () => {
    const many = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => [`c${index}`, index]),
    );
    const { unmount } = render(<ClaimsTable name="Claims" members={many} />);
    expect(rows(screen.getByRole('table')).length).toBeLessThan(1000);
    unmount();
    const deep = `{"deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    render(<ClaimsTable name="Claims" members={membersOf(deep)} />);
    expect(rows(screen.getByRole('table'))[1]?.[1]).toContain('[');
  });
});
