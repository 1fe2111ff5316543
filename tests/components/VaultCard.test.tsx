import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { VaultCard } from '../../components/settings/VaultCard';
import { forgetAllKeptRuns, readKeptUsage, writeKept } from '../../utils/platform/kept-runs';
import { readSecretValues } from '../../utils/platform/secrets-storage';
import { connectSecrets, writeSecrets } from '../../utils/state/secrets-store';
import { connectVault } from '../../utils/state/vault-store';
import { keptSummary } from '../utils/history/sample-kept';
import { useFreshPage } from './page';
import { startWorker } from './worker';

useFreshPage();

const passphrase = 'correct horse battery';

beforeEach(async () => {
  startWorker();
  await forgetAllKeptRuns();
});

async function show() {
  connectVault();
  connectSecrets();
  render(<VaultCard />);
  await screen.findByRole('status', { name: 'Vault' });
  return userEvent.setup();
}

const says = async (word: string) =>
  waitFor(() => expect(screen.getByRole('status', { name: 'Vault' }).textContent).toBe(word));

const press = (name: string) => screen.getByRole('button', { name });

async function createVault(user: ReturnType<typeof userEvent.setup>) {
  await says('No vault');
  await user.type(screen.getByLabelText('Vault passphrase'), passphrase);
  await user.type(screen.getByLabelText('Repeat passphrase'), passphrase);
  await user.click(press('Create vault'));
  await says('Open');
}

describe('VaultCard', () => {
  test('makes, locks and unlocks a vault', async () => {
    const user = await show();
    await createVault(user);
    await act(() => writeSecrets('a', [{ id: 's', value: 'the-secret', isRemembered: true }]));
    await user.click(press('Lock vault'));
    await says('Locked');
    expect(await readSecretValues()).toEqual({});
    await user.type(screen.getByLabelText('Vault passphrase'), 'wrong passphrase{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The passphrase is wrong');
    await user.clear(screen.getByLabelText('Vault passphrase'));
    await user.type(screen.getByLabelText('Vault passphrase'), `${passphrase}{Enter}`);
    await says('Open');
    expect(await readSecretValues()).toEqual({ a: { s: 'the-secret' } });
  });

  test('changes the passphrase and the time after which it locks', async () => {
    const user = await show();
    await createVault(user);
    await user.selectOptions(screen.getByLabelText('Lock when unused for'), '4 hours');
    await waitFor(() =>
      expect(screen.getByLabelText('Lock when unused for')).toHaveProperty('value', '240'),
    );
    await user.click(press('Change passphrase'));
    await user.type(screen.getByLabelText('Current passphrase'), passphrase);
    await user.type(screen.getByLabelText('New passphrase'), 'another passphrase');
    await user.type(screen.getByLabelText('Repeat passphrase'), 'another passphrase');
    await user.click(press('Change passphrase'));
    expect(await screen.findByText('The passphrase was changed.')).toBeDefined();
    await user.click(press('Lock vault'));
    await says('Locked');
    await user.type(screen.getByLabelText('Vault passphrase'), 'another passphrase{Enter}');
    await says('Open');
  });

  test('asks before it forgets what is sealed', async () => {
    const user = await show();
    await createVault(user);
    await user.click(press('Forget vault'));
    expect(await screen.findByText(/must be typed in again/)).toBeDefined();
    await user.click(press('Keep'));
    await says('Open');
    await user.click(press('Forget vault'));
    await user.click(await screen.findByRole('button', { name: 'Delete what is sealed' }));
    await says('No vault');
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });

  test('says that it cannot read a vault, and lets it be forgotten', async () => {
    await fakeBrowser.storage.local.set({ vault: { version: 2 } });
    const user = await show();
    await says('Cannot be read');
    expect(screen.getByText(/The vault has version 2/)).toBeDefined();
    expect(screen.queryByLabelText('Vault passphrase')).toBeNull();
    await user.click(press('Forget vault'));
    await user.click(await screen.findByRole('button', { name: 'Delete what is sealed' }));
    await says('No vault');
  });

  test('says before it is forgotten how many kept runs go with it', async () => {
    const user = await show();
    await createVault(user);
    for (const number of [1, 2]) {
      await writeKept(keptSummary(number, { keptAs: 'sealed' }), 'sealed');
    }
    await writeKept(keptSummary(3), 'redacted');
    await user.click(press('Forget vault'));
    await screen.findByText(/, and 2 kept runs that are sealed in it are forgotten\. /);
    await user.click(press('Delete what is sealed'));
    await says('No vault');
    await waitFor(async () => expect(await readKeptUsage()).toMatchObject({ value: { runs: 1 } }));
  });
});
