import { render, screen, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { ScopesTable } from '../../components/runs/ScopesTable';
import { hostileTexts, useFreshPage } from './page';

useFreshPage();

const cellsOf = (row: HTMLElement) =>
  [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim());

describe('ScopesTable', () => {
  test('says of each scope whether it was requested, granted and in the token', () => {
    render(
      <ScopesTable
        scopes={[
          { scope: 'openid', requested: true, granted: true, inToken: false, meaning: 'Sign in' },
          { scope: 'a:b', requested: true, granted: false, inToken: 'unknown', meaning: undefined },
          { scope: 'c', requested: false, granted: 'unknown', inToken: true, meaning: undefined },
        ]}
      />,
    );
    const table = screen.getByRole('table', { name: 'Scopes' });
    expect(within(table).getAllByRole('row').map(cellsOf)).toEqual([
      ['Scope', 'Requested', 'Granted', 'In token', 'Meaning'],
      ['openid', 'yes', 'yes', 'no', 'Sign in'],
      ['a:b', 'yes', 'no', 'unknown', 'Defined by this server'],
      ['c', 'no', 'unknown', 'yes', 'Defined by this server'],
    ]);
  });

  test.each(hostileTexts)('shows hostile text %# as text', (scope) => {
    const { container } = render(
      <ScopesTable
        scopes={[{ scope, requested: true, granted: true, inToken: true, meaning: scope }]}
      />,
    );
    const cells = cellsOf(screen.getAllByRole('row')[1] ?? document.body);
    expect([cells[0], cells[4]]).toEqual([scope, scope]);
    expect(container.querySelectorAll('img, script, b')).toHaveLength(0);
  });
});
