import { type Run, runFromEvents } from '../oauth/run';
import type { RunEvent } from '../oauth/run-event';
import { summaryOf } from '../oauth/run-summary';
import { readRunEvents, writeRun } from './runs-storage';

/** The events of one run, in memory and in storage. */
export type RunLog = {
  /** Resolves when the event is stored. */
  readonly append: (event: RunEvent) => Promise<void>;
  readonly run: () => Run | undefined;
};

/** The log of a stored run, to be gone on with. */
export async function readRunLog(runId: string): Promise<RunLog> {
  return makeRunLog(await readRunEvents(runId));
}

/** Appends events one after the other; each is stored before the next is taken. */
export function makeRunLog(earlier: readonly RunEvent[] = []): RunLog {
  let events = earlier;
  let queue: Promise<void> = Promise.resolve();
  const store = async () => {
    const run = runFromEvents(events);
    if (run !== undefined) await writeRun(summaryOf(run), events);
  };
  return {
    run: () => runFromEvents(events),
    append: (event) => {
      queue = queue.then(async () => {
        events = [...events, event];
        try {
          await store();
        } catch {
          // There is no room: what was said matters more than the whole of what was answered.
          events = events.map(withoutBody);
          await store();
        }
      });
      return queue;
    },
  };
}

function withoutBody(event: RunEvent): RunEvent {
  if (event.type !== 'exchanged' || event.exchange.outcome.kind !== 'response') return event;
  const { firstInvalidByte: _, ...answer } = event.exchange.outcome;
  const outcome = { ...answer, body: '', end: 'not kept' } as const;
  return { ...event, exchange: { ...event.exchange, outcome } };
}
