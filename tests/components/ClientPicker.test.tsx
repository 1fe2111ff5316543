import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ClientPicker } from '../../components/popup/ClientPicker';
import type { Client } from '../../utils/clients/client';
import { updateClients } from '../../utils/platform/clients-storage';
import { sampleClient } from '../utils/clients/sample-client';
import { connectFreshClients, hostileTexts, useFreshPage } from './page';

useFreshPage();

const idOf = (label: string) => label.toLowerCase().replaceAll(' ', '-');
const named = (label: string): Client => ({ ...sampleClient, id: idOf(label), slug: 's', label });
const three = ['Alpha', 'Beta', 'Gamma'].map(named);

async function show(clients: readonly Client[] = three) {
  await updateClients(() => clients);
  await connectFreshClients();
  const send = vi
    .spyOn(fakeBrowser.runtime, 'sendMessage')
    .mockImplementation(async () => ({ ok: true }));
  render(<ClientPicker />);
  if (clients.length > 0) await screen.findAllByRole('listitem');
  return {
    user: userEvent.setup(),
    send,
    search: screen.getByRole('searchbox', { name: 'Search clients' }),
  };
}

const labels = () =>
  within(screen.getByRole('list', { name: 'Clients' }))
    .queryAllByRole('button')
    .map((button) => button.getAttribute('aria-label'));

const run = (label: string) => ({
  type: 'start-run',
  clientId: idOf(label),
  runId: undefined,
});

describe('ClientPicker', () => {
  test('is ready to be typed into, and lists every client', async () => {
    const { search } = await show();
    expect(document.activeElement).toBe(search);
    expect(labels()).toEqual(['Run Alpha', 'Run Beta', 'Run Gamma']);
    expect(screen.getAllByRole('listitem')[0]?.textContent).toContain(
      'Generic OpenID Connect · Staging · 2 scopes',
    );
  });

  test('runs the first match with Enter', async () => {
    const { user, send } = await show();
    await user.keyboard('gam');
    expect(labels()).toEqual(['Run Gamma']);
    await user.keyboard('{Enter}');
    expect(send.mock.calls).toEqual([[run('Gamma')]]);
  });

  test('moves with the arrows, and stops at both ends', async () => {
    const { user, send } = await show();
    await user.keyboard('{ArrowUp}{ArrowDown}{Enter}');
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}{Enter}');
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}{Enter}');
    expect(send.mock.calls).toEqual([[run('Beta')], [run('Gamma')], [run('Alpha')]]);
  });

  test('keeps what the arrows choose in view', async () => {
    const seen: (string | null)[] = [];
    vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(function note(this: Element) {
      seen.push(this.querySelector('button')?.getAttribute('aria-label') ?? null);
    });
    const { user } = await show();
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(seen).toEqual(['Run Beta', 'Run Gamma', 'Run Beta']);
  });

  test('begins at the first match again when one types', async () => {
    const { user, send } = await show();
    await user.keyboard('{ArrowDown}{ArrowDown}a{Enter}');
    expect(send.mock.calls).toEqual([[run('Alpha')]]);
  });

  test('says that no client matches, and runs none', async () => {
    const { user, send } = await show();
    await user.keyboard('nothing{Enter}');
    expect(screen.getByText('No client matches.')).toBeDefined();
    expect(send).not.toHaveBeenCalled();
  });

  test('runs a client with its button, reached by Tab', async () => {
    const { user, send } = await show();
    await user.tab();
    await user.tab();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Run Beta');
    await user.keyboard('{Enter}');
    expect(send.mock.calls).toEqual([[run('Beta')]]);
  });

  test('says in words why a run was refused', async () => {
    const { user, send } = await show();
    send.mockImplementation(async () => ({ ok: false, message: 'One run at a time.' }));
    await user.keyboard('{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe('One run at a time.');
  });

  test('asks for what is missing of this client alone, and starts the run all the same', async () => {
    vi.mocked(fakeBrowser.permissions.contains).mockImplementation(async () => false);
    const client: Client = {
      ...named('Needy'),
      issuer: 'https://needy.example',
      endpoints: { token: 'https://needy-token.example/t' },
    };
    const { user, send } = await show([...three, client]);
    await user.keyboard('needy{Enter}');
    expect(vi.mocked(fakeBrowser.permissions.request).mock.calls).toEqual([
      [{ origins: ['https://needy.example/*', 'https://needy-token.example/*'] }],
    ]);
    expect(send.mock.calls).toEqual([[run('Needy')]]);
  });

  test('says what to do where there is no client yet', async () => {
    await show([]);
    const link = await screen.findByRole('link', { name: 'Add the first one' });
    expect(link.getAttribute('href')).toBe(
      'chrome-extension://test-extension-id/options.html#/clients/new',
    );
  });

  test('says that the store cannot be read', async () => {
    await fakeBrowser.storage.local.set({ clients: 'junk' });
    await connectFreshClients();
    render(<ClientPicker />);
    expect((await screen.findByRole('alert')).textContent).toBe(
      'The stored clients are damaged: they are not a list of clients.',
    );
  });

  test.each(hostileTexts.map((text) => text.slice(0, 200)))(
    'shows the hostile label %# as text',
    async (label) => {
      await show([{ ...named('x'), label }]);
      expect(screen.getByRole('listitem').textContent).toContain(label);
      expect(screen.getByRole('listitem').querySelectorAll('img, script, b')).toHaveLength(0);
    },
  );

  test('shows a part of ten thousand clients at once', async () => {
    await show(Array.from({ length: 10_000 }, (_, number) => named(`Client ${number}`)));
    await waitFor(() =>
      expect(screen.getByRole('searchbox').getAttribute('placeholder')).toBe(
        'Search 10,000 clients',
      ),
    );
    expect(screen.getAllByRole('listitem').length).toBeLessThan(500);
  });
});
