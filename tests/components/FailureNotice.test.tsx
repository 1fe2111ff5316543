import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { FailureNotice } from '../../components/runs/FailureNotice';
import type { Client } from '../../utils/clients/client';
import type { Redirect } from '../../utils/clients/redirect';
import {
  callbackMissed,
  type Failure,
  permissionMissing,
  permissionWithdrawn,
} from '../../utils/oauth/failure';
import { signInExpired } from '../../utils/oauth/sign-in-expiry';
import { updateClients } from '../../utils/platform/clients-storage';
import { sampleClient } from '../utils/clients/sample-client';
import { redirectUri, runOf, started } from '../utils/oauth/sample-run';
import { connectFreshClients, hostileTexts, useFreshPage } from './page';

useFreshPage();

const uri = 'https://app.example.com/callback';
const inWindow: Redirect = { mode: 'extension', uri: redirectUri, isOwn: true };
const capture: Redirect = { mode: 'capture', uri };
const manual: Redirect = { mode: 'manual', uri };

const pageNotLoaded: Failure = {
  code: 'page_not_loaded',
  cause: 'auth.example.com sent no sign-in page',
  remedy: 'Look at its log.',
};
const interactionRequired: Failure = {
  code: 'interaction_required',
  cause: 'the server has a page to show',
  remedy: 'Run without prompt=none to see the page.',
};
const missing = permissionMissing(['https://app.example.com']);

/** The notice of a run with this redirect that failed so. */
async function show(
  failure: Failure,
  redirect: Redirect,
  stored: readonly Client[] = [sampleClient],
) {
  await updateClients(() => stored);
  await connectFreshClients();
  const onAllow = vi.fn<(origins: readonly string[]) => void>();
  const onUnlocked = vi.fn<() => void>();
  const onOpenTab = vi.fn<() => void>();
  const onPaste = vi.fn<() => void>();
  const handlers = { onAllow, onUnlocked, onOpenTab, onPaste };
  const run = runOf([
    { ...started, redirect } as typeof started,
    { type: 'failed', at: 2000, failure },
  ]);
  const { container } = render(<FailureNotice run={run} failure={failure} {...handlers} />);
  return { user: userEvent.setup(), container, ...handlers };
}

const buttons = () => screen.queryAllByRole('button').map((button) => button.textContent);
const links = () => screen.queryAllByRole('link').map((link) => link.textContent);

const ALLOW = 'Allow access to app.example.com';
const PASTE = 'Paste the callback URL instead';
const OPEN = 'Open in a tab';
const EDIT = 'Edit the client “Booking widget”';

describe('FailureNotice', () => {
  test.each<[string, Failure, Redirect, readonly string[], readonly string[]]>([
    ['no page in the window', pageNotLoaded, inWindow, [OPEN], [EDIT]],
    ['no page in a tab', pageNotLoaded, capture, [], [EDIT]],
    ['no page, where it is pasted', pageNotLoaded, manual, [], [EDIT]],
    ['access missing for what is captured', missing, capture, [ALLOW, PASTE], []],
    [
      'access taken away from what is captured',
      permissionWithdrawn(['https://app.example.com']),
      capture,
      [ALLOW, PASTE],
      [],
    ],
    ['access missing, where it is pasted', missing, manual, [ALLOW], []],
    ['access missing for the window', missing, inWindow, [ALLOW], []],
    ['a page though none was asked for', interactionRequired, inWindow, [], []],
    ['a callback that was missed', callbackMissed(uri), capture, [], []],
    ['a sign-in that took too long', signInExpired(), capture, [], []],
    [
      'an error of the server',
      { code: 'authorization_error', cause: 'invalid_scope', remedy: 'Compare.' },
      capture,
      [],
      [EDIT],
    ],
  ])('offers after %s what helps there, and no more', async (_, failure, redirect, ...expected) => {
    await show(failure, redirect);
    expect(screen.getByText(failure.remedy)).toBeDefined();
    expect([buttons(), links()]).toEqual(expected);
  });

  // Neither can be run again.
  test.each<[Failure, Redirect, readonly string[]]>([
    [pageNotLoaded, inWindow, []],
    [missing, capture, [ALLOW]],
  ])('offers no other way of %j where the client was deleted', async (failure, redirect, left) => {
    await show(failure, redirect, []);
    expect(buttons()).toEqual(left);
    expect(links()).toEqual([]);
  });

  test('runs again in a tab', async () => {
    const { user, onOpenTab, onPaste, onAllow } = await show(pageNotLoaded, inWindow);
    await user.click(screen.getByRole('button', { name: OPEN }));
    expect(onOpenTab).toHaveBeenCalledOnce();
    expect(onPaste).not.toHaveBeenCalled();
    expect(onAllow).not.toHaveBeenCalled();
  });

  test('runs again with a callback that is pasted', async () => {
    const { user, onOpenTab, onPaste, onAllow } = await show(missing, capture);
    await user.click(screen.getByRole('button', { name: PASTE }));
    expect(onPaste).toHaveBeenCalledOnce();
    expect(onOpenTab).not.toHaveBeenCalled();
    expect(onAllow).not.toHaveBeenCalled();
  });

  test('asks for the access that is missing', async () => {
    const { user, onAllow, onPaste } = await show(missing, capture);
    await user.click(screen.getByRole('button', { name: ALLOW }));
    expect(onAllow.mock.calls).toEqual([[['https://app.example.com']]]);
    expect(onPaste).not.toHaveBeenCalled();
  });

  test('leads to the client', async () => {
    await show(pageNotLoaded, inWindow);
    expect(screen.getByRole('link', { name: EDIT }).getAttribute('href')).toBe(
      '#/clients/sample-id',
    );
  });

  test('asks for the passphrase where the vault is locked, and for nothing else', async () => {
    await show({ code: 'vault_locked', cause: 'locked', remedy: 'Unlock it.' }, capture);
    expect(screen.getByLabelText('Vault passphrase')).toBeDefined();
    expect(buttons()).not.toContain(PASTE);
    expect(screen.queryByText('Unlock it.')).toBeNull();
  });

  test.each(hostileTexts)('shows the hostile remedy %# as text', async (remedy) => {
    const { container } = await show({ code: 'token_error', cause: 'c', remedy }, inWindow);
    expect(container.querySelector('p')?.textContent).toBe(remedy);
    expect(container.querySelectorAll('img, script, table')).toHaveLength(0);
  });
});
