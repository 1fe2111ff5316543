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
        provider="generic-oauth2"
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

  test('says what the provider says that a scope is for, before what the specification says', () => {
    const row = { requested: true, granted: true, inToken: true } as const;
    render(
      <ScopesTable
        provider="apaleo-store-app"
        scopes={[
          { ...row, scope: 'reservations.read', meaning: undefined },
          { ...row, scope: 'openid', meaning: 'Sign in' },
          { ...row, scope: 'email', meaning: 'E-mail address' },
          { ...row, scope: 'payments.read', meaning: undefined },
        ]}
      />,
    );
    expect(
      screen
        .getAllByRole('row')
        .slice(1)
        .map((one) => cellsOf(one).at(-1)),
    ).toEqual([
      'Read reservations',
      'Sign the user in: an ID token comes back',
      'E-mail address',
      'Defined by this server',
    ]);
  });

  test('says that a scope is set at the provider, and marks it where it was not granted', () => {
    const row = { requested: 'registered', inToken: 'unknown', meaning: undefined } as const;
    render(
      <ScopesTable
        provider="pipedrive"
        scopes={[
          { ...row, scope: 'base', granted: true },
          { ...row, scope: 'deals:read', granted: false },
        ]}
      />,
    );
    const [, granted, denied] = screen.getAllByRole('row');
    expect(granted && cellsOf(granted).slice(0, 4)).toEqual([
      'base',
      'at the provider',
      'yes',
      'unknown',
    ]);
    expect(denied && cellsOf(denied).slice(1, 3)).toEqual(['at the provider', 'no']);
  });

  test.each(hostileTexts)('shows hostile text %# as text', (scope) => {
    const { container } = render(
      <ScopesTable
        provider="generic-oauth2"
        scopes={[{ scope, requested: true, granted: true, inToken: true, meaning: scope }]}
      />,
    );
    const cells = cellsOf(screen.getAllByRole('row')[1] ?? document.body);
    expect([cells[0], cells[4]]).toEqual([scope, scope]);
    expect(container.querySelectorAll('img, script, b')).toHaveLength(0);
  });
});
