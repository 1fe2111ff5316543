import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { ClientForm } from '../../components/clients/ClientForm';
import { emptyForm } from '../../utils/clients/client-form';
import { templates } from '../../utils/clients/templates/all-templates';
import { connectFreshClients, useFreshPage } from './page';

useFreshPage();

async function show(provider: string, scopes = '') {
  await connectFreshClients();
  render(
    <ClientForm
      draft={{ id: 'new-id', slug: 'new-slug', values: { ...emptyForm(provider), scopes } }}
      saved={undefined}
    />,
  );
  return userEvent.setup();
}

const field = () => screen.getByRole('textbox', { name: 'Scopes' });
const known = () => within(screen.getByRole('list', { name: 'Catalogue' }));
const names = () =>
  known()
    .queryAllByRole('listitem')
    .map((item) => item.querySelector('code')?.textContent);

describe('ScopesField', () => {
  test('offers every scope of the provider, with what it is for', async () => {
    const user = await show('apaleo-store-app');
    const { scopes } = templates['apaleo-store-app'];
    await user.click(screen.getByText(`Scopes of apaleo store app (${scopes.length})`));
    expect(names()).toEqual(scopes.map(({ name }) => name));
    const words = (name: string) =>
      screen.getByRole('checkbox', { name: new RegExp(`^${name}\\b`) }).closest('li')?.textContent;
    expect(words('availability.read')).toBe('availability.readRetrieve availability information');
    expect(words('account.suspend')).toBe('account.suspendseen at third parties only');
  });

  test('finds scopes by name and by meaning, with every word', async () => {
    const user = await show('apaleo-store-app');
    await user.click(screen.getByText(/^Scopes of apaleo store app/));
    const search = screen.getByRole('searchbox', { name: 'Search the catalogue' });
    await user.type(search, 'AVAILABILITY retrieve');
    expect(names()).toEqual(['availability.read']);
    await user.clear(search);
    await user.type(search, 'no such thing');
    expect(names()).toEqual([]);
    expect(screen.getByText('No scope matches.')).toBeDefined();
    await user.clear(search);
    await user.type(search, '.*');
    expect(names()).toEqual([]);
  });

  test('ticks and unticks what is typed, and leaves the rest', async () => {
    const user = await show('pleo', 'users:read, of-my-own');
    await user.click(screen.getByText(/^Scopes of Pleo/));
    const box = (name: string) => screen.getByRole('checkbox', { name: new RegExp(`^${name}\\b`) });
    expect(box('users:read')).toHaveProperty('checked', true);
    expect(box('vendors:read')).toHaveProperty('checked', false);
    await user.click(box('vendors:read'));
    expect(field()).toHaveProperty('value', 'users:read of-my-own vendors:read');
    await user.click(box('users:read'));
    expect(field()).toHaveProperty('value', 'of-my-own vendors:read');
    await user.type(field(), ' users:read');
    expect(box('users:read')).toHaveProperty('checked', true);
  });

  test('offers no catalogue where none is known', async () => {
    await show('generic-oauth2');
    expect(screen.queryByRole('list', { name: 'Catalogue' })).toBeNull();
    expect(field()).toBeDefined();
  });

  test('says that scopes are not sent, where they belong to the app', async () => {
    await show('pipedrive', 'base');
    expect(screen.getByText(/the authorization request does not carry them/)).toBeDefined();
  });
});
