import { generateRandomState } from 'oauth4webapi';
import { activeSecret, type Client, redirectUriOf } from '../clients/client';
import type { FlowInput } from '../oauth/flow';
import { isOver, type Run, runFromEvents, stateInWords } from '../oauth/run';
import type { RunEvent } from '../oauth/run-event';
import { runFlow } from '../oauth/run-flow';
import { refreshTokenOf, resultOf } from '../oauth/run-result';
import { summaryOf } from '../oauth/run-summary';
import { readClients } from './clients-storage';
import { fetchWithoutOrigin, plainFetch } from './fetch';
import { closeSignInWindow, extensionRedirectBase, openSignInWindow } from './identity';
import type { Reply } from './messages';
import { missingOrigins } from './permissions';
import { makeId } from './random';
import { readRunEvents, readRunSummaries, writeRun } from './runs-storage';
import { isVaultLocked, readSecretValues } from './secrets-storage';

/** A run is begun anew by itself only if the user asked for it lately. */
const MAX_WAIT_FOR_PERMISSION_MS = 10 * 60 * 1000;

const MAX_WAIT_FOR_END_MS = 1000;

type ActiveRun = {
  readonly runId: string;
  readonly log: RunLog;
  readonly controller: AbortController;
  readonly finished: Promise<void>;
};

/** What is to be run. */
type WantedRun = {
  readonly clientId: string;
  /** Begins this run anew, which could not go on. */
  readonly runId?: string | undefined;
  /** Refreshes the tokens of this run, instead of asking for new ones. */
  readonly refreshes?: string | undefined;
};

/** Owns every run; lives in the worker, one run at a time. */
export type Runner = {
  /** Starts a run, or says why it cannot start. */
  start(wanted: WantedRun): Promise<Reply>;
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

  const start: Runner['start'] = async ({ clientId, runId = makeId(), refreshes }) => {
    await ready;
    if (active !== undefined) return refuse(busyMessage(active.log.run()));
    if (isStarting) return refuse('Another run is just starting. One run at a time.');
    isStarting = true;
    try {
      const document = await readClients();
      if (!document.ok) return refuse(document.message);
      const client = document.clients.find(({ id }) => id === clientId);
      if (client === undefined) return refuse('This client is not stored any more.');
      const refresh = refreshes === undefined ? undefined : await readRefresh(refreshes, client);
      if (typeof refresh === 'string') return refuse(refresh);
      const input: FlowInput = {
        client,
        ...(await readSecretOf(client)),
        redirectUri: redirectUriOf(client, extensionRedirectBase()),
        ...(refresh === undefined ? {} : { refresh }),
      };
      const controller = new AbortController();
      const log = makeRunLog([]);
      await log.append({
        type: 'started',
        at: Date.now(),
        runId,
        client,
        redirectUri: input.redirectUri,
        ...(refresh === undefined ? {} : { refreshes: refresh.run }),
      });
      const finished = runFlow(input, {
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
      });
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
      const run = runFromEvents(await readRunEvents(latest.id));
      await start({
        clientId: latest.clientId,
        runId: latest.id,
        refreshes: run?.refreshes?.runId,
      });
    },
  };
}

/** The secret that a run of this client uses, where it is at hand. */
async function readSecretOf(
  client: Client,
): Promise<Pick<FlowInput, 'clientSecret' | 'isSecretSealed'>> {
  const active = activeSecret(client);
  if (active === undefined) return { clientSecret: undefined, isSecretSealed: false };
  const { [client.id]: values } = await readSecretValues();
  const clientSecret = values?.[active.id];
  const isMissing = active.isRemembered && clientSecret === undefined;
  return { clientSecret, isSecretSealed: isMissing && (await isVaultLocked()) };
}

/** What a refresh needs of an earlier run, or why there can be none. */
async function readRefresh(
  runId: string,
  client: Client,
): Promise<NonNullable<FlowInput['refresh']> | string> {
  const run = runFromEvents(await readRunEvents(runId));
  const refreshToken = run?.client.id === client.id ? refreshTokenOf(run) : undefined;
  if (run === undefined || refreshToken === undefined) {
    return 'The run has no refresh token, or is not here any more. Run the client anew.';
  }
  // A refresh token is for the server and the client that it was issued to, and is sent to no other.
  const { clientId, issuer, endpoints } = run.client;
  if (
    clientId !== client.clientId ||
    issuer !== client.issuer ||
    endpoints.token !== client.endpoints.token
  ) {
    return 'The client has another client ID, issuer or token endpoint than when this run was made. Its refresh token is not sent there: run the client anew.';
  }
  const nonce = run.authorization?.nonce ?? run.refreshes?.nonce;
  return {
    refreshToken,
    run: {
      runId,
      scopes: resultOf(run).scopes.flatMap(({ scope, granted }) =>
        granted === true ? [scope] : [],
      ),
      ...(nonce === undefined ? {} : { nonce }),
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
