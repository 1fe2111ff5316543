import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { fetchWithoutOrigin } from '../../../utils/platform/fetch';
import { deadOrigin, sendJson, startScriptedServer } from '../oauth/scripted-server';

const log: unknown[] = [];

beforeEach(() => {
  log.length = 0;
  vi.spyOn(fakeBrowser.declarativeNetRequest, 'updateSessionRules').mockImplementation(
    async (options: unknown) => {
      log.push(options);
    },
  );
});

const removed = { removeRuleIds: [1] };

describe('fetchWithoutOrigin', () => {
  test('removes the header for this address and this extension, as long as the request lasts', async () => {
    const { origin } = await startScriptedServer((_, response) => {
      log.push('request');
      sendJson(response, {});
    });
    await fetchWithoutOrigin(`${origin}/token?a=1`, { method: 'POST', body: 'x' });
    await vi.waitFor(() => expect(log).toHaveLength(3));
    expect(log).toEqual([
      {
        removeRuleIds: [1],
        addRules: [
          {
            id: 1,
            action: {
              type: 'modifyHeaders',
              requestHeaders: [{ header: 'origin', operation: 'remove' }],
            },
            condition: {
              urlFilter: `|${origin}/token`,
              initiatorDomains: ['test-extension-id'],
              resourceTypes: ['xmlhttprequest'],
              requestMethods: ['post'],
            },
          },
        ],
      },
      'request',
      removed,
    ]);
  });

  test('answers without waiting until it is put back, and then takes the next', async () => {
    const { origin } = await startScriptedServer((_, response) => sendJson(response, {}));
    let release = () => {};
    const update = vi.mocked(fakeBrowser.declarativeNetRequest.updateSessionRules);
    update.mockResolvedValueOnce(undefined).mockImplementationOnce(
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    const { status } = await fetchWithoutOrigin(`${origin}/token`, { method: 'POST' });
    expect(status).toBe(200);
    await vi.waitFor(() => expect(update).toHaveBeenCalledTimes(2));
    const next = fetchWithoutOrigin(`${origin}/next`, { method: 'POST' });
    expect(update).toHaveBeenCalledTimes(2);
    release();
    expect((await next).status).toBe(200);
    expect(log[0]).toMatchObject({ addRules: [{ condition: { urlFilter: `|${origin}/next` } }] });
  });

  test('asks nothing where the header cannot be removed', async () => {
    const { origin, seen } = await startScriptedServer((_, response) => sendJson(response, {}));
    vi.mocked(fakeBrowser.declarativeNetRequest.updateSessionRules).mockRejectedValueOnce(
      new Error('no rule'),
    );
    await expect(fetchWithoutOrigin(origin, { method: 'POST' })).rejects.toThrow('no rule');
    expect(seen).toEqual([]);
  });

  test('puts it back after a request that failed', async () => {
    const origin = await deadOrigin();
    await expect(fetchWithoutOrigin(origin, { method: 'POST' })).rejects.toThrow('fetch failed');
    expect(log).toHaveLength(2);
    expect(log.at(-1)).toEqual(removed);
  });

  test.each([undefined, 'GET'])('leaves a request with the method %s alone', async (method) => {
    const { origin, seen } = await startScriptedServer((_, response) => sendJson(response, {}));
    await fetchWithoutOrigin(origin, method === undefined ? {} : { method });
    expect(seen).toHaveLength(1);
    expect(log).toEqual([]);
  });
});
