import { render, screen, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { ClaimsTable } from '../../components/tokens/ClaimsTable';
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
    expect(row?.slice(0, 2)).toEqual([text, text]);
    expect(list?.[1]).toBe(JSON.stringify([text]));
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
    expect(exp?.[1]).toBe(`${formatLocalTime(1_800_000_065)} in 1:05 1800000065`);
    expect(iat?.[1]).toBe(`${formatLocalTime(1_799_999_940)} 1 min ago 1799999940`);
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
});
