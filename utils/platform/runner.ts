import { generateRandomState } from 'oauth4webapi';
import { redirectUriOf } from '../clients/client';
import { runAuthorizationCodeFlow } from '../oauth/authorization-code-flow';
import { isOver, type Run, runFromEvents, stateInWords } from '../oauth/run';
import type { RunEvent } from '../oauth/run-event';
import { summaryOf } from '../oauth/run-summary';
import { readClients } from './clients-storage';
import { fetchWithoutOrigin, plainFetch } from './fetch';
import { closeSignInWindow, extensionRedirectBase, openSignInWindow } from './identity';
import type { Reply } from './messages';
import { missingOrigins } from './permissions';
import { makeId } from './random';
import { readRunEvents, readRunSummaries, writeRun } from './runs-storage';
import { readSecrets } from './secrets-storage';

/** A run is begun anew by itself only if the user asked for it lately. */
const MAX_WAIT_FOR_PERMISSION_MS = 10 * 60 * 1000;

const MAX_WAIT_FOR_END_MS = 1000;

type ActiveRun = {
  readonly runId: string;
  readonly log: RunLog;
  readonly controller: AbortController;
  readonly finished: Promise<void>;
};

/** Owns every run; lives in the worker, one run at a time. */
export type Runner = {
  /** Starts a run of a client, or says why it cannot start. `runId` begins that run anew. */
  start(clientId: string, runId?: string): Promise<Reply>;
  cancel(runId: string): Promise<Reply>;
  /** Cancels what is under way. */
  stop(): Promise<void>;
  /** Starts the run again that failed for want of a permission, if that permission is there now. */
  onPermissionsChanged(): Promise<void>;
};

/** Makes the worker's runner. A run that an earlier worker left unfinished is marked as interrupted first. */
export function makeRunner(): Runner {
  let active: ActiveRun | undefined;
  let isStarting = false;
  const ready = markInterruptedRuns();

  const start: Runner['start'] = async (clientId, runId = makeId()) => {
    await ready;
    if (active !== undefined) return refuse(busyMessage(active.log.run()));
    if (isStarting) return refuse('Another run is just starting. One run at a time.');
    isStarting = true;
    try {
      const document = await readClients();
      if (!document.ok) return refuse(document.message);
      const client = document.clients.find(({ id }) => id === clientId);
      if (client === undefined) return refuse('This client is not stored any more.');
      const { [clientId]: clientSecret } = await readSecrets();
      const redirectUri = redirectUriOf(client, extensionRedirectBase());
      const controller = new AbortController();
      const log = makeRunLog([]);
      await log.append({ type: 'started', at: Date.now(), runId, client, redirectUri });
      const finished = runAuthorizationCodeFlow(
        { client, clientSecret, redirectUri },
        {
          fetch: client.originHeader === 'removed' ? fetchWithoutOrigin : plainFetch,
          now: () => Date.now(),
          random: generateRandomState,
          openWindow: (url, onOpened) =>
            openSignInWindow(url, { signal: controller.signal, onOpened }),
          missingOrigins,
          emit: async (event) => {
            if (!controller.signal.aborted) await log.append(event);
          },
          signal: controller.signal,
        },
      );
      const run: ActiveRun = { runId, log, controller, finished };
      active = run;
      void finished.finally(() => {
        if (active === run && !controller.signal.aborted) active = undefined;
      });
      return { ok: true, runId };
    } finally {
      isStarting = false;
    }
  };

  const halt = async (run: ActiveRun) => {
    run.controller.abort();
    await closeSignInWindow();
    // The browser cannot break off a page that is still loading. Nobody has to wait for it: its window is closed
    // when it comes, and a run before that is told in words that the browser is busy.
    await Promise.race([run.finished, sleep(MAX_WAIT_FOR_END_MS)]);
  };

  return {
    start,
    cancel: async (runId) => {
      await ready;
      if (active?.runId !== runId) return refuse('This run has ended already.');
      await halt(active);
      await active.log.append({ type: 'cancelled', at: Date.now(), by: 'user' });
      active = undefined;
      return { ok: true };
    },
    stop: async () => {
      await ready;
      if (active !== undefined) await halt(active);
      active = undefined;
    },
    onPermissionsChanged: async () => {
      await ready;
      const [latest] = await readRunSummaries();
      if (latest?.state.status !== 'failed') return;
      const { origins } = latest.state.failure;
      if (origins === undefined || Date.now() - latest.updatedAt > MAX_WAIT_FOR_PERMISSION_MS)
        return;
      if ((await missingOrigins(origins)).length > 0) return;
      await start(latest.clientId, latest.id);
    },
  };
}

type RunLog = {
  readonly append: (event: RunEvent) => Promise<void>;
  readonly run: () => Run | undefined;
};

/** Appends events one after the other; each is stored before the next is taken. */
function makeRunLog(earlier: readonly RunEvent[]): RunLog {
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
  const outcome = { ...event.exchange.outcome, body: '', isTruncated: true };
  return { ...event, exchange: { ...event.exchange, outcome } };
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

async function markInterruptedRuns(): Promise<void> {
  const summaries = await readRunSummaries();
  const unfinished = summaries.filter(({ state }) => !isOver(state));
  for (const { id } of unfinished) {
    const log = makeRunLog(await readRunEvents(id));
    await log.append({ type: 'interrupted', at: Date.now() });
  }
  await closeSignInWindow();
}

function busyMessage(run: Run | undefined): string {
  return run === undefined
    ? 'Another run is under way. One run at a time: finish or cancel it first.'
    : `“${run.client.label}” is running (${stateInWords(run.state).toLowerCase()}). One run at a time: finish or cancel it first.`;
}

function refuse(message: string): Reply {
  return { ok: false, message };
}
