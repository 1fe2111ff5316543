import { act, render, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { RefusalNotice } from '../../components/runs/RefusalNotice';
import type { RunSummary } from '../../utils/oauth/run-summary';
import type { Reply } from '../../utils/platform/messages';
import { writeRun } from '../../utils/platform/runs-storage';
import { connectRuns, restartRun, startRun } from '../../utils/state/runs-store';
import { goodEvents, runOf } from '../utils/oauth/sample-run';
import { useFreshPage } from './page';

useFreshPage();

const refused: Reply = { ok: false, message: 'One run at a time.' };

const summary = (state: RunSummary['state']): RunSummary => ({
  id: 'run-1',
  clientId: 'c',
  label: 'Client',
  provider: 'generic-oidc',
  environment: '',
  grant: 'authorization_code',
  startedAt: 1,
  updatedAt: 1,
  state,
});

const workerSays = (reply: Reply) =>
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async () => reply);

beforeEach(() => {
  vi.spyOn(fakeBrowser.runtime, 'connect').mockImplementation(
    () =>
      ({ disconnect: () => undefined, onDisconnect: { addListener: () => undefined } }) as never,
  );
});

/** A page that shows that the worker refused a run. */
async function showRefused() {
  workerSays(refused);
  render(<RefusalNotice />);
  const runId = await act(() => startRun('c'));
  expect(screen.getByRole('alert').textContent).toBe('One run at a time.');
  return runId;
}

describe('RefusalNotice', () => {
  test('gives no run where it was refused, and says why', async () => {
    expect(await showRefused()).toBeUndefined();
  });

  test('gives the run that has started, and says nothing any more', async () => {
    await showRefused();
    const send = workerSays({ ok: true, runId: 'run-2' });
    expect(await act(() => startRun('c'))).toBe('run-2');
    expect(send).toHaveBeenLastCalledWith({ type: 'start-run', clientId: 'c' });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('begins a run anew under its id', async () => {
    const send = workerSays({ ok: true, runId: 'run-1' });
    await restartRun(runOf(goodEvents));
    expect(send).toHaveBeenLastCalledWith({ type: 'restart-run', runId: 'run-1' });
  });

  test('asks to refresh the tokens of a run', async () => {
    const send = workerSays({ ok: true, runId: 'run-2' });
    expect(await startRun('c', { refreshes: 'run-1' })).toBe('run-2');
    expect(send).toHaveBeenLastCalledWith({ type: 'start-run', clientId: 'c', refreshes: 'run-1' });
  });

  test('says so until the run that is under way ends', async () => {
    await writeRun(summary({ status: 'authorizing' }), []);
    connectRuns();
    await showRefused();
    await act(() => writeRun(summary({ status: 'exchanging' }), []));
    expect(screen.getByRole('alert')).toBeDefined();
    await act(() => writeRun(summary({ status: 'done' }), []));
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});
