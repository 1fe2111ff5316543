import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SettingsPage } from '../../components/settings/SettingsPage';
import { exportClients } from '../../utils/clients/export-clients';
import { readClients, updateClients } from '../../utils/platform/clients-storage';
import { sampleClient } from '../utils/clients/sample-client';
import { connectFreshClients, useFreshPage } from './page';

useFreshPage();

const at = new Date(0);
const other = { ...sampleClient, id: 'other', slug: 'other', label: 'Ledger' };

async function show() {
  await connectFreshClients();
  render(<SettingsPage />);
  return userEvent.setup();
}

async function importText(text: string) {
  const user = await show();
  const file = new File([text], 'clients.json', { type: 'application/json' });
  await user.upload(screen.getByLabelText('File of clients'), file);
}

const storedIds = async () => {
  const document = await readClients();
  return document.ok ? document.clients.map(({ id }) => id) : document.message;
};

describe('SettingsPage', () => {
  test('imports clients, and says how many', async () => {
    await updateClients(() => [sampleClient]);
    await importText(exportClients([sampleClient, other], at));
    expect((await screen.findByRole('status')).textContent).toBe(
      '1 client imported. 1 was here already.',
    );
    expect(await storedIds()).toEqual(['sample-id', 'other']);
  });

  test.each([
    ['<html>', 'The file is not JSON: '],
    ['[{"client_id":"ok"},{"client_id":5}]', 'Client 2 of the file cannot be read: client_id: '],
    ['{"a":1}', 'The file is neither an export of OAuth Workbench nor client metadata'],
  ])('says what is wrong with %j, and changes nothing', async (text, message) => {
    await updateClients(() => [sampleClient]);
    await importText(text);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(message);
    expect(alert.textContent).toContain('Nothing was imported.');
    expect(await storedIds()).toEqual(['sample-id']);
  });

  test('refuses to import into a store that it cannot read', async () => {
    await fakeBrowser.storage.local.set({ clients: { version: 9, clients: ['x'] } });
    await importText(exportClients([sampleClient], at));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'The stored clients have version 9',
    );
    expect(await fakeBrowser.storage.local.get('clients')).toEqual({
      clients: { version: 9, clients: ['x'] },
    });
  });

  test('exports nothing where there is nothing', async () => {
    await show();
    expect(screen.getByRole('button', { name: 'Export clients' })).toHaveProperty('disabled', true);
  });

  test('exports every client as a file without secrets', async () => {
    await updateClients(() => [sampleClient]);
    const blobs: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      if (blob instanceof Blob) blobs.push(blob);
      return 'blob:x';
    });
    const user = await show();
    const button = screen.getByRole('button', { name: 'Export clients' });
    await waitFor(() => expect(button).toHaveProperty('disabled', false));
    await user.click(button);
    expect((await screen.findByRole('status')).textContent).toBe(
      '1 client was exported, without secrets.',
    );
    expect(JSON.parse((await blobs[0]?.text()) ?? '')).toMatchObject({
      clients: [{ client_id: 'booking-widget' }],
    });
  });

  test('asks before it clears everything', async () => {
    const send = vi
      .spyOn(fakeBrowser.runtime, 'sendMessage')
      .mockImplementation(async () => ({ ok: true }));
    const user = await show();
    await user.click(screen.getByRole('button', { name: 'Clear all data' }));
    await user.click(await screen.findByRole('button', { name: 'Keep' }));
    expect(send).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Clear all data' }));
    await user.click(await screen.findByRole('button', { name: 'Clear everything' }));
    await waitFor(() => expect(send).toHaveBeenCalledWith({ type: 'clear-all' }));
    expect(await screen.findByText('Everything was removed.')).toBeDefined();
  });
});
