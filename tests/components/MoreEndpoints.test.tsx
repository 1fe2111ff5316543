import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { ClientForm } from '../../components/clients/ClientForm';
import { type ClientFormValues, emptyForm } from '../../utils/clients/client-form';
import { readClients } from '../../utils/platform/clients-storage';
import { connectFreshClients, useFreshPage } from './page';
import { startWorker } from './worker';

useFreshPage();
beforeEach(() => {
  startWorker();
});

const LABELS = [
  'Introspection endpoint',
  'Revocation endpoint',
  'User info endpoint',
  'End session endpoint',
] as const;

async function show(provider: string, values: Partial<ClientFormValues> = {}) {
  await connectFreshClients();
  render(
    <ClientForm
      draft={{ id: 'id', slug: 'slug', values: { ...emptyForm(provider), ...values } }}
      saved={undefined}
    />,
  );
  return userEvent.setup();
}

const shown = () => LABELS.filter((label) => screen.queryByLabelText(label) !== null);
const isOpen = () =>
  screen.getByText('More endpoints').closest('details')?.hasAttribute('open') ?? false;

const tokenEndpoint = 'https://auth.example.com/token';

describe('MoreEndpoints', () => {
  test.each<[string, string, Partial<ClientFormValues>, readonly string[]]>([
    ['typed endpoints', 'generic-oauth2', {}, LABELS],
    ['a client without a user', 'apaleo-custom-app', {}, LABELS.slice(0, 2)],
    ['discovery that was not made', 'generic-oidc', {}, []],
    ['discovery that found none', 'generic-oidc', { tokenEndpoint }, []],
    [
      'discovery that found one',
      'generic-oidc',
      { tokenEndpoint, userInfoEndpoint: 'https://auth.example.com/me' },
      ['User info endpoint'],
    ],
  ])('of %s', async (_, provider, values, labels) => {
    await show(provider, values);
    expect(shown()).toEqual(labels);
  });

  test('are stored with the client', async () => {
    const user = await show('generic-oauth2', {
      clientId: 'cid',
      tokenEndpoint,
      authorizationEndpoint: 'https://auth.example.com/authorize',
    });
    expect(isOpen()).toBe(false);
    const expected = ['introspection', 'revocation', 'userInfo', 'endSession'];
    for (const [index, label] of LABELS.entries()) {
      await user.type(screen.getByLabelText(label), `https://auth.example.com/${index}`);
    }
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByText('Saved');
    const document = await readClients();
    expect(document.ok && document.clients[0]?.endpoints).toMatchObject(
      Object.fromEntries(
        expected.map((name, index) => [name, `https://auth.example.com/${index}`]),
      ),
    );
  });

  test('open where tokens would go to another server, and say so', async () => {
    await show('generic-oauth2', {
      tokenEndpoint,
      revocationEndpoint: 'https://other.example/revoke',
    });
    expect(isOpen()).toBe(true);
    expect(
      screen.getByText(
        'other.example is another server than that of the token endpoint, auth.example.com: it gets the tokens of this client.',
      ),
    ).toBeDefined();
  });

  test('keep a client from being saved while one is no address', async () => {
    const user = await show('generic-oauth2', {
      clientId: 'cid',
      tokenEndpoint,
      authorizationEndpoint: 'https://auth.example.com/authorize',
      endSessionEndpoint: 'out',
    });
    expect(isOpen()).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByText('Not saved: 1 field needs correction.');
  });
});
