import { beforeEach, describe, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { exportClients } from '../../../utils/clients/export-clients';
import { readClients } from '../../../utils/platform/clients-storage';
import { importFromText } from '../../../utils/state/client-files';
import { saveClient } from '../../../utils/state/clients-store';
import { sampleClient } from '../clients/sample-client';

const other = { ...sampleClient, id: 'other', slug: 'other', label: 'Ledger' };

const stored = async () => {
  const document = await readClients();
  return document.ok ? document.clients : [];
};

beforeEach(() => {
  fakeBrowser.reset();
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
