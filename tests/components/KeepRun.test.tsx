import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { KeepRun } from '../../components/history/KeepRun';
import { runFromEvents } from '../../utils/oauth/run';
import type { RunEvent } from '../../utils/oauth/run-event';
import { summaryOf } from '../../utils/oauth/run-summary';
import {
  forgetAllKeptRuns,
  readKeptUsage,
  setMaxKeptRuns,
  writeKept,
} from '../../utils/platform/kept-runs';
import { writeRun } from '../../utils/platform/runs-storage';
import { connectVault } from '../../utils/state/vault-store';
import { keptSummary } from '../utils/history/sample-kept';
import { goodEvents } from '../utils/oauth/sample-run';
import { useFreshPage } from './page';
import { startWorker } from './worker';

useFreshPage();

beforeEach(async () => {
  startWorker();
  await forgetAllKeptRuns();
});

async function show(events: readonly RunEvent[] = goodEvents) {
  const run = runFromEvents(events);
  if (run === undefined) throw new Error('The events do not begin with a start.');
  await writeRun(summaryOf(run), events);
  connectVault();
  render(<KeepRun run={run} />);
  return userEvent.setup();
}

const button = (name: string) => screen.findByRole('button', { name });

async function openDialog(user: ReturnType<typeof userEvent.setup>) {
  await user.click(await button('Keep run'));
  return within(await screen.findByRole('dialog', { name: 'Keep this run' }));
}

describe('KeepRun', () => {
  test('keeps a run redacted unless something else is chosen, and forgets it once that is confirmed', async () => {
    const user = await show();
    const dialog = await openDialog(user);
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'Redacted' }).checked).toBe(true);
    await user.click(dialog.getByRole('button', { name: 'Keep run' }));
    expect((await screen.findByRole('status')).textContent).toBe('The run is kept, redacted.');
    await screen.findByText('Kept redacted');
    // Its button is gone.
    await expect.poll(() => document.activeElement?.textContent).toBe('The run is kept, redacted.');
    await user.click(await button('Forget kept run'));
    await user.click(await button('Keep'));
    expect(await readKeptUsage()).toMatchObject({ value: { runs: 1 } });
    await user.click(await button('Forget kept run'));
    await user.click(await button('Forget'));
    await button('Keep run');
    expect(await readKeptUsage()).toMatchObject({ value: { runs: 0 } });
  });

  test('makes the vault that it seals a run in', async () => {
    const user = await show();
    const dialog = await openDialog(user);
    await user.click(dialog.getByRole('radio', { name: 'Whole, sealed in the vault' }));
    const action = dialog.getByRole<HTMLButtonElement>('button', { name: 'Keep run' });
    expect(action.disabled).toBe(true);
    await user.type(dialog.getByLabelText('Vault passphrase'), 'correct horse battery');
    await user.type(dialog.getByLabelText('Repeat passphrase'), 'correct horse battery');
    await user.click(dialog.getByRole('button', { name: 'Create vault' }));
    await waitFor(() => expect(action.disabled).toBe(false));
    await user.click(action);
    await screen.findByText('Kept sealed');
    expect(await readKeptUsage()).toMatchObject({ value: { sealed: 1 } });
  });

  test('says before and after which run is forgotten to make room', async () => {
    await setMaxKeptRuns(1);
    await writeKept(keptSummary(7), 'body');
    const user = await show();
    const dialog = await openDialog(user);
    await dialog.findByText('Keeping this one will forget the oldest kept run, from 3 Nov 2026.');
    await user.click(dialog.getByRole('button', { name: 'Keep run' }));
    await screen.findByText(
      'The run is kept, redacted. To make room, the oldest kept run, from 3 Nov 2026, was forgotten.',
    );
  });

  test('is not offered while the run goes on', async () => {
    await show(goodEvents.slice(0, 5));
    expect(screen.queryByRole('button')).toBeNull();
  });
});
