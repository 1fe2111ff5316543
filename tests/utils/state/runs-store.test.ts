import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Command, Reply } from '../../../utils/platform/messages';
import {
  cancelRun,
  clearAllData,
  keepWorkerReady,
  pasteCallback,
  restartRun,
  startRun,
} from '../../../utils/state/runs-store';
import { goodEvents, runOf } from '../oauth/sample-run';

/** What was sent, to a worker that answers so. */
function answerWith(reply: Reply) {
  return vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async () => reply);
}

beforeEach(() => {
  vi.restoreAllMocks();
  fakeBrowser.reset();
});

describe('startRun', () => {
  test.each([
    [undefined, {}],
    [{ redirectMode: 'capture' }, { redirectMode: 'capture' }],
    [{ refreshes: 'run-0' }, { refreshes: 'run-0' }],
    [{ overrides: [['prompt', 'none']] }, { overrides: [['prompt', 'none']] }],
  ] as const)('asks for what is wished: %j', async (wish, asked) => {
    const send = answerWith({ ok: true, runId: 'run-1' });
    expect(await startRun('the-client', wish)).toBe('run-1');
    expect(send.mock.calls).toEqual([[{ type: 'start-run', clientId: 'the-client', ...asked }]]);
  });

  test('gives no id where the run did not start', async () => {
    answerWith({ ok: false, message: 'Busy.' });
    expect(await startRun('the-client')).toBeUndefined();
  });
});

describe('restartRun', () => {
  test.each([
    [undefined, { type: 'restart-run', runId: 'run-1' }],
    ['manual', { type: 'restart-run', runId: 'run-1', redirectMode: 'manual' }],
  ] as const)('in the mode %s', async (mode, command) => {
    const send = answerWith({ ok: true, runId: 'run-1' });
    await restartRun(runOf(goodEvents), mode);
    expect(send.mock.calls).toEqual([[command]]);
  });
});

describe('pasteCallback, cancelRun and clearAllData', () => {
  test.each<[string, () => Promise<Reply>, Command]>([
    [
      'pasteCallback',
      () => pasteCallback('run-1', ' code=c '),
      { type: 'callback-pasted', runId: 'run-1', text: ' code=c ' },
    ],
    ['cancelRun', () => cancelRun('run-1'), { type: 'cancel-run', runId: 'run-1' }],
    ['clearAllData', clearAllData, { type: 'clear-all' }],
  ])('%s gives the answer of the worker', async (_, call, command) => {
    const reply = { ok: false, message: 'No.' } as const;
    const send = answerWith(reply);
    expect(await call()).toEqual(reply);
    expect(send.mock.calls).toEqual([[command]]);
  });
});

describe('keepWorkerReady', () => {
  test('starts the worker at once, and again whenever it dies', () => {
    vi.useFakeTimers();
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const onDisconnect: (() => void)[] = [];
    const connect = vi.spyOn(fakeBrowser.runtime, 'connect').mockImplementation(
      () =>
        ({
          disconnect: () => undefined,
          onDisconnect: { addListener: (listener: () => void) => onDisconnect.push(listener) },
        }) as never,
    );
    keepWorkerReady();
    expect(connect.mock.calls).toEqual([[{ name: 'worker-watch' }]]);
    for (const times of [2, 3]) {
      onDisconnect.at(-1)?.();
      vi.advanceTimersByTime(250);
      expect(connect).toHaveBeenCalledTimes(times);
    }
    vi.advanceTimersByTime(60_000);
    expect(connect).toHaveBeenCalledTimes(3);
  });
});
