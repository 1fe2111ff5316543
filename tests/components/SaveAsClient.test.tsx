import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { SaveAsClient } from '../../components/inspect/SaveAsClient';
import { readClients } from '../../utils/platform/clients-storage';
import { useFreshPage } from './page';

useFreshPage();

const request = {
  endpoint: 'https://as.example/authorize',
  clientId: 'shop',
  parameters: [['client_id', 'shop']],
} as const;

async function press() {
  render(<SaveAsClient request={request} />);
  expect(screen.getByText('https://as.example/authorize', { exact: false })).toBeDefined();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Save as client' }));
}

describe('SaveAsClient', () => {
  test('stores the client and goes to its page, with nothing of the request in the history', async () => {
    await press();
    await waitFor(() => expect(window.location.pathname).toMatch(/^\/clients\/[a-z0-9]+$/));
    const document = await readClients();
    expect(document.ok && document.clients.map(({ id }) => `/clients/${id}`)).toEqual([
      window.location.pathname,
    ]);
    expect(window.history.state).toEqual({ isNew: true, notes: [] });
  });

  test('says why it was not stored, and stays', async () => {
    await fakeBrowser.storage.local.set({ clients: 'junk' });
    await press();
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Not saved: The stored clients are damaged: they are not a list of clients.',
    );
    expect(window.location.pathname).toBe('/');
  });
});
