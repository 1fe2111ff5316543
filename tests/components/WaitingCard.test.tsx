import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { WaitingCard } from '../../components/runs/WaitingCard';
import type { Redirect } from '../../utils/clients/redirect';
import { keepWaitingRun } from '../../utils/platform/waiting-run';
import { authorization, goodEvents, runOf, started } from '../utils/oauth/sample-run';
import { redirectBase, useFreshPage } from './page';

useFreshPage();

const uri = 'https://app.example.com/callback';
const own = `${redirectBase}sample-slug`;

/** A run that waits for its callback at this redirect URI, since this time. */
function waitingRun(redirect: Redirect, since = 5000) {
  return runOf([
    { ...started, redirect } as typeof started,
    ...goodEvents.slice(1, 4),
    { type: 'authorization-requested', at: since, ...authorization },
  ]);
}

function show(redirect: Redirect) {
  render(<WaitingCard run={waitingRun(redirect)} />);
  const card = screen.getByRole('region', { name: 'Waiting for the callback' });
  return { user: userEvent.setup(), card, text: card.textContent };
}

const buttons = () =>
  screen
    .getAllByRole('button')
    .map((button) => button.getAttribute('aria-label') ?? button.textContent);

describe('WaitingCard', () => {
  test('says until when it waits', () => {
    const since = new Date(2026, 4, 6, 9, 45).getTime();
    render(<WaitingCard run={waitingRun({ mode: 'capture', uri }, since)} />);
    expect(screen.getByText('until 10:15')).toBeDefined();
  });

  test('shows nothing before the request', () => {
    const { container } = render(<WaitingCard run={runOf([started])} />);
    expect(container.childElementCount).toBe(0);
  });

  test('of a callback that is captured names what is taken, and what passes', () => {
    const { text } = show({ mode: 'capture', uri });
    expect(text).toContain(
      `The sign-in is open in a tab. What the server sends to ${uri} for this run is taken there, before the app sees it; everything else passes.`,
    );
    expect(text).not.toContain('which no server answers');
    expect(buttons()).toEqual(['Show the tab', 'Use callback URL']);
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.queryByRole('list')).toBeNull();
  });

  test('brings the tab of the sign-in to the front', async () => {
    const { user } = show({ mode: 'capture', uri });
    const { id: tabId = -1 } = await fakeBrowser.tabs.create({ url: authorization.url });
    await keepWaitingRun({
      runId: 'run-1',
      state: 'the-state',
      redirect: { mode: 'capture', uri },
      tabId,
    });
    const update = vi.spyOn(fakeBrowser.tabs, 'update');
    await user.click(screen.getByRole('button', { name: 'Show the tab' }));
    await vi.waitFor(() => expect(update.mock.calls).toEqual([[tabId, { active: true }]]));
  });

  test('keeps the field for a callback folded away where one is captured', () => {
    show({ mode: 'capture', uri });
    const fold = screen.getByText('Paste the callback URL instead').closest('details');
    if (fold === null) throw new Error('It is no fold.');
    expect(fold.open).toBe(false);
    expect(within(fold).getByLabelText('Callback URL')).toBeDefined();
    expect(screen.getAllByLabelText('Callback URL')).toHaveLength(1);
  });

  test('of a redirect URI of the extension says that no server answers there, and asks for access', async () => {
    const { text, user } = show({ mode: 'capture', uri: own, isOwn: true });
    expect(text).toContain(
      `The sign-in is open in a tab. If it succeeds, it ends at ${own}, which no server answers: allow access and reload it, and the callback is taken; or paste that address below.`,
    );
    expect(text).not.toContain('before the app sees it');
    const host = new URL(redirectBase).host;
    expect(buttons()).toEqual(['Show the tab', `Allow access to ${host}`, 'Use callback URL']);
    const request = vi.spyOn(fakeBrowser.permissions, 'request');
    await user.click(screen.getByRole('button', { name: `Allow access to ${host}` }));
    expect(request.mock.calls).toEqual([[{ origins: [`https://${host}/*`] }]]);
  });

  test('of a callback that is pasted says step by step what to do', () => {
    show({ mode: 'manual', uri });
    const steps = within(screen.getByRole('list')).getAllByRole('listitem');
    expect(steps.map((step) => step.firstChild?.textContent)).toEqual([
      'Sign in at the authorization server, here or on any other device.',
      'You are sent to ',
      'Copy the address that you were sent to, and paste it here.',
    ]);
    expect(steps[1]?.textContent).toBe(
      `You are sent to ${uri}. Nothing is captured: whatever lives there gets the callback.`,
    );
    expect(buttons()).toEqual(['Copy authorization URL', 'Use callback URL']);
    expect(screen.getByLabelText('Callback URL').closest('details')).toBeNull();
    expect(screen.queryByText('Paste the callback URL instead')).toBeNull();
  });

  test('opens the sign-in page, and copies its address, for a callback that is pasted', async () => {
    const { user } = show({ mode: 'manual', uri });
    const link = screen.getByRole('link', { name: 'Open the sign-in page' });
    expect(link.getAttribute('href')).toBe(authorization.url);
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    await user.click(screen.getByRole('button', { name: 'Copy authorization URL' }));
    expect(await navigator.clipboard.readText()).toBe(authorization.url);
  });

  test.each(['myapp://callback', 'com.example.app:/callback', 'urn:ietf:wg:oauth:2.0:oob'])(
    'says where the address of an app is found: %s',
    (address) => {
      const { text } = show({ mode: 'manual', uri: address });
      expect(text).toContain(
        `You are sent to ${address}. Where the app is installed, it gets the callback. Elsewhere a browser stays on the page, and names the address in the console of its developer tools (F12).`,
      );
      expect(text).not.toContain('Nothing is captured');
    },
  );

  test('pastes into its own run, whatever the mode', async () => {
    const send = vi
      .spyOn(fakeBrowser.runtime, 'sendMessage')
      .mockImplementation(async () => ({ ok: false, message: 'This is no callback.' }));
    for (const mode of ['manual', 'capture'] as const) {
      const { unmount } = render(<WaitingCard run={waitingRun({ mode, uri })} />);
      const user = userEvent.setup();
      await user.type(screen.getByLabelText('Callback URL'), mode);
      await user.click(screen.getByRole('button', { name: 'Use callback URL' }));
      expect(await screen.findByText('This is no callback.')).toBeDefined();
      expect(send).toHaveBeenLastCalledWith({
        type: 'callback-pasted',
        runId: 'run-1',
        text: mode,
      });
      unmount();
    }
  });
});
