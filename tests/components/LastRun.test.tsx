import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { LastRun } from '../../components/popup/LastRun';
import { runFromEvents } from '../../utils/oauth/run';
import type { RunEvent } from '../../utils/oauth/run-event';
import { summaryOf } from '../../utils/oauth/run-summary';
import { writeRun } from '../../utils/platform/runs-storage';
import {
  authorization,
  exchangeOf,
  goodEvents,
  started,
  tokenBody,
} from '../utils/oauth/sample-run';
import { useFreshPage } from './page';

useFreshPage();

async function store(events: readonly RunEvent[]) {
  const run = runFromEvents(events);
  if (run === undefined) throw new Error('The events do not begin with a start.');
  await writeRun(summaryOf(run), events);
}

const status = () => screen.findByRole('status', { name: 'Run status' });

describe('LastRun', () => {
  test('says that there was no run yet', async () => {
    render(<LastRun runId={undefined} />);
    expect((await status()).textContent).toBe('No run yet');
  });

  test('follows a run live, to its end', async () => {
    await store([started]);
    render(<LastRun runId="run-1" />);
    expect((await status()).textContent).toBe('Preparing');
    await store(goodEvents);
    expect(await screen.findByText('Done')).toBeDefined();
    expect(
      within(screen.getByRole('list', { name: 'Scopes' }))
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['openid', 'profile']);
    expect(screen.queryByRole('button', { name: 'Cancel run' })).toBeNull();
  });

  test('asks the worker to cancel', async () => {
    const send = vi
      .spyOn(fakeBrowser.runtime, 'sendMessage')
      .mockImplementation(async () => ({ ok: true }));
    await store([started]);
    render(<LastRun runId="run-1" />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Cancel run' }));
    expect(send).toHaveBeenCalledWith({ type: 'cancel-run', runId: 'run-1' });
  });

  test('copies the access token', async () => {
    await store(goodEvents);
    render(<LastRun runId="run-1" />);
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: 'Copy token' }));
    expect(await navigator.clipboard.readText()).toBe('opaque-access-token');
  });

  test('has nothing to copy where no access token came', async () => {
    const exchange = exchangeOf({ refresh_token: 'r' });
    await store([started, { type: 'exchanged', at: 2, exchange }, { type: 'finished', at: 3 }]);
    render(<LastRun runId="run-1" />);
    expect((await status()).textContent).toBe('Done');
    expect(screen.queryByRole('button', { name: 'Copy token' })).toBeNull();
  });

  test('says which scopes were not granted', async () => {
    const exchange = exchangeOf({ ...tokenBody, scope: 'openid' });
    await store([
      started,
      { type: 'authorization-requested', at: 1, ...authorization },
      { type: 'exchanged', at: 2, exchange },
      { type: 'finished', at: 3 },
    ]);
    render(<LastRun runId="run-1" />);
    expect(await screen.findByText('1 scope asked for was not granted')).toBeDefined();
    expect(screen.getByText('profile').textContent).toBe('not granted: profile');
  });

  test.each([
    ['an expires_in that is an object', { ...tokenBody, expires_in: { toString: 1 } }],
    ['an expires_in without end', { ...tokenBody, expires_in: 1e300 }],
    [
      'tokens and scopes of wrong types',
      { access_token: {}, id_token: 5, refresh_token: 'r', scope: { a: 1 } },
    ],
  ])('shows a run that brought %s', async (_, body) => {
    await store([
      started,
      { type: 'exchanged', at: 2, exchange: exchangeOf(body) },
      { type: 'finished', at: 3 },
    ]);
    render(<LastRun runId="run-1" />);
    expect((await status()).textContent).toBe('Done');
  });

  test('says how the run is, and what to do, where the rest of the popup does not load', async () => {
    vi.resetModules();
    vi.doMock('../../components/popup/KnownRun', () => {
      throw new Error('Failed to fetch dynamically imported module');
    });
    const { LastRun: Broken } = await import('../../components/popup/LastRun');
    await store(goodEvents);
    render(<Broken runId="run-1" />);
    expect((await screen.findByRole('alert')).textContent).toContain(
      'A part of the popup could not be loaded.',
    );
    expect((await status()).textContent).toBe('Done');
    vi.doUnmock('../../components/popup/KnownRun');
  });
});
