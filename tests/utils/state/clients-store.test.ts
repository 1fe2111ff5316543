import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { exportClients } from '../../../utils/clients/export-clients';
import { isSlug } from '../../../utils/clients/slug';
import { readClients } from '../../../utils/platform/clients-storage';
import {
  deleteClient,
  duplicateClient,
  importFromText,
  saveClient,
  withNewIdentity,
} from '../../../utils/state/clients-store';
import { sampleClient } from '../clients/sample-client';

const other = { ...sampleClient, id: 'other', slug: 'other', label: 'Ledger' };

const stored = async () => {
  const document = await readClients();
  return document.ok ? document.clients : [];
};

beforeEach(() => {
  fakeBrowser.reset();
});

describe('saveClient', () => {
  test('adds a client, then replaces it in its place', async () => {
    await saveClient(sampleClient);
    await saveClient(other);
    await saveClient({ ...sampleClient, label: 'Renamed' });
    expect((await stored()).map(({ label }) => label)).toEqual(['Renamed', 'Ledger']);
  });
});

describe('deleteClient', () => {
  test('removes a client, and has the worker forget its secrets and no others', async () => {
    const send = vi
      .spyOn(fakeBrowser.runtime, 'sendMessage')
      .mockImplementation(async () => ({ ok: true }));
    await saveClient(sampleClient);
    await saveClient(other);
    await deleteClient(sampleClient.id);
    expect(await stored()).toEqual([other]);
    expect(send.mock.calls).toEqual([
      [{ type: 'write-secrets', clientId: 'sample-id', entries: [] }],
    ]);
  });
});

describe('withNewIdentity', () => {
  test('gives an id and a redirect URI of its own, and keeps the rest', () => {
    const another = withNewIdentity(sampleClient);
    expect(another).toEqual({ ...sampleClient, id: another.id, slug: another.slug });
    expect(new Set([another.id, another.slug, sampleClient.id, sampleClient.slug]).size).toBe(4);
    expect(isSlug(another.id) && isSlug(another.slug)).toBe(true);
  });
});

describe('duplicateClient', () => {
  test('stores a copy with an id and a redirect URI of its own, without the secrets', async () => {
    await saveClient(sampleClient);
    const copy = await duplicateClient(sampleClient);
    expect(copy).toEqual({
      ...sampleClient,
      id: copy.id,
      slug: copy.slug,
      label: 'Booking widget (copy)',
      secrets: [],
    });
    expect(new Set([copy.id, copy.slug, sampleClient.id, sampleClient.slug]).size).toBe(4);
    expect(isSlug(copy.slug)).toBe(true);
    expect(await stored()).toEqual([sampleClient, copy]);
  });

  test('keeps a label that is as long as a label may be', async () => {
    const client = { ...sampleClient, label: 'x'.repeat(200) };
    await saveClient(client);
    await duplicateClient(client);
    expect(await stored()).toHaveLength(2);
  });
});

describe('saveClient and the limits of the store', () => {
  test.each([
    ['a long label', { label: 'x'.repeat(201) }],
    ['a long environment', { environment: 'x'.repeat(201) }],
    ['a long client ID', { clientId: 'x'.repeat(2001) }],
    ['a long parameter', { authorizationParameters: [['hint', 'x'.repeat(4001)]] as const }],
  ])('never stores a client that it cannot read again: %s', async (_, changes) => {
    await saveClient({ ...sampleClient, ...changes }).catch(() => undefined);
    expect(await readClients()).toMatchObject({ ok: true, unreadable: [] });
  });
});

describe('importFromText', () => {
  test.each([
    [[sampleClient], '1 client imported.'],
    [[sampleClient, other], '2 clients imported.'],
  ])('says how many', async (clients, message) => {
    expect(await importFromText(exportClients(clients, new Date(0)))).toEqual({
      ok: true,
      message,
    });
    expect(await stored()).toEqual(clients.map((client) => ({ ...client, secrets: [] })));
  });

  test('says what it left alone', async () => {
    await saveClient(sampleClient);
    const text = exportClients([sampleClient, { ...sampleClient, label: 'Changed' }], new Date(0));
    expect(await importFromText(text)).toEqual({
      ok: true,
      message:
        '1 client imported. “Changed” got a new redirect URI, since another client uses its own: register it at the provider. 1 was here already.',
    });
    expect((await stored())[0]).toEqual(sampleClient);
  });

  test('changes nothing when the file is refused', async () => {
    await saveClient(sampleClient);
    expect(await importFromText('[{"client_id":"c"},7]')).toMatchObject({ ok: false });
    expect(await stored()).toEqual([sampleClient]);
  });

  test('imports two files at once, one after the other', async () => {
    const replies = await Promise.all([
      importFromText(exportClients([sampleClient], new Date(0))),
      importFromText(exportClients([other], new Date(0))),
    ]);
    expect(replies.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await stored()).toEqual([
      { ...sampleClient, secrets: [] },
      { ...other, secrets: [] },
    ]);
  });
});
