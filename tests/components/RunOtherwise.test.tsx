import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { RunOtherwise } from '../../components/runs/RunOtherwise';
import type { Client } from '../../utils/clients/client';
import type { Run } from '../../utils/oauth/run';
import type { ServerMetadata } from '../../utils/oauth/server-metadata';
import { updateClients } from '../../utils/platform/clients-storage';
import { sampleClient } from '../utils/clients/sample-client';
import { goodEvents, runOf, runUpTo, server } from '../utils/oauth/sample-run';
import { connectFreshClients, useFreshPage } from './page';

useFreshPage();

const good = runOf(goodEvents);

async function show(run: Run = good, stored: readonly Client[] = [sampleClient]) {
  await updateClients(() => stored);
  await connectFreshClients();
  const send = vi
    .spyOn(fakeBrowser.runtime, 'sendMessage')
    .mockImplementation(async () => ({ ok: true, runId: 'run-2' }));
  const { container } = render(<RunOtherwise run={run} />);
  return { user: userEvent.setup(), send, container };
}

const announcing = (endpoint: string): Run => {
  const known: ServerMetadata = { ...server, end_session_endpoint: endpoint };
  return { ...good, server: known };
};

describe('RunOtherwise', () => {
  test('runs the client again with the parameters of that way, and shows the new run', async () => {
    const { user, send } = await show();
    await user.click(screen.getByRole('button', { name: /^Silent check/ }));
    await waitFor(() => expect(window.location.pathname).toBe('/runs/run-2'));
    expect(send.mock.calls).toEqual([
      [{ type: 'start-run', clientId: 'sample-id', overrides: [['prompt', 'none']] }],
    ]);
  });

  test('runs none whose client was deleted', async () => {
    const { user, send } = await show(good, []);
    await user.click(screen.getByRole('button', { name: /^Sign in again/ }));
    expect(send).not.toHaveBeenCalled();
  });

  test('leads to where the user signs out, if the server says where', async () => {
    await show(announcing('https://auth.example.com/out'));
    const link = screen.getByRole('link', { name: 'Log out' });
    expect(link.getAttribute('href')).toBe('https://auth.example.com/out?client_id=booking-widget');
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
    expect(
      screen.getByText(/^at the provider, in a tab\. The ID token is not sent along/),
    ).toBeDefined();
  });

  test('leads to the address that was typed into the client since', async () => {
    const typed = { ...sampleClient, provider: 'generic-oauth2' };
    await show({ ...good, client: typed }, [typed]);
    expect(screen.getByRole('link', { name: 'Log out' }).getAttribute('href')).toBe(
      'https://auth.example.com/out?client_id=booking-widget',
    );
  });

  test.each<[string, Run]>([
    ['says nothing of it', good],
    ['names no address', announcing('')],
    ['names a script', announcing('javascript:alert(1)')],
  ])('leads nowhere where the server %s', async (_, run) => {
    await show(run);
    expect(screen.getByRole('region', { name: 'Run it otherwise' })).toBeDefined();
    expect(screen.queryByRole('link')).toBeNull();
  });

  test.each<[string, Run]>([
    ['is under way', runUpTo('authorization-requested')],
    ['refreshes', { ...good, grant: 'refresh_token' }],
    ['has no user', { ...good, grant: 'client_credentials' }],
  ])('shows nothing for a run that %s', async (_, run) => {
    const { container } = await show(run);
    expect(container.childElementCount).toBe(0);
  });
});
