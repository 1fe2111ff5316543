import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { RunEvent } from '../../../utils/oauth/run-event';
import type { RunSummary } from '../../../utils/oauth/run-summary';
import {
  followDroppedRuns,
  followRunEvents,
  followRunSummaries,
  readRunEvents,
  readRunSummaries,
  writeRun,
} from '../../../utils/platform/runs-storage';

const summary = (number: number): RunSummary => ({
  id: `run-${number}`,
  clientId: 'c',
  label: 'Client',
  provider: 'generic-oidc',
  environment: '',
  grant: 'authorization_code',
  startedAt: number,
  updatedAt: number,
  state: { status: 'done' },
});

const events = (characters = 0): readonly RunEvent[] => [
  { type: 'authorization-responded', at: 1, url: 'x'.repeat(characters) },
];

const ids = async () => (await readRunSummaries()).map(({ id }) => id);

beforeEach(() => {
  fakeBrowser.reset();
});

describe('writeRun', () => {
  test('keeps runs newest first, in whatever order they are written', async () => {
    for (const number of [2, 1, 3]) await writeRun(summary(number), events());
    expect(await ids()).toEqual(['run-3', 'run-2', 'run-1']);
    expect(await readRunEvents('run-2')).toEqual(events());
  });

  test('replaces a run that goes on', async () => {
    await writeRun(summary(1), events());
    await writeRun({ ...summary(1), state: { status: 'preparing' } }, events(5));
    expect(await readRunSummaries()).toMatchObject([
      { id: 'run-1', state: { status: 'preparing' } },
    ]);
    expect(await readRunEvents('run-1')).toEqual(events(5));
  });

  test('forgets the oldest of more than fifty, with its events', async () => {
    for (let number = 1; number <= 51; number += 1) await writeRun(summary(number), events());
    const kept = await ids();
    expect(kept).toHaveLength(50);
    expect(kept).not.toContain('run-1');
    expect(await readRunEvents('run-1')).toEqual([]);
    expect(Object.keys(await fakeBrowser.storage.session.get(null))).not.toContain('run:run-1');
  });

  test('counts what it has forgotten in this session', async () => {
    const told = vi.fn();
    const stop = followDroppedRuns(told);
    for (let number = 1; number <= 52; number += 1) await writeRun(summary(number), events());
    await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith(2));
    stop();
  });

  test('forgets the oldest when all grow beyond three million characters', async () => {
    for (const number of [1, 2, 3]) await writeRun(summary(number), events(900_000));
    expect(await ids()).toEqual(['run-3', 'run-2', 'run-1']);
    await writeRun(summary(4), events(900_000));
    expect(await ids()).toEqual(['run-4', 'run-3', 'run-2']);
    expect(await readRunEvents('run-1')).toEqual([]);
    await writeRun(summary(5), events(2_500_000));
    expect(await ids()).toEqual(['run-5']);
  });

  test('keeps the run that is under way, however large', async () => {
    await writeRun(summary(1), events());
    await writeRun(summary(2), events(3_500_000));
    expect(await ids()).toEqual(['run-2']);
  });

  test('keeps tokens out of what outlives the browser', async () => {
    await writeRun(summary(1), events());
    expect(await fakeBrowser.storage.local.get(null)).toEqual({});
  });
});

describe('followRunSummaries and followRunEvents', () => {
  test('tell of each change', async () => {
    const runs: string[][] = [];
    const lengths: number[] = [];
    followRunSummaries((all) => runs.push(all.map(({ id }) => id)));
    followRunEvents('run-1', (all) => lengths.push(all.length));
    await vi.waitFor(() => expect([runs, lengths]).toEqual([[[]], [0]]));
    await writeRun(summary(1), events());
    await writeRun(summary(2), events());
    expect(runs).toEqual([[], ['run-1'], ['run-2', 'run-1']]);
    expect(lengths).toEqual([0, 1]);
  });

  test('take what is not theirs for nothing', async () => {
    await fakeBrowser.storage.session.set({ runs: 'junk', 'run:x': { a: 1 } });
    expect(await readRunSummaries()).toEqual([]);
    expect(await readRunEvents('x')).toEqual([]);
  });
});
