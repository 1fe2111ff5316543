import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { makeRunLog, readRunLog } from '../../../utils/platform/run-log';
import { readRunEvents, readRunSummaries } from '../../../utils/platform/runs-storage';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { goodEvents, started, verdict } from '../oauth/sample-run';

/** What nobody could find out again. */
const CAME = new Set<RunEvent['type']>([
  'started',
  'exchanged',
  'authorization-requested',
  'authorization-responded',
  'finished',
]);

const judged: RunEvent = { type: 'id-token-judged', at: 11_000, verdict };

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
});

describe('makeRunLog', () => {
  test('stores each event, one after the other, whoever waits', async () => {
    const log = makeRunLog();
    await Promise.all(goodEvents.map((event) => log.append(event)));
    expect(await readRunEvents('run-1')).toEqual(goodEvents);
    expect(log.run()?.state).toEqual({ status: 'done' });
    expect(await readRunSummaries()).toMatchObject([{ id: 'run-1', state: { status: 'done' } }]);
  });

  test('stores what came before it answers, and with it what was concluded', async () => {
    const log = makeRunLog();
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    for (const event of goodEvents) {
      await log.append(event);
      const stored = await readRunEvents('run-1');
      expect(goodEvents.slice(0, stored.length)).toEqual(stored);
      if (CAME.has(event.type)) expect(stored.at(-1)).toEqual(event);
    }
    expect(set).toHaveBeenCalledTimes(goodEvents.filter(({ type }) => CAME.has(type)).length);
  });

  test('stores soon what was concluded, where nothing comes after it', async () => {
    const log = makeRunLog(goodEvents.slice(0, -2));
    await log.append(judged);
    expect(await readRunEvents('run-1')).toEqual([]);
    await vi.waitFor(async () => expect((await readRunEvents('run-1')).at(-1)).toEqual(judged));
  });

  test('leaves nothing to be stored once it was flushed', async () => {
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    const log = makeRunLog(goodEvents.slice(0, -2));
    await log.append(judged);
    await log.flush();
    expect((await readRunEvents('run-1')).at(-1)).toEqual(judged);
    await log.flush();
    expect(set).toHaveBeenCalledTimes(1);
  });

  test('says so at the next event that what was concluded could not be stored', async () => {
    const log = makeRunLog(goodEvents.slice(0, -2));
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    set.mockRejectedValue(new Error('QUOTA_BYTES quota exceeded'));
    await log.append(judged);
    await vi.waitFor(() => expect(set).toHaveBeenCalledTimes(2));
    await expect(log.append({ type: 'finished', at: 12_000 })).rejects.toThrow('QUOTA_BYTES');
  });

  test('knows no run before its start, and stores none', async () => {
    const log = makeRunLog();
    expect(log.run()).toBeUndefined();
    await log.append({ type: 'finished', at: 1 });
    expect(await readRunSummaries()).toEqual([]);
  });

  test('gives up bodies where there is no room for them', async () => {
    const log = makeRunLog(goodEvents.slice(0, -1));
    const set = vi.spyOn(fakeBrowser.storage.session, 'set');
    set.mockRejectedValueOnce(new Error('QUOTA_BYTES quota exceeded'));
    await log.append({ type: 'finished', at: 12_000 });
    const stored = await readRunEvents('run-1');
    expect(stored.map(({ type }) => type)).toEqual(goodEvents.map(({ type }) => type));
    const bodies = stored.flatMap((event) =>
      event.type === 'exchanged' && event.exchange.outcome.kind === 'response'
        ? [[event.exchange.outcome.body, event.exchange.outcome.end]]
        : [],
    );
    expect(bodies).toEqual([
      ['', 'not kept'],
      ['', 'not kept'],
    ]);
  });
});

describe('readRunLog', () => {
  test('goes on with a run that another worker began', async () => {
    const earlier = makeRunLog();
    for (const event of goodEvents.slice(0, 5)) await earlier.append(event);
    const log = await readRunLog('run-1');
    expect(log.run()?.state).toEqual({ status: 'authorizing' });
    await log.append({ type: 'cancelled', at: 20_000, by: 'window' });
    expect((await readRunEvents('run-1')).map(({ type }) => type)).toEqual([
      ...goodEvents.slice(0, 5).map(({ type }) => type),
      'cancelled',
    ]);
    expect(await readRunSummaries()).toMatchObject([{ state: { status: 'cancelled' } }]);
  });

  test('knows nothing of a run that is not here', async () => {
    const log = await readRunLog('nobody');
    expect(log.run()).toBeUndefined();
    await log.append(started);
    expect(log.run()?.id).toBe('run-1');
  });
});
