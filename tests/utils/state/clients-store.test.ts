import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isSlug } from '../../../utils/clients/slug';
import { readClients } from '../../../utils/platform/clients-storage';
import {
  deleteClient,
  duplicateClient,
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
