import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ClientPage } from '../../components/clients/ClientPage';
import type { Client, ClientSecret } from '../../utils/clients/client';
import { readClients, updateClients } from '../../utils/platform/clients-storage';
import { readSecretValues } from '../../utils/platform/secrets-storage';
import { connectSecrets, writeSecrets } from '../../utils/state/secrets-store';
import { connectVault, createVault, lockVault } from '../../utils/state/vault-store';
import { sampleClient } from '../utils/clients/sample-client';
import { connectFreshClients, useFreshPage } from './page';
import { startWorker } from './worker';

useFreshPage();
beforeEach(() => {
  startWorker();
});

/** Sealing takes its time on purpose, and a slow machine is no fault. */
const SLOW_MS = 30_000;

const first: ClientSecret = {
  id: '1',
  description: 'First',
  addedAt: Date.UTC(2026, 0, 31, 12),
  state: 'active',
  isRemembered: false,
};

async function show(secrets: readonly ClientSecret[] = [first], changes: Partial<Client> = {}) {
  const client = { ...sampleClient, secrets, ...changes };
  await updateClients(() => [client]);
  await writeSecrets(
    client.id,
    secrets
      .filter(({ state }) => state !== 'retired')
      .map(({ id, isRemembered }) => ({ id, isRemembered, value: `value-${id}` })),
  );
  connectVault();
  connectSecrets();
  await connectFreshClients();
  render(<ClientPage clientId={client.id} />);
  await screen.findByLabelText('Client secret');
  return userEvent.setup();
}

const press = (name: string) => screen.getByRole('button', { name });
const active = () => screen.getByLabelText('Client secret');
const others = () =>
  within(screen.getByRole('list', { name: 'Other secrets' }))
    .getAllByRole('listitem')
    .map((item) => item.querySelector('span')?.textContent);

async function save(user: ReturnType<typeof userEvent.setup>) {
  await user.click(press('Save client'));
  await screen.findByText('Saved');
  // Nobody else has stored anything, and nothing is left to save.
  await waitFor(() => expect(screen.queryByText(/^Not saved yet/)).toBeNull());
  expect(screen.queryByText(/was changed elsewhere/)).toBeNull();
}

const storedSecrets = async () => {
  const document = await readClients();
  const [client] = document.ok ? document.clients : [];
  return client?.secrets.map(({ id, description, state }) => [id, description, state]);
};

const storedValues = async () => (await readSecretValues())[sampleClient.id];

describe('SecretsField', () => {
  test('shows the secret in use, with what is noted of it', async () => {
    await show();
    expect(active()).toHaveProperty('value', 'value-1');
    expect(screen.getByLabelText('Secret description')).toHaveProperty('value', 'First');
    expect(screen.getByText('Typed in on 31 January 2026.')).toBeDefined();
    expect(screen.queryByRole('list', { name: 'Other secrets' })).toBeNull();
  });

  test('adds one, and keeps the one before beside it', async () => {
    const user = await show();
    await user.click(press('Add a secret'));
    expect(active()).toHaveProperty('value', '');
    expect(others()).toEqual(['Firstkept, not in use · added 31 January 2026']);
    await user.type(active(), 'the-new-one');
    await user.type(screen.getByLabelText('Secret description'), 'Second');
    await save(user);
    expect(await storedSecrets()).toEqual([
      ['1', 'First', 'spare'],
      ['2', 'Second', 'active'],
    ]);
    expect(await storedValues()).toEqual({ 1: 'value-1', 2: 'the-new-one' });
  });

  test('offers no further one while the one in use is empty', async () => {
    const user = await show();
    await user.clear(active());
    expect(screen.queryByRole('button', { name: 'Add a secret' })).toBeNull();
  });

  test('uses another one, and keeps the one that was used', async () => {
    const user = await show([
      { ...first, state: 'spare' },
      { ...first, id: '2', description: 'Second' },
    ]);
    await user.click(press('Use First'));
    expect(active()).toHaveProperty('value', 'value-1');
    expect(others()).toEqual([expect.stringMatching(/^Secondkept, not in use/)]);
    await save(user);
    expect(await storedSecrets()).toEqual([
      ['1', 'First', 'active'],
      ['2', 'Second', 'spare'],
    ]);
  });

  test('retires one: its value goes, its note stays until that is removed', async () => {
    const user = await show([
      { ...first, state: 'spare' },
      { ...first, id: '2', description: 'Second' },
    ]);
    await user.click(press('Retire First'));
    expect(others()).toEqual(['FirstRetired: its value is forgotten here · added 31 January 2026']);
    expect(screen.queryByRole('button', { name: 'Use First' })).toBeNull();
    await save(user);
    expect(await storedSecrets()).toEqual([
      ['1', 'First', 'retired'],
      ['2', 'Second', 'active'],
    ]);
    expect(await storedValues()).toEqual({ 2: 'value-2' });
    await user.click(press('Remove First'));
    expect(screen.queryByRole('list', { name: 'Other secrets' })).toBeNull();
    await save(user);
    expect(await storedSecrets()).toEqual([['2', 'Second', 'active']]);
  });

  test('keeps the note of a retired one that has no description', async () => {
    const user = await show([{ ...first, description: '' }]);
    await user.click(press('Add a secret'));
    await user.type(active(), 'the-new-one');
    await user.click(press('Retire Secret 1'));
    await save(user);
    expect(await storedSecrets()).toEqual([
      ['1', '', 'retired'],
      ['2', '', 'active'],
    ]);
    expect(await storedValues()).toEqual({ 2: 'the-new-one' });
  });

  test('leaves no trace of one that was added and never typed', async () => {
    const user = await show([{ ...first, description: '' }]);
    await user.click(press('Add a secret'));
    await user.click(press('Retire Secret 1'));
    await user.click(press('Remove Secret 1'));
    await save(user);
    expect(await storedSecrets()).toEqual([]);
    expect(await storedValues()).toBeUndefined();
  });

  test(
    'asks for a vault before it remembers one, and seals it there',
    async () => {
      const user = await show();
      await user.click(screen.getByRole('checkbox', { name: 'Remember on this device' }));
      await user.type(await screen.findByLabelText('Vault passphrase'), 'correct horse battery');
      await user.type(screen.getByLabelText('Repeat passphrase'), 'correct horse battery');
      await user.click(press('Create vault'));
      await waitFor(() => expect(screen.queryByLabelText('Vault passphrase')).toBeNull());
      await save(user);
      expect(await storedValues()).toEqual({ 1: 'value-1' });
      const { secrets, vault } = {
        ...(await fakeBrowser.storage.session.get('secrets')),
        ...(await fakeBrowser.storage.local.get('vault')),
      };
      expect(JSON.stringify(secrets ?? {})).not.toContain('value-1');
      expect(vault).toBeDefined();
      expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('value-1');
    },
    SLOW_MS,
  );

  test.each([
    ['takes out what is sealed', '', ''],
    ['leaves what was typed and is not sealed', ' and more', 'value-1 and more'],
  ])(
    'when the vault locks, %s',
    async (_, typed, left) => {
      expect(await createVault('correct horse battery')).toMatchObject({ ok: true });
      const user = await show([{ ...first, isRemembered: true }]);
      await waitFor(() => expect(active()).toHaveProperty('value', 'value-1'));
      if (typed !== '') await user.type(active(), typed);
      expect(await lockVault()).toMatchObject({ ok: true });
      await screen.findByText(/^The vault is locked/);
      await waitFor(() => expect(active()).toHaveProperty('value', left));
    },
    SLOW_MS,
  );

  test('stores nothing where it cannot be remembered', async () => {
    const user = await show();
    await user.type(screen.getByRole('textbox', { name: 'Label' }), ' two');
    await user.click(screen.getByRole('checkbox', { name: 'Remember on this device' }));
    await user.keyboard('{Escape}');
    await user.click(press('Save client'));
    expect(await screen.findByText(/^Not saved: .*vault/)).toBeDefined();
    const document = await readClients();
    expect(document.ok ? document.clients[0]?.label : '').toBe(sampleClient.label);
  });

  test('remembers none where the provider does not allow it, and says why', async () => {
    await show([first], { provider: 'pleo' });
    expect(screen.queryByRole('checkbox', { name: 'Remember on this device' })).toBeNull();
    expect(
      screen.getByText(/Pleo does not support secrets that are stored on client devices/),
    ).toBeDefined();
  });

  test('adds none where a new one ends the old one at once, and says so', async () => {
    await show([first], { provider: 'pipedrive' });
    expect(screen.queryByRole('button', { name: 'Add a secret' })).toBeNull();
    expect(
      screen.getByText(/“Refresh” makes a new one and the old one stops working/),
    ).toBeDefined();
    expect(screen.getByText('there: “client_secret”')).toBeDefined();
  });
});

describe('SecretCheck', () => {
  const answerWith = (body: unknown, status: number) =>
    vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json(body, { status }));

  const result = () => screen.getByRole('status', { name: 'Result of Check secret' });

  test.each([
    ['invalid_grant', 'Accepted'],
    ['invalid_client', 'Refused'],
    ['of_its_own', 'Cannot be told'],
  ])('says what %s means: %s', async (error, word) => {
    const user = await show();
    const fetch = answerWith({ error }, 400);
    await user.click(press('Check secret'));
    await waitFor(() => expect(result().textContent).toMatch(new RegExp(`^${word}`)));
    expect(result().textContent).toContain(`The server answered ${error} (HTTP 400)`);
    expect(result().textContent).not.toContain('value-1');
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  test('forgets its verdict when another secret is typed', async () => {
    const user = await show();
    answerWith({ error: 'invalid_grant' }, 400);
    await user.click(press('Check secret'));
    await waitFor(() => expect(result().textContent).toMatch(/^Accepted/));
    await user.type(active(), 'x');
    expect(result().textContent).toBe('');
  });

  test('has nothing to check where there is no secret', async () => {
    const user = await show();
    await user.clear(active());
    expect(press('Check secret')).toHaveProperty('disabled', true);
  });
});
