import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { useFreshPage } from './page';

useFreshPage();
beforeEach(() => {
  vi.resetModules();
});

const OPAQUE = '2YotnFZFEjr1zCsicMWpAA';
const INSPECT = 'chrome-extension://test-extension-id/options.html#/inspect';

async function paste(text: string) {
  const { PasteToken } = await import('../../components/popup/PasteToken');
  render(<PasteToken />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('textbox', { name: 'Paste a token' }));
  await user.paste(text);
  return user;
}

describe('PasteToken', () => {
  test('says what was pasted', async () => {
    await paste(OPAQUE);
    expect((await screen.findByRole('status')).textContent).toBe('Opaque token');
    expect(screen.getByRole('region', { name: 'Token' })).toBeDefined();
  });

  test('offers nothing to do with blanks', async () => {
    await paste('  \n');
    expect(screen.queryByRole('button')).toBeNull();
  });

  test('hands the text over in memory, and opens Inspect without it in the address', async () => {
    const create = vi.spyOn(fakeBrowser.tabs, 'create').mockImplementation(async () => {
      expect(await fakeBrowser.storage.session.get(null)).toEqual({ 'handed-over-text': OPAQUE });
      return {} as never;
    });
    const user = await paste(OPAQUE);
    await user.click(await screen.findByRole('button', { name: 'Open in Inspect' }));
    await vi.waitFor(() => expect(create.mock.calls).toEqual([[{ url: INSPECT }]]));
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('says that there is no room to hand it over', async () => {
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(new Error('quota'));
    const create = vi.spyOn(fakeBrowser.tabs, 'create');
    const user = await paste(OPAQUE);
    await user.click(await screen.findByRole('button', { name: 'Open in Inspect' }));
    expect((await screen.findByRole('alert')).textContent).toContain('no room to hand over 22');
    expect(create).not.toHaveBeenCalled();
  });

  test('says that it cannot read, where a part of the popup does not load', async () => {
    vi.doMock('../../components/popup/PastedText', () => {
      throw new Error('Failed to fetch dynamically imported module');
    });
    await paste(OPAQUE);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'A part of the popup could not be loaded.',
    );
    expect(screen.getByRole('button', { name: 'Open in Inspect' })).toBeDefined();
    vi.doUnmock('../../components/popup/PastedText');
  });
});
