import { type Run, runFromEvents } from '../oauth/run';
import type { RunEvent } from '../oauth/run-event';
import { summaryOf } from '../oauth/run-summary';
import { readRunEvents, writeRun } from './runs-storage';

/** The events of one run, in memory and in storage. */
export type RunLog = {
  /**
   * Resolves when the event is stored; at once where it only says what was concluded from stored ones, which is
   * stored together with the next event, and soon in any case.
   */
  readonly append: (event: RunEvent) => Promise<void>;
  /** Resolves when nothing is left to be stored. */
  readonly flush: () => Promise<void>;
  readonly run: () => Run | undefined;
};

/** What would be concluded again from the events before it. Whoever dies before it is stored loses nothing that came. */
const CONCLUSIONS: ReadonlySet<RunEvent['type']> = new Set([
  'discovering',
  'server-known',
  'authorization-accepted',
  'tokens-accepted',
  'id-token-judged',
]);

/** How long a conclusion waits for an event to be stored with: less than anybody sees. */
const MAX_WAIT_FOR_NEXT_MS = 10;

/** The log of a stored run, to be gone on with. */
export async function readRunLog(runId: string): Promise<RunLog> {
  return makeRunLog(await readRunEvents(runId));
}

/** Appends events in order. Those that come while storage is busy are stored together. */
export function makeRunLog(earlier: readonly RunEvent[] = []): RunLog {
  let events = earlier;
  let stored = earlier;
  let queue: Promise<void> = Promise.resolve();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async () => {
    const run = runFromEvents(events);
    if (run !== undefined) await writeRun(summaryOf(run), events);
  };
  const store = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (stored === events) return;
    stored = events;
    try {
      await write();
    } catch {
      // There is no room: what was said matters more than the whole of what was answered.
      events = events.map(withoutBody);
      stored = events;
      await write();
    }
  };
  const flush = async () => {
    queue = queue.then(store);
    return queue;
  };
  return {
    run: () => runFromEvents(events),
    flush,
    append: async (event) => {
      events = [...events, event];
      if (!CONCLUSIONS.has(event.type)) return flush();
      // What fails here fails the next time too, where somebody waits for it.
      timer ??= setTimeout(() => void flush().catch(() => undefined), MAX_WAIT_FOR_NEXT_MS);
      return undefined;
    },
  };
}

function withoutBody(event: RunEvent): RunEvent {
  if (event.type !== 'exchanged' || event.exchange.outcome.kind !== 'response') return event;
  const { firstInvalidByte: _, ...answer } = event.exchange.outcome;
  const outcome = { ...answer, body: '', end: 'not kept' } as const;
  return { ...event, exchange: { ...event.exchange, outcome } };
}
