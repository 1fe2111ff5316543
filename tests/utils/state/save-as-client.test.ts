import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { isSlug } from '../../../utils/clients/slug';
import { readClients, updateClients } from '../../../utils/platform/clients-storage';
import { handOver } from '../../../utils/platform/handed-over';
import { saveAsClient, takePageRequest } from '../../../utils/state/save-as-client';
import { readAuthorizationRequest } from '../../../utils/tokens/read-authorization-request';
import { sampleClient } from '../clients/sample-client';

const address = 'https://as.example/authorize?client_id=shop&response_type=code&state=secret-state';

function request(extra = '') {
  const found = readAuthorizationRequest(address + extra);
  if (found === undefined) throw new Error('That is no authorization request.');
  return found;
}

const stored = async () => {
  const document = await readClients();
  return document.ok ? document.clients : [];
};

beforeEach(() => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.identity, 'getRedirectURL').mockReturnValue('https://abc.chromiumapp.org/');
});

describe('saveAsClient', () => {
  test('stores a client with an id and a redirect URI of its own', async () => {
    await updateClients(() => [sampleClient]);
    const saved = await saveAsClient(request());
    const [first, client] = await stored();
    expect(first).toEqual(sampleClient);
    expect(saved).toEqual({ ok: true, clientId: client?.id, isNew: true });
    expect(client).toMatchObject({ clientId: 'shop', label: 'shop at as.example' });
    expect([client?.id, client?.slug].every((id = '') => isSlug(id))).toBe(true);
    expect(client?.id).not.toBe(client?.slug);
  });

  test('makes no second one, and leaves the first as it is', async () => {
    const saved = await saveAsClient(request());
    const before = await stored();
    expect(await saveAsClient(request('&scope=other'))).toEqual({ ...saved, isNew: false });
    expect(await stored()).toEqual(before);
  });

  test('makes one, where it is asked twice at once', async () => {
    const saved = await Promise.all([saveAsClient(request()), saveAsClient(request())]);
    const [client, ...others] = await stored();
    expect(others).toEqual([]);
    expect(saved).toEqual([
      { ok: true, clientId: client?.id, isNew: true },
      { ok: true, clientId: client?.id, isNew: false },
    ]);
  });

  test('leaves a half-filled form of a new client alone', async () => {
    await fakeBrowser.storage.session.set({ 'draft:new': 'half typed' });
    await saveAsClient(request());
    expect(await fakeBrowser.storage.session.get(null)).toEqual({ 'draft:new': 'half typed' });
  });

  test('says why nothing was stored', async () => {
    const tooLong = `&prompt=${'x'.repeat(5000)}`;
    expect(await saveAsClient(request(tooLong))).toEqual({
      ok: false,
      message: expect.stringContaining('authorization_parameters'),
    });
    expect(await stored()).toEqual([]);
    await fakeBrowser.storage.local.set({ clients: 'junk' });
    expect(await saveAsClient(request())).toEqual({
      ok: false,
      message: 'The stored clients are damaged: they are not a list of clients.',
    });
    expect(await fakeBrowser.storage.local.get(null)).toEqual({ clients: 'junk' });
  });
});

describe('takePageRequest', () => {
  test('gives what was handed over, once', async () => {
    await handOver('request', address);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    expect(await takePageRequest()).toEqual(request());
    expect(await fakeBrowser.storage.session.get(null)).toEqual({});
    expect(await takePageRequest()).toBeUndefined();
  });

  test.each(['junk', 5, null, { endpoint: 'https://as.example' }, `javascript:${address}`])(
    'takes %j for no request, and forgets it',
    async (value) => {
      await fakeBrowser.storage.session.set({ 'handed-over-request': value });
      expect(await takePageRequest()).toBeUndefined();
      expect(await fakeBrowser.storage.session.get(null)).toEqual({});
    },
  );
});
