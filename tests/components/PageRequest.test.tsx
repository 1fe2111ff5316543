import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useFreshPage } from './page';

useFreshPage();
// The store lives as long as the page: each test opens a popup of its own.
beforeEach(() => {
  vi.resetModules();
});

const address = 'https://as.example:8443/authorize?client_id=shop&response_type=code&state=s';

async function openOver(url: string | undefined) {
  const query = vi
    .spyOn(fakeBrowser.tabs, 'query')
    .mockImplementation(async () => [{ url } as never]);
  const { connectPageRequest } = await import('../../utils/state/page-request-store');
  const { PageRequest } = await import('../../components/popup/PageRequest');
  connectPageRequest();
  const { container } = render(<PageRequest />);
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  expect(query.mock.calls).toEqual([[{ active: true, currentWindow: true }]]);
  return container;
}

describe('PageRequest', () => {
  test('says over an authorization page whose client it is, and of which server', async () => {
    await openOver(address);
    const card = await screen.findByRole('region', { name: 'Authorization request' });
    expect(card.textContent).toContain('as.example:8443 · shop');
  });

  test('finds the request that a sign-in page carries along', async () => {
    const path = new URL(address).pathname + new URL(address).search;
    await openOver(`https://login.example/Account/Login?ReturnUrl=${encodeURIComponent(path)}`);
    expect(await screen.findByText(/^login\.example ·/)).toBeDefined();
  });

  test.each([
    undefined,
    '',
    'https://as.example/',
    'chrome://newtab/',
    'chrome-extension://test-extension-id/popup.html?client_id=a&response_type=code',
  ])('shows nothing over %j', async (url) => {
    const container = await openOver(url);
    expect(container.childElementCount).toBe(0);
  });

  test.each(['<img src=x onerror="alert(1)">', '\u202Egnitset\u202C', 'x'.repeat(2000)])(
    'shows the hostile client ID %# as text',
    async (clientId) => {
      const container = await openOver(
        `https://as.example/a?response_type=code&client_id=${encodeURIComponent(clientId)}`,
      );
      expect((await screen.findByRole('region')).textContent).toContain(`as.example · ${clientId}`);
      expect(container.querySelectorAll('img, script')).toHaveLength(0);
      expect(container.querySelector('bdi')?.textContent).toBe(clientId);
    },
  );

  test('hands the request over in memory, and opens the workbench without it in the address', async () => {
    const create = vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(async () => {
      // The page that opens finds it there.
      expect(await fakeBrowser.storage.session.get(null)).toEqual({
        'handed-over-request': address,
      });
      return {} as never;
    });
    await openOver(address);
    await userEvent.setup().click(await screen.findByRole('button', { name: 'Save as client' }));
    await vi.waitFor(() => expect(create).toHaveBeenCalledOnce());
    expect(create.mock.calls).toEqual([
      [{ url: 'chrome-extension://test-extension-id/options.html#/clients/new/from-request' }],
    ]);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });
});
