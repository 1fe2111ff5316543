import 'fake-indexeddb/auto';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { ComparePage } from '../../components/comparison/ComparePage';
import { CompareWith } from '../../components/comparison/CompareWith';
import { RunsPage } from '../../components/runs/RunsPage';
import { type Run, runFromEvents } from '../../utils/oauth/run';
import type { RunEvent } from '../../utils/oauth/run-event';
import { summaryOf } from '../../utils/oauth/run-summary';
import { keepRun } from '../../utils/platform/keep-runs';
import { forgetAllKeptRuns } from '../../utils/platform/kept-runs';
import { createVault, forgetVault, lockVault } from '../../utils/platform/vault';
import { connectRuns } from '../../utils/state/runs-store';
import { connectVault } from '../../utils/state/vault-store';
import { sampleClient } from '../utils/clients/sample-client';
import { goodEvents } from '../utils/oauth/sample-run';
import { useFreshPage } from './page';

useFreshPage();

const failure = { code: 'token_error', cause: 'invalid_grant', remedy: 'Again.' } as const;

/** The events of a run that went well, or failed at the token request. */
function eventsOf(id: string, at: number, changes: Partial<Run['client']>, isFailed = false) {
  const events = goodEvents.map((event): RunEvent => ({
    ...event,
    at: event.at + at,
    ...(event.type === 'started' ? { runId: id, client: { ...sampleClient, ...changes } } : {}),
    ...(event.type === 'authorization-requested'
      ? {
          url: `https://auth.example.com/authorize?state=state-of-${id}&scope=${encodeURIComponent((changes.scopes ?? sampleClient.scopes).join(' '))}`,
        }
      : {}),
  }));
  return isFailed
    ? [...events.slice(0, 7), { type: 'failed', at: at + 9000, failure } as const]
    : events;
}

const stored = {
  worked: eventsOf('worked', 0, {}),
  failed: eventsOf('failed', 100_000, { scopes: ['openid', 'email'], pkce: 'off' }, true),
  other: eventsOf('other', 200_000, { id: 'another', label: 'Aurora' }),
};

function runOf(name: keyof typeof stored): Run {
  const run = runFromEvents(stored[name]);
  if (run === undefined) throw new Error('The events do not begin with a start.');
  return run;
}

beforeEach(async () => {
  await forgetAllKeptRuns();
  await fakeBrowser.storage.session.set({
    runs: (['other', 'failed', 'worked'] as const).map((name) => summaryOf(runOf(name))),
    ...Object.fromEntries(Object.entries(stored).map(([id, events]) => [`run:${id}`, events])),
  });
  connectRuns();
});

/** Ends the browser session of a run, so that only what was kept of it is left. */
async function forgetInSession(...ids: readonly (keyof typeof stored)[]) {
  await fakeBrowser.storage.session.remove(ids.map((id) => `run:${id}`));
  const left = (['other', 'failed', 'worked'] as const).filter((name) => !ids.includes(name));
  await fakeBrowser.storage.session.set({ runs: left.map((name) => summaryOf(runOf(name))) });
}

const show = (page: React.ReactNode) =>
  render(
    // oxlint-disable-next-line react/hooks
    <Router hook={useHashLocation}>{page}</Router>,
  );

/** The rows of a table: name with its word, run A, run B. */
async function rowsOf(name: string): Promise<readonly (readonly string[])[]> {
  const table = await screen.findByRole('table', { name });
  return within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.children].map(({ textContent }) => textContent ?? ''));
}

describe('ComparePage', () => {
  test('shows what differs between two runs, side by side and in words', async () => {
    show(<ComparePage a="worked" b="failed" />);
    expect(await rowsOf('Client: differences')).toEqual([
      ['PKCEchanged', 'S256', 'off'],
      ['Scopes of the clientchanged', 'openid− removed profile', 'openid+ added email'],
    ]);
    expect((await rowsOf('Outcome: differences'))[0]).toEqual(['Outcomechanged', 'done', 'failed']);
    expect(screen.getByText(/done before, failed at the step “Token request”/)).toBeTruthy();
    const runs = within(screen.getByRole('list', { name: 'Runs compared' })).getAllByRole('link');
    expect(runs.map((link) => link.getAttribute('href'))).toEqual([
      '#/runs/worked',
      '#/runs/failed',
    ]);
  });

  test('folds away what is the same, with its count, and never shows a state', async () => {
    show(<ComparePage a="worked" b="failed" />);
    const request = await screen.findByRole('region', { name: 'Authorization request' });
    expect(within(request).getByText('Differ, as they should (1)')).toBeTruthy();
    expect(within(request).getAllByText('state, not shown')).toHaveLength(2);
    const fold = screen.getByText(/^Server: same \(\d+\)$/).closest('details');
    expect(fold?.open).toBe(false);
    expect(document.body.textContent).not.toContain('state-of-');
    expect(document.body.textContent).not.toContain('the-code');
  });

  test('swaps the two, and says which is gone', async () => {
    const { unmount } = show(<ComparePage a="worked" b="failed" />);
    const swap = await screen.findByRole('link', { name: 'Swap A and B' });
    expect(swap.getAttribute('href')).toBe('#/runs/compare/failed/worked');
    unmount();
    show(<ComparePage a="worked" b="gone" />);
    expect(await screen.findByText('Run B is not here')).toBeTruthy();
  });
});

describe('ComparePage with kept runs', () => {
  test('compares one that was kept redacted with one of this session', async () => {
    await keepRun({ runId: 'worked', as: 'redacted', note: '' });
    await forgetInSession('worked');
    show(<ComparePage a="worked" b="failed" />);
    expect(await rowsOf('Client: differences')).toContainEqual(['PKCEchanged', 'S256', 'off']);
    const [a, b] = within(screen.getByRole('list', { name: 'Runs compared' })).getAllByRole(
      'listitem',
    );
    expect(a?.textContent).toContain('Kept redacted');
    expect(b?.textContent).not.toContain('Kept');
  });

  test('asks once for the passphrase of those that are sealed, and shows them when the vault opens', async () => {
    expect(await createVault('correct horse battery')).toEqual({ ok: true });
    for (const runId of ['worked', 'failed']) {
      expect(await keepRun({ runId, as: 'sealed', note: '' })).toMatchObject({ ok: true });
    }
    const open = await fakeBrowser.storage.session.get('vault-open');
    await forgetInSession('worked', 'failed');
    await lockVault();
    connectVault();
    show(<ComparePage a="worked" b="failed" />);
    await screen.findByText(
      'Run A and Run B are sealed in the vault. Unlock it to compare the two.',
    );
    expect(screen.getAllByLabelText('Vault passphrase')).toHaveLength(1);
    expect(screen.queryByRole('link', { name: 'Swap A and B' })).toBeNull();
    await act(() => fakeBrowser.storage.session.set(open));
    expect(await rowsOf('Client: differences')).toContainEqual(['PKCEchanged', 'S256', 'off']);
    await act(() => forgetVault());
    await screen.findByText(/^Run A and Run B were sealed in a vault that has been forgotten\./);
  });
});

describe('CompareWith', () => {
  test('offers the runs of the same client first, and the last one that worked', async () => {
    const user = userEvent.setup();
    show(<CompareWith run={runOf('failed')} />);
    const worked = await screen.findByRole('link', {
      name: 'Compare with the last run that worked',
    });
    expect(worked.getAttribute('href')).toBe('#/runs/compare/worked/failed');
    await user.click(screen.getByRole('button', { name: 'Compare with…' }));
    const groups = await screen.findAllByRole('group');
    expect(
      groups.map((group) =>
        within(group)
          .getAllByRole('menuitem')
          .map(({ textContent }) => textContent?.replace(/ · \d.*/, '')),
      ),
    ).toEqual([['Booking widgetStaging · Done'], ['AuroraStaging · Done']]);
    await user.click(screen.getByRole('menuitem', { name: /^Aurora/ }));
    await waitFor(() => expect(window.location.hash).toBe('#/runs/compare/failed/other'));
  });

  test('does not take a refresh for the last sign-in that worked', async () => {
    const refresh = { ...summaryOf(runOf('worked')), grant: 'refresh_token' };
    await fakeBrowser.storage.session.set({ runs: [summaryOf(runOf('failed')), refresh] });
    show(<CompareWith run={runOf('failed')} />);
    await screen.findByRole('button', { name: 'Compare with…' });
    expect(screen.queryByRole('link')).toBeNull();
  });

  test('needs a run that is over, and another one', async () => {
    const { unmount } = show(<CompareWith run={runOf('worked')} />);
    await screen.findByRole('button', { name: 'Compare with…' });
    await fakeBrowser.storage.session.set({ runs: [summaryOf(runOf('worked'))] });
    await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
    await fakeBrowser.storage.session.set({
      runs: [summaryOf(runOf('worked')), summaryOf(runOf('failed'))],
    });
    await screen.findByRole('button', { name: 'Compare with…' });
    unmount();
    show(<CompareWith run={{ ...runOf('failed'), state: { status: 'exchanging' } }} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('RunsPage', () => {
  test('lets two runs be selected, and compares the earlier with the later', async () => {
    const user = userEvent.setup();
    show(<RunsPage />);
    const compare = await screen.findByRole('button', { name: 'Compare' });
    const boxes = screen.getAllByRole('checkbox', { name: /^Select / });
    expect(boxes).toHaveLength(3);
    expect(compare).toHaveProperty('disabled', true);
    for (const box of boxes) await user.click(box);
    // The third took the place of the first.
    expect(boxes.map((box) => (box as HTMLInputElement).checked)).toEqual([false, true, true]);
    await user.click(compare);
    await waitFor(() => expect(window.location.hash).toBe('#/runs/compare/worked/failed'));
  });

  test('lets a kept run be compared with one of this session', async () => {
    await keepRun({ runId: 'worked', as: 'redacted', note: '' });
    await forgetInSession('worked', 'other');
    const user = userEvent.setup();
    show(<RunsPage />);
    await user.click(await screen.findByRole('checkbox', { name: /^Select .*, kept$/ }));
    await screen.findByText('Select one more.');
    await user.click(screen.getByRole('checkbox', { name: /^Select .*\d$/ }));
    await user.click(screen.getByRole('button', { name: 'Compare' }));
    await waitFor(() => expect(window.location.hash).toBe('#/runs/compare/worked/failed'));
  });
});
