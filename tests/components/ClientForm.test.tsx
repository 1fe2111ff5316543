import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ClientForm } from '../../components/clients/ClientForm';
import {
  type ClientFormValues,
  emptyForm,
  newSecret,
  toForm,
} from '../../utils/clients/client-form';
import { readClients, updateClients } from '../../utils/platform/clients-storage';
import { readSecretValues } from '../../utils/platform/secrets-storage';
import { loadClientDraft, loadNewClientDraft } from '../../utils/state/drafts';
import { sampleClient } from '../utils/clients/sample-client';
import { connectFreshClients, redirectBase, useFreshPage } from './page';
import { startWorker } from './worker';

useFreshPage();
beforeEach(() => {
  startWorker();
});

async function showNew(values: Partial<ClientFormValues> = {}) {
  await connectFreshClients();
  render(
    <ClientForm
      draft={{
        id: 'new-id',
        slug: 'new-slug',
        values: { ...emptyForm('generic-oidc'), ...values },
      }}
      saved={undefined}
    />,
  );
  return userEvent.setup();
}

/** What the messages say to which a control points. */
const describedBy = (control: HTMLElement) =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter(Boolean)
    .map((id) => document.getElementById(id)?.textContent);

describe('ClientForm of a stored client', () => {
  const saved = toForm(sampleClient, {});
  const elsewhere = { ...saved, label: 'Renamed elsewhere' };
  const OUTDATED =
    'This client was changed elsewhere since you opened it. Saving replaces that; “Discard changes” shows it.';

  async function showStored(values: ClientFormValues = saved) {
    await connectFreshClients();
    const form = (stored: ClientFormValues) => (
      <ClientForm draft={{ id: sampleClient.id, slug: sampleClient.slug, values }} saved={stored} />
    );
    const { rerender } = render(form(saved));
    return {
      user: userEvent.setup(),
      label: screen.getByRole('textbox', { name: 'Label' }),
      storeElsewhere: (stored: ClientFormValues) => rerender(form(stored)),
    };
  }

  test('discards unsaved changes, and forgets the draft', async () => {
    const { user, label } = await showStored();
    expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
    await user.type(label, ' two');
    await waitFor(async () =>
      expect(await loadClientDraft(sampleClient.id)).toMatchObject({
        values: { label: 'Booking widget two' },
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(label).toHaveProperty('value', 'Booking widget');
    expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
    await waitFor(async () => expect(await loadClientDraft(sampleClient.id)).toBeUndefined());
  });

  test('discards what was left unsaved at an earlier time', async () => {
    const { user, label } = await showStored({ ...saved, label: 'Half' });
    expect(label).toHaveProperty('value', 'Half');
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(label).toHaveProperty('value', 'Booking widget');
  });

  test('follows what another page stores, as long as nothing was typed', async () => {
    const { label, storeElsewhere } = await showStored();
    storeElsewhere(elsewhere);
    await waitFor(() => expect(label).toHaveProperty('value', 'Renamed elsewhere'));
    expect(screen.queryByText(OUTDATED)).toBeNull();
    expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
  });

  test('keeps what was typed, and says that the client was changed elsewhere', async () => {
    const { user, label, storeElsewhere } = await showStored();
    await user.type(label, ' two');
    expect(screen.queryByText(OUTDATED)).toBeNull();
    storeElsewhere(elsewhere);
    expect(await screen.findByText(OUTDATED)).toBeDefined();
    expect(label).toHaveProperty('value', 'Booking widget two');
    await user.click(screen.getByRole('button', { name: 'Discard changes' }));
    expect(label).toHaveProperty('value', 'Renamed elsewhere');
    expect(screen.queryByText(OUTDATED)).toBeNull();
  });
});

describe('ClientForm', () => {
  test('has nothing to discard while the client is new', async () => {
    const user = await showNew();
    await user.type(screen.getByRole('textbox', { name: 'Label' }), 'x');
    expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
  });

  test('shows no error before a field was left', async () => {
    await showNew();
    expect(document.querySelectorAll('[aria-invalid="true"]')).toHaveLength(0);
  });

  test('ties an error to its field once the field was left', async () => {
    const user = await showNew();
    const clientId = screen.getByRole('textbox', { name: 'Client ID' });
    await user.type(clientId, 'two words');
    await user.tab();
    expect(clientId.getAttribute('aria-invalid')).toBe('true');
    expect(describedBy(clientId)).toContain(
      'The client ID holds white space. Was something else pasted with it?',
    );
    await user.clear(clientId);
    await user.type(clientId, 'one');
    await waitFor(() => expect(clientId.getAttribute('aria-invalid')).toBe('false'));
    expect(describedBy(clientId)).toEqual([]);
  });

  test('keeps hint and error both at a field', async () => {
    const user = await showNew();
    const issuer = screen.getByRole('textbox', { name: 'Issuer' });
    await user.type(issuer, 'auth');
    await user.tab();
    expect(describedBy(issuer)).toHaveLength(2);
    expect(describedBy(issuer)).toContain(
      '“auth” is not a URL. Write it whole, such as https://auth.example.com.',
    );
  });

  // Where the focus goes then depends on the browser’s event loop, and is seen in a real one.
  test('shows every error when saving is tried, and stores nothing', async () => {
    const user = await showNew();
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    expect(await screen.findByText('Not saved: 2 fields need correction.')).toBeDefined();
    for (const name of ['Issuer', 'Client ID']) {
      expect(screen.getByRole('textbox', { name }).getAttribute('aria-invalid')).toBe('true');
    }
    expect(describedBy(screen.getByRole('textbox', { name: 'Client ID' }))).toEqual([
      'Give the client ID that the provider issued.',
    ]);
    await user.type(screen.getByRole('textbox', { name: 'Client ID' }), 'c');
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    expect(await screen.findByText('Not saved: 1 field needs correction.')).toBeDefined();
    expect(await readClients()).toMatchObject({ clients: [] });
  });

  test('stores a client, and its secret in memory', async () => {
    const user = await showNew({
      issuer: 'https://auth.example.com',
      tokenEndpointAuthMethod: 'client_secret_basic',
    });
    await user.type(screen.getByRole('textbox', { name: 'Client ID' }), 'my-client');
    await user.type(screen.getByLabelText('Client secret'), 'my-secret');
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByText('Saved');
    expect(await readClients()).toMatchObject({
      clients: [
        {
          id: 'new-id',
          slug: 'new-slug',
          clientId: 'my-client',
          label: 'my-client at auth.example.com',
        },
      ],
    });
    expect(await readSecretValues()).toEqual({ 'new-id': { 1: 'my-secret' } });
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain('my-secret');
  });

  test('says why it could not be stored', async () => {
    const user = await showNew({ issuer: 'https://auth.example.com', clientId: 'c' });
    vi.spyOn(fakeBrowser.storage.local, 'set').mockRejectedValue(new Error('quota exceeded'));
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    expect(
      await screen.findByText(
        'Not saved: The storage that the browser gives an extension is full. Nothing was changed.',
      ),
    ).toBeDefined();
  });

  test('switches fields and scopes with the provider', async () => {
    const user = await showNew();
    const provider = screen.getByRole('combobox', { name: 'Provider' });
    const scopes = screen.getByRole('textbox', { name: 'Scopes' });
    expect(screen.queryByRole('textbox', { name: 'Token endpoint' })).toBeNull();
    expect(scopes).toHaveProperty('value', 'openid');

    await user.selectOptions(provider, 'Generic OAuth 2.0');
    expect(await screen.findByRole('textbox', { name: 'Token endpoint' })).toHaveProperty(
      'readOnly',
      false,
    );
    expect(screen.getByRole('textbox', { name: 'Authorization endpoint' })).toBeDefined();
    expect(scopes).toHaveProperty('value', '');

    await user.type(scopes, 'read');
    await user.selectOptions(provider, 'Generic OpenID Connect');
    await waitFor(() =>
      expect(screen.queryByRole('textbox', { name: 'Token endpoint' })).toBeNull(),
    );
    expect(scopes).toHaveProperty('value', 'read');
  });

  test('asks in the words of the provider’s own form, and for its endpoints', async () => {
    const user = await showNew({ clientId: 'typed' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Provider' }), 'Pleo');
    expect(await screen.findByRole('textbox', { name: 'Initiation URI' })).toBeDefined();
    expect(screen.getByRole('region', { name: 'Human-Readable Information' })).toBeDefined();
    expect(screen.queryByRole('combobox', { name: 'Grant type' })).toBeNull();
    const valueOf = (name: string) => screen.getByRole<HTMLInputElement>('textbox', { name }).value;
    expect(valueOf('Token endpoint')).toBe('https://auth.pleo.io/oauth/token');
    expect(valueOf('Client ID')).toBe('typed');

    const environment = screen.getByRole('combobox', { name: 'Environment' });
    await user.clear(environment);
    await user.type(environment, 'Staging');
    await waitFor(() =>
      expect(valueOf('Token endpoint')).toBe('https://auth.staging.pleo.io/oauth/token'),
    );
  });

  test('asks for nothing that only a user needs, where the grant has none', async () => {
    const user = await showNew();
    expect(screen.getByRole('textbox', { name: 'Redirect URIs' })).toBeDefined();
    await user.selectOptions(
      screen.getByRole('combobox', { name: 'Grant type' }),
      'Client credentials (no user)',
    );
    await waitFor(() =>
      expect(screen.queryByRole('textbox', { name: 'Redirect URIs' })).toBeNull(),
    );
    expect(screen.queryByRole('combobox', { name: 'PKCE' })).toBeNull();
    expect(screen.getByRole('textbox', { name: 'Scopes' })).toBeDefined();
  });

  test('keeps a client of a provider that this version does not know', async () => {
    const user = await showNew({
      ...emptyForm('of-a-later-version'),
      clientId: 'c',
      authorizationEndpoint: 'https://auth.example.com/authorize',
      tokenEndpoint: 'https://auth.example.com/token',
    });
    const provider = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Provider' });
    expect(provider.selectedOptions[0]?.textContent).toBe('of-a-later-version (not known here)');
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByText('Saved');
    expect(await readClients()).toMatchObject({ clients: [{ provider: 'of-a-later-version' }] });
  });

  test('shows the redirect URI to register before anything is saved', async () => {
    const user = await showNew();
    const output = screen.getByRole('status', { name: 'Redirect URI to register' });
    expect(output.textContent).toBe(`${redirectBase}new-slug`);
    await user.click(screen.getByRole('button', { name: 'Copy redirect URI' }));
    expect(await navigator.clipboard.readText()).toBe(`${redirectBase}new-slug`);
    await user.type(screen.getByRole('textbox', { name: 'Redirect URIs' }), `${redirectBase}other`);
    expect(output.textContent).toBe(`${redirectBase}other`);
  });

  test('masks the secret until it is revealed', async () => {
    const user = await showNew({
      tokenEndpointAuthMethod: 'client_secret_post',
      secrets: [{ ...newSecret([]), value: 's3cret' }],
    });
    const secret = screen.getByLabelText('Client secret');
    expect(secret.getAttribute('type')).toBe('password');
    await user.click(screen.getByRole('button', { name: 'Reveal the secret' }));
    expect(secret.getAttribute('type')).toBe('text');
    await user.click(screen.getByRole('button', { name: 'Hide the secret' }));
    expect(secret.getAttribute('type')).toBe('password');
  });

  test('keeps what is typed, so that a reload does not lose it', async () => {
    const user = await showNew();
    await user.type(screen.getByRole('textbox', { name: 'Label' }), 'Half');
    await waitFor(async () => {
      expect(await loadNewClientDraft()).toMatchObject({
        id: 'new-id',
        slug: 'new-slug',
        values: { label: 'Half' },
      });
    });
  });

  test('has no field under the same name twice', async () => {
    await showNew({ tokenEndpointAuthMethod: 'client_secret_post' });
    const form = screen.getByRole('form', { name: 'Client' });
    for (const name of [
      'Label',
      'Provider',
      'Environment',
      'Issuer',
      'Client ID',
      'Client secret',
      'Scopes',
      'Client authentication',
      'PKCE',
      'Redirect URIs',
    ]) {
      expect(within(form).getAllByLabelText(name)).toHaveLength(1);
    }
    expect(screen.getByRole('radiogroup', { name: 'Redirect mode' })).toBeDefined();
    expect(screen.getByRole('radio', { name: 'Extension redirect' })).toHaveProperty(
      'checked',
      true,
    );
  });

  test('says whether what is shown is saved', async () => {
    await connectFreshClients();
    const saved = toForm(sampleClient, {});
    render(
      <ClientForm
        draft={{ id: sampleClient.id, slug: sampleClient.slug, values: saved }}
        saved={saved}
      />,
    );
    const user = userEvent.setup();
    const notSaved = 'Not saved yet; kept here until you do. Run flow saves first.';
    expect(screen.queryByText(notSaved)).toBeNull();
    await user.type(screen.getByRole('textbox', { name: 'Label' }), 'x');
    expect(screen.getByText(notSaved)).toBeDefined();
  });

  test('stores the form of a new client as another one, where another tab stored its id', async () => {
    const user = await showNew({
      label: sampleClient.label,
      issuer: 'https://auth.example.com',
      clientId: 'from-this-tab',
      secrets: [{ ...newSecret([]), value: 'secret-of-this-tab' }],
      tokenEndpointAuthMethod: 'client_secret_post',
    });
    const first = { ...sampleClient, id: 'new-id', slug: 'new-slug' };
    await updateClients(() => [first]);
    await screen.findByText('Another client has this label too.');
    await user.click(screen.getByRole('button', { name: 'Save client' }));
    await screen.findByText('Saved');
    const document = await readClients();
    const [kept, added, ...more] = document.ok ? document.clients : [];
    expect(kept).toEqual(first);
    expect(added).toMatchObject({ clientId: 'from-this-tab' });
    expect(more).toEqual([]);
    expect(added?.id).not.toBe('new-id');
    expect(added?.slug).not.toBe('new-slug');
    expect(await readSecretValues()).toEqual({ [added?.id ?? '']: { 1: 'secret-of-this-tab' } });
  });

  // The browser refuses requests to such an address with an error, not with a failure.
  test('says that an issuer is no web address, and does not wait for it', async () => {
    const user = await showNew({ issuer: 'urn:example:issuer' });
    await user.click(screen.getByRole('button', { name: 'Discover' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Discovery failed');
    expect(screen.getByRole('button', { name: 'Discover' })).toHaveProperty('disabled', false);
  });
});
