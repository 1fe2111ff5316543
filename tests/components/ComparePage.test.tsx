import { render, screen, waitFor, within } from '@testing-library/react';
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
import { connectRuns } from '../../utils/state/runs-store';
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
  await fakeBrowser.storage.session.set({
    runs: (['other', 'failed', 'worked'] as const).map((name) => summaryOf(runOf(name))),
    ...Object.fromEntries(Object.entries(stored).map(([id, events]) => [`run:${id}`, events])),
  });
  connectRuns();
});

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
});
