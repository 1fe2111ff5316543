import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ClientForm } from '../../components/clients/ClientForm';
import { RuleNotice } from '../../components/clients/RuleNotice';
import { type ClientFormValues, emptyForm } from '../../utils/clients/client-form';
import type { Breach } from '../../utils/clients/registration-rules';
import { readClients } from '../../utils/platform/clients-storage';
import { connectFreshClients, hostileTexts, useFreshPage } from './page';
import { startWorker } from './worker';

useFreshPage();
beforeEach(() => {
  startWorker();
});

const breach = (message: string): Breach => ({
  field: 'pkce',
  message,
  rule: {
    kind: 'pkce',
    methods: ['S256'],
    says: 'Everyone uses PKCE.',
    source: { name: 'The page', url: 'https://docs.example.com/pkce' },
  },
});

describe('RuleNotice', () => {
  test('says which rules are broken, and where they stand', async () => {
    const onSave = vi.fn<() => void>();
    render(<RuleNotice breaches={[breach('PKCE is off.'), breach('Again.')]} onSave={onSave} />);
    const alert = within(screen.getByRole('alert'));
    expect(alert.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      'Everyone uses PKCE. PKCE is off. The page',
      'Everyone uses PKCE. Again. The page',
    ]);
    const [link] = alert.getAllByRole('link');
    expect(link?.getAttribute('href')).toBe('https://docs.example.com/pkce');
    expect(link?.getAttribute('rel')).toBe('noopener noreferrer');
    expect(onSave).not.toHaveBeenCalled();
    await userEvent.setup().click(alert.getByRole('button', { name: 'Save anyway, to test it' }));
    expect(onSave).toHaveBeenCalledTimes(1);
  });

  test.each(hostileTexts)('shows hostile text %# as text', (message) => {
    const { container } = render(
      <RuleNotice breaches={[breach(message)]} onSave={() => undefined} />,
    );
    expect(screen.getByRole('listitem').textContent).toContain(message);
    expect(container.querySelectorAll('img, script, td')).toHaveLength(0);
  });
});

describe('ClientForm of a client that the provider would not register', () => {
  const broken: ClientFormValues = {
    ...emptyForm('pleo'),
    clientId: 'cid',
    scopes: 'users:read',
    redirectUris: 'http://app.example.com/cb',
  };
  const storedIds = async () => {
    const document = await readClients();
    return document.ok ? document.clients.map(({ id }) => id) : [];
  };

  async function show(saved?: ClientFormValues) {
    await connectFreshClients();
    render(<ClientForm draft={{ id: 'the-id', slug: 'the-slug', values: broken }} saved={saved} />);
    return userEvent.setup();
  }

  test('says so at the field at once', async () => {
    await show();
    const uris = screen.getByRole('textbox', { name: 'Redirect URIs' });
    const said = (uris.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id)?.textContent)
      .join(' ');
    expect(said).toContain('“http://app.example.com/cb” uses http.');
    expect(uris.getAttribute('aria-invalid')).toBe('false');
  });

  test('asks before it stores it, and stores it on purpose', async () => {
    const user = await show();
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Not saved yet.');
    expect(await storedIds()).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Save anyway, to test it' }));
    await screen.findByText('Saved');
    expect(await storedIds()).toEqual(['the-id']);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('asks no more once the client keeps the rules', async () => {
    const user = await show();
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByRole('alert');
    const uris = screen.getByRole('textbox', { name: 'Redirect URIs' });
    await user.clear(uris);
    await user.type(uris, 'https://app.example.com/cb');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByText('Saved');
    expect(await storedIds()).toEqual(['the-id']);
  });

  test('does not ask again for what was stored so', async () => {
    const user = await show({ ...broken, label: 'Before' });
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByText('Saved');
    expect(await storedIds()).toEqual(['the-id']);
  });

  test('corrects errors first', async () => {
    const user = await show();
    await user.clear(screen.getByRole('textbox', { name: 'Client ID' }));
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    expect(await screen.findByText('Not saved: 1 field needs correction.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Save anyway, to test it' })).toBeNull();
  });
});
