// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Client } from '../../../utils/clients/client';
import {
  askForAccess,
  askForRun,
  connectAccess,
  useAccessLookup,
} from '../../../utils/state/access-store';
import { useFreshPage } from '../../components/page';
import { sampleClient } from '../clients/sample-client';
import { simulateBrowser } from '../platform/simulated-browser';

useFreshPage();

const granted = new Set<string>();
let browser = simulateBrowser();

beforeEach(() => {
  granted.clear();
  browser = simulateBrowser();
  vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(
    async (wanted: { origins?: string[] }) =>
      (wanted.origins ?? []).every((origin) => granted.has(origin)),
  );
});

/** Clients of servers of their own: what is known of an origin is known to all tests. */
const clientOf = (name: string, changes: Partial<Client> = {}): Client => ({
  ...sampleClient,
  issuer: `https://auth.${name}.example`,
  endpoints: {},
  redirectUris: [`https://app.${name}.example/cb`, `https://two.${name}.example/cb`],
  ...changes,
});

const asked = () => vi.mocked(fakeBrowser.permissions.request).mock.calls;

/** Shows a page that lists these clients, until what they need was looked up. */
async function lookUp(...clients: readonly Client[]) {
  renderHook(() => useAccessLookup(clients));
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
}

describe('askForRun', () => {
  test.each<[string, Partial<Client>, readonly string[]]>([
    ['extension', {}, ['https://auth.one.example/*']],
    ['manual', { redirectMode: 'manual' }, ['https://auth.one.example/*']],
    [
      'capture',
      { redirectMode: 'capture' },
      ['https://auth.one.example/*', 'https://app.one.example/*'],
    ],
    [
      'capture, at the redirect URI of the extension',
      { redirectMode: 'capture', redirectUris: [] },
      ['https://auth.one.example/*'],
    ],
    [
      'capture, another URI chosen',
      { redirectMode: 'capture', chosenRedirectUri: 'https://two.one.example/cb' },
      ['https://auth.one.example/*', 'https://two.one.example/*'],
    ],
    [
      'capture, without a user',
      { redirectMode: 'capture', grantType: 'client_credentials' },
      ['https://auth.one.example/*'],
    ],
  ])('asks for all that a run needs: %s', async (_, changes, origins) => {
    expect(await askForRun(clientOf('one', changes))).toBe(true);
    expect(asked()).toEqual([[{ origins }]]);
  });

  test('asks for what another redirect needs', async () => {
    await askForRun(clientOf('two'), { mode: 'capture', uri: 'https://tab.two.example/cb' });
    expect(asked()).toEqual([
      [{ origins: ['https://auth.two.example/*', 'https://tab.two.example/*'] }],
    ]);
  });

  test('asks only for what is not known to be granted', async () => {
    granted.add('https://auth.three.example/*');
    const client = clientOf('three', { redirectMode: 'capture' });
    await lookUp(client);
    await askForRun(client);
    expect(asked()).toEqual([[{ origins: ['https://app.three.example/*'] }]]);
  });

  test('asks for nothing where all is granted, in the handler of the click', async () => {
    const client = clientOf('four', { redirectMode: 'capture' });
    granted.add('https://auth.four.example/*').add('https://app.four.example/*');
    await lookUp(client);
    expect(await askForRun(client)).toBe(true);
    expect(asked()).toEqual([]);
  });
});

describe('useAccessLookup', () => {
  test('looks up each origin once', async () => {
    const client = clientOf('five', { redirectMode: 'capture' });
    await lookUp(client, client);
    await lookUp(client);
    expect(vi.mocked(fakeBrowser.permissions.contains).mock.calls).toEqual([
      [{ origins: ['https://auth.five.example/*'] }],
      [{ origins: ['https://app.five.example/*'] }],
    ]);
  });
});

describe('connectAccess', () => {
  test('follows what is given and taken', async () => {
    connectAccess();
    const client = clientOf('six');
    await lookUp(client);
    granted.add('https://auth.six.example/*');
    browser.permissionAdded.trigger();
    await vi.waitFor(async () => {
      vi.mocked(fakeBrowser.permissions.request).mockClear();
      await askForRun(client);
      expect(asked()).toEqual([]);
    });
    granted.clear();
    browser.permissionRemoved.trigger();
    await vi.waitFor(async () => {
      vi.mocked(fakeBrowser.permissions.request).mockClear();
      await askForRun(client);
      expect(asked()).toHaveLength(1);
    });
  });
});

describe('askForAccess', () => {
  test('says what the user decided', async () => {
    vi.mocked(fakeBrowser.permissions.request).mockImplementation(async () => false);
    expect(await askForAccess(['https://seven.example'])).toBe(false);
    expect(await askForAccess([])).toBe(true);
  });
});
