import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../../utils/clients/client';
import { followClients, readClients, updateClients } from '../../../utils/platform/clients-storage';
import { sampleClient } from '../clients/sample-client';

const numbered = (number: number): Client => ({
  ...sampleClient,
  id: `id-${number}`,
  slug: `slug-${number}`,
});

beforeEach(() => {
  fakeBrowser.reset();
});

describe('updateClients', () => {
  test('stores clients that readClients gives back', async () => {
    await updateClients(() => [sampleClient]);
    expect(await readClients()).toEqual({ ok: true, clients: [sampleClient], unreadable: [] });
  });

  test('loses none of many changes at once', async () => {
    await Promise.all(
      Array.from({ length: 20 }, (_, number) =>
        updateClients((clients) => [...clients, numbered(number)]),
      ),
    );
    const document = await readClients();
    expect(document.ok && document.clients.map(({ id }) => id)).toEqual(
      Array.from({ length: 20 }, (_, number) => `id-${number}`),
    );
  });

  test('keeps a record that it cannot read', async () => {
    const broken = { client_id: 7 };
    await fakeBrowser.storage.local.set({ clients: { version: 1, clients: [broken] } });
    await updateClients(() => [sampleClient]);
    expect(await readClients()).toMatchObject({
      ok: true,
      clients: [{ id: 'sample-id' }],
      unreadable: [{ raw: broken }],
    });
  });

  test.each([
    ['of a later version', { version: 2, clients: ['of the future'] }],
    ['that is damaged', 'junk'],
  ])('leaves a store untouched %s', async (_, stored) => {
    await fakeBrowser.storage.local.set({ clients: stored });
    await expect(updateClients(() => [])).rejects.toThrow(/^The stored clients /);
    expect(await fakeBrowser.storage.local.get('clients')).toEqual({ clients: stored });
  });

  test('says that the storage is full, and passes other errors on', async () => {
    const set = vi.spyOn(fakeBrowser.storage.local, 'set');
    set.mockRejectedValueOnce(new Error('Resource::kQuotaBytes quota exceeded'));
    await expect(updateClients(() => [sampleClient])).rejects.toThrow(
      'The storage that the browser gives an extension is full. Nothing was changed.',
    );
    set.mockRejectedValueOnce(new Error('another fault'));
    await expect(updateClients(() => [sampleClient])).rejects.toThrow('another fault');
    set.mockRestore();
    await updateClients(() => [sampleClient]);
    expect(await readClients()).toMatchObject({ clients: [{ id: 'sample-id' }] });
  });
});

describe('followClients', () => {
  test('tells of what is stored, then of every change, until it is stopped', async () => {
    const told: unknown[] = [];
    const stop = followClients((document) => {
      told.push(document.ok && document.clients.map(({ id }) => id));
    });
    await vi.waitFor(() => expect(told).toEqual([[]]));
    await updateClients(() => [numbered(1)]);
    expect(told).toEqual([[], ['id-1']]);
    stop();
    await updateClients(() => [numbered(2)]);
    expect(told).toHaveLength(2);
  });

  test('does not tell of old news after new', async () => {
    const told: unknown[] = [];
    followClients((document) => told.push(document.ok && document.clients.length));
    await updateClients(() => [sampleClient]);
    await readClients();
    expect(told.at(-1)).toBe(1);
  });
});
