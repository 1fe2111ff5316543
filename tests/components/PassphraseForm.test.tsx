import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { PassphraseForm } from '../../components/vault/PassphraseForm';
import { VaultNotice } from '../../components/vault/VaultNotice';
import { connectVault, useVaultActivity } from '../../utils/state/vault-store';
import { useFreshPage } from './page';

useFreshPage();

const workerSays = (reply: unknown) =>
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async () => reply);

describe('PassphraseForm', () => {
  test.each([
    ['create', ['Vault passphrase', 'Repeat passphrase'], 'Create vault'],
    ['unlock', ['Vault passphrase'], 'Unlock vault'],
    ['change', ['Current passphrase', 'New passphrase', 'Repeat passphrase'], 'Change passphrase'],
  ] as const)('asks, in order to %s, for %j', (mode, labels, action) => {
    const { container } = render(<PassphraseForm mode={mode} />);
    const inputs = labels.map((label) => screen.getByLabelText(label));
    expect(inputs).toEqual([...container.querySelectorAll('input')]);
    for (const input of inputs) {
      expect(input.getAttribute('type')).toBe('password');
      expect(input.getAttribute('autocomplete')).toBe('off');
    }
    expect(screen.getByRole('button', { name: action })).toBeDefined();
  });

  test.each([
    ['short', 'short', 'The passphrase needs at least 8 characters. Several words are a good one.'],
    ['long enough', 'long enouhg', 'The two passphrases differ. Type the same one twice.'],
  ])('sends nothing for %j and %j', async (chosen, repeated, message) => {
    const send = workerSays({ ok: true });
    render(<PassphraseForm mode="create" />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Vault passphrase'), chosen);
    await user.type(screen.getByLabelText('Repeat passphrase'), `${repeated}{Enter}`);
    expect(screen.getByRole('alert').textContent).toBe(message);
    expect(send).not.toHaveBeenCalled();
  });

  test('sends one passphrase once, and is busy meanwhile', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const send = vi
      .spyOn(fakeBrowser.runtime, 'sendMessage')
      .mockImplementation(async () => promise);
    const onDone = vi.fn();
    render(<PassphraseForm mode="unlock" onDone={onDone} />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Vault passphrase'), 'correct horse{Enter}{Enter}');
    expect(screen.getByRole('button', { name: 'Unlock vault' })).toHaveProperty('disabled', true);
    expect(send.mock.calls).toEqual([[{ type: 'vault-unlock', passphrase: 'correct horse' }]]);
    expect(onDone).not.toHaveBeenCalled();
    await act(async () => resolve({ ok: true }));
    expect(onDone).toHaveBeenCalledOnce();
    expect(screen.getByLabelText('Vault passphrase')).toHaveProperty('value', '');
  });

  test('shows why the worker refused, and lets one try again', async () => {
    workerSays({ ok: false, message: 'The passphrase is wrong.' });
    const onDone = vi.fn();
    render(<PassphraseForm mode="unlock" onDone={onDone} />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Vault passphrase'), 'wrong one{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('The passphrase is wrong.');
    expect(onDone).not.toHaveBeenCalled();
    expect(screen.getByRole('button', { name: 'Unlock vault' })).toHaveProperty('disabled', false);
  });
});

describe('VaultNotice', () => {
  test('says why the passphrase is asked for, and that it was right', async () => {
    workerSays({ ok: true });
    const onUnlocked = vi.fn();
    render(<VaultNotice onUnlocked={onUnlocked} />);
    expect(screen.getByText(/^The secret of this client is sealed in the vault/)).toBeDefined();
    await userEvent.type(screen.getByLabelText('Vault passphrase'), 'correct horse{Enter}');
    await waitFor(() => expect(onUnlocked).toHaveBeenCalledOnce());
  });
});

function BusyPage() {
  useVaultActivity();
  return <input aria-label="Anything" />;
}

describe('useVaultActivity', () => {
  test('tells the worker now and then of work in the page, while the vault is open', async () => {
    const send = workerSays({ ok: true });
    await fakeBrowser.storage.local.set({
      vault: {
        version: 1,
        lock_after_minutes: 5,
        key: 'k',
        contents: 'c',
        pending_removals: [],
      },
    });
    connectVault();
    render(<BusyPage />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Anything'), 'locked');
    expect(send).not.toHaveBeenCalled();
    await act(async () => {
      await fakeBrowser.storage.session.set({ 'vault-open': { key: 'k', values: {} } });
    });
    await user.type(screen.getByLabelText('Anything'), 'open');
    expect(send.mock.calls).toEqual([[{ type: 'vault-used' }]]);
    const now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now + 31_000);
    await user.type(screen.getByLabelText('Anything'), 'later');
    expect(send).toHaveBeenCalledTimes(2);
    await act(async () => fakeBrowser.storage.session.remove('vault-open'));
    vi.spyOn(performance, 'now').mockImplementation(() => now + 90_000);
    await user.type(screen.getByLabelText('Anything'), 'locked');
    expect(send).toHaveBeenCalledTimes(2);
  });
});
