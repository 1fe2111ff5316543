import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  closeSignInWindow,
  extensionRedirectBase,
  openSignInWindow,
} from '../../../utils/platform/identity';

const url = 'https://auth.example.com/authorize';
const wanted = { signal: new AbortController().signal, onOpened: () => undefined, isSilent: false };

const launch = (outcome: () => Promise<string | undefined>) =>
  vi.spyOn(fakeBrowser.identity, 'launchWebAuthFlow').mockImplementation(outcome);

const rememberedWindow = async () =>
  (await fakeBrowser.storage.session.get('sign-in-window'))['sign-in-window'];

beforeEach(() => {
  fakeBrowser.reset();
});

describe('extensionRedirectBase', () => {
  test.each(['https://abc.chromiumapp.org/', 'https://abc.extensions.allizom.org'])(
    '%s ends with a slash',
    (base) => {
      vi.spyOn(fakeBrowser.identity, 'getRedirectURL').mockReturnValue(base);
      expect(extensionRedirectBase()).toBe(`${base.replace(/\/$/, '')}/`);
    },
  );
});

describe('openSignInWindow', () => {
  test('gives the address to which the server came back', async () => {
    const spy = launch(async () => 'https://abc.chromiumapp.org/x?code=1');
    expect(await openSignInWindow(url, wanted)).toEqual({
      kind: 'redirected',
      url: 'https://abc.chromiumapp.org/x?code=1',
    });
    // Firefox rejects members that it does not know.
    expect(spy).toHaveBeenCalledWith({ url, interactive: true });
  });

  test('shows no page for a silent request', async () => {
    const spy = launch(async () => 'https://abc.chromiumapp.org/x?error=login_required');
    await openSignInWindow(url, { ...wanted, isSilent: true });
    expect(spy).toHaveBeenCalledWith({ url, interactive: false });
  });

  test('takes no address for a closed window', async () => {
    launch(async () => undefined);
    expect(await openSignInWindow(url, wanted)).toEqual({ kind: 'closed' });
  });

  test.each([
    ['The user did not approve access.', { kind: 'closed' }],
    ['User cancelled or denied access.', { kind: 'closed' }],
    ['Only one web auth flow is allowed at a time.', { kind: 'busy' }],
    ['User interaction required.', { kind: 'page-shown' }],
    [
      'User interaction required. Try setting `abortOnLoadForNonInteractive`.',
      { kind: 'page-shown' },
    ],
    [
      'Authorization page could not be loaded.',
      { kind: 'not-loaded', message: 'Authorization page could not be loaded.' },
    ],
    ['Something new.', { kind: 'not-loaded', message: 'Something new.' }],
  ])('understands “%s”', async (message, outcome) => {
    launch(() => Promise.reject(new Error(message)));
    expect(await openSignInWindow(url, wanted)).toEqual(outcome);
  });

  test('remembers its window, closes it when asked, and forgets it', async () => {
    const { promise, reject } = Promise.withResolvers<string>();
    launch(() => promise);
    fakeBrowser.windows.onRemoved.addListener(() =>
      reject(new Error('The user did not approve access.')),
    );
    const outcome = openSignInWindow(url, wanted);
    await fakeBrowser.windows.create({ type: 'normal' });
    expect(await rememberedWindow()).toBeUndefined();
    const popup = await fakeBrowser.windows.create({ type: 'popup' });
    await vi.waitFor(async () => expect(await rememberedWindow()).toBe(popup?.id));
    await fakeBrowser.windows.create({ type: 'popup' });
    await closeSignInWindow();
    expect(await outcome).toEqual({ kind: 'closed' });
    expect((await fakeBrowser.windows.getAll()).map(({ id }) => id)).not.toContain(popup?.id);
    expect(await fakeBrowser.windows.getAll()).toHaveLength(3);
    expect(await rememberedWindow()).toBeUndefined();
  });

  test('tells when its window opens', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    launch(() => promise);
    const onOpened = vi.fn<() => void>();
    const outcome = openSignInWindow(url, { ...wanted, onOpened, isSilent: false });
    expect(onOpened).not.toHaveBeenCalled();
    await fakeBrowser.windows.create({ type: 'popup' });
    expect(onOpened).toHaveBeenCalledOnce();
    resolve('https://abc.chromiumapp.org/x');
    await outcome;
  });

  test('says that no page came, when none did in a minute', async () => {
    vi.useFakeTimers();
    try {
      launch(() => Promise.withResolvers<string>().promise);
      const outcome = openSignInWindow(url, wanted);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(await outcome).toEqual({ kind: 'no-page' });
    } finally {
      vi.useRealTimers();
    }
  });

  test('closes a window that comes after it was cancelled', async () => {
    const controller = new AbortController();
    const { promise, resolve } = Promise.withResolvers<string>();
    launch(() => promise);
    const outcome = openSignInWindow(url, { ...wanted, signal: controller.signal });
    controller.abort();
    const popup = await fakeBrowser.windows.create({ type: 'popup' });
    expect((await fakeBrowser.windows.getAll()).map(({ id }) => id)).not.toContain(popup?.id);
    resolve('https://abc.chromiumapp.org/x');
    await outcome;
  });

  test('takes no popup that opens after the flow has ended', async () => {
    launch(async () => 'https://abc.chromiumapp.org/x');
    await openSignInWindow(url, wanted);
    await fakeBrowser.windows.create({ type: 'popup' });
    expect(await rememberedWindow()).toBeUndefined();
  });
});
