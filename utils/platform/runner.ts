import { generateRandomState } from 'oauth4webapi';
import { reservedReason } from '../clients/authorization-parameters';
import type { Parameter, RedirectMode } from '../clients/client';
import { redirectOf } from '../clients/redirect';
import { isSilent } from '../oauth/authorization-request';
import type { FlowInput, FlowPorts } from '../oauth/flow';
import { isOver, type Run, runFromEvents, stateInWords } from '../oauth/run';
import { continueFlow, runFlow } from '../oauth/run-flow';
import type { WantedUse } from '../oauth/token-use';
import {
  noteArrival,
  noteClosedTab,
  noteExpiry,
  noteLostAccess,
  takeCaptured,
  takePasted,
  type WaitingControl,
} from './callbacks';
import { captureOwnOnly, clearCaptureRules } from './capture-rules';
import { readClients } from './clients-storage';
import { fetchWithoutOrigin, plainFetch } from './fetch';
import { closeSignInWindow, extensionRedirectBase, openSignInWindow } from './identity';
import { forgetCallback } from './kept-callback';
import type { Reply } from './messages';
import { missingOrigins } from './permissions';
import { makeId } from './random';
import { readRefresh, readSecretOf } from './run-input';
import { makeRunLog, readRunLog, type RunLog } from './run-log';
import { readRunEvents, readRunSummaries } from './runs-storage';
import { makeTokenUses, noteInterruptedUses } from './token-uses';
import { closeSignInTab, ignoreTabs, openSignInTab } from './sign-in-tab';
import { exclusively } from './storage';
import {
  forgetWaitingRun,
  keepWaitingRun,
  markAnswered,
  readWaitingRun,
  type WaitingRun,
} from './waiting-run';

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
  /** Refreshes the tokens of this run, instead of asking for new ones. */
  readonly refreshes?: string | undefined;
  /** Takes the place of the client's own mode. */
  readonly redirectMode?: RedirectMode | undefined;
  readonly overrides?: readonly Parameter[] | undefined;
};

/** Owns every run; lives in the worker, one run at a time. */
export type Runner = {
  /** Starts a run, or says why it cannot start. */
  start(wanted: WantedRun): Promise<Reply>;
  /** Begins a run anew that could not go on, as it was begun, or in another mode. */
  restart(runId: string, redirectMode?: RedirectMode): Promise<Reply>;
  cancel(runId: string): Promise<Reply>;
  /** Uses a token of a run that is over, or says why it cannot be. Answers when the answer of the server is stored. */
  actOnToken(runId: string, wanted: WantedUse): Promise<Reply>;
  /** Asks for the sign-in page of a run that is over. Answers when what came is stored, or says why it cannot be. */
  seePage(runId: string): Promise<Reply>;
  /** Takes the callback that came to the capture page in this tab. */
  takeCaptured(url: string, tabId: number | undefined): Promise<Reply>;
  /** Takes the callback that the user pasted, or says why it is not that of the run. */
  takePasted(runId: string, text: string): Promise<Reply>;
  onTabClosed(tabId: number): Promise<void>;
  /** Sees what came to the redirect URI past the capture page. */
  onTabArrived(tabId: number, url: string): Promise<void>;
  onSignInExpired(): Promise<void>;
  /** Cancels what is under way. */
  stop(): Promise<void>;
  /** Starts the run again that failed for want of a permission; ends the one that has lost it. */
  onPermissionsChanged(): Promise<void>;
};

/** Makes the worker's runner. A run that an earlier worker left unfinished is marked as interrupted first. */
export function makeRunner(): Runner {
  let active: ActiveRun | undefined;
  const ready = tidyUp();
  const uses = makeTokenUses();

  /** One after the other: what is asked of the runner may take several steps. */
  const inTurn = async <Value>(action: () => Promise<Value>): Promise<Value> => {
    await ready;
    return exclusively('runner', action);
  };

  /** The run that is under way, whether it works or waits. */
  const current = async (): Promise<Pick<ActiveRun, 'runId' | 'log'> | undefined> => {
    if (active !== undefined) return active;
    const waiting = await readWaitingRun();
    return waiting === undefined
      ? undefined
      : { runId: waiting.runId, log: await readRunLog(waiting.runId) };
  };

  const begin = async (wanted: WantedRun, runId: string): Promise<Reply> => {
    const [underWay, document] = await Promise.all([current(), readClients()]);
    const busy = underWay?.log.run();
    if (busy !== undefined) return refuse(busyMessage(busy));
    if (!document.ok) return refuse(document.message);
    const client = document.clients.find(({ id }) => id === wanted.clientId);
    if (client === undefined) return refuse('This client is not stored any more.');
    const reserved = wanted.overrides?.find(([name]) => reservedReason(name) !== undefined);
    if (reserved !== undefined) return refuse(`No run may set ${reserved[0]} itself.`);
    const refresh =
      wanted.refreshes === undefined ? undefined : await readRefresh(wanted.refreshes, client);
    if (typeof refresh === 'string') return refuse(refresh);
    const redirect = redirectOf(client, extensionRedirectBase());
    const input: FlowInput = {
      client,
      ...(await readSecretOf(client)),
      redirect: { ...redirect, mode: wanted.redirectMode ?? redirect.mode },
      overrides: wanted.overrides ?? [],
      ...(refresh === undefined ? {} : { refresh }),
    };
    const log = makeRunLog();
    await log.append({
      type: 'started',
      at: Date.now(),
      runId,
      client,
      redirect: input.redirect,
      overrides: input.overrides,
      ...(refresh === undefined ? {} : { refreshes: refresh.run }),
    });
    launch(runId, log, input, (ports) => runFlow(input, ports));
    return { ok: true, runId };
  };

  /** Plays a flow, or the rest of one, as the active run. */
  const launch = (
    runId: string,
    log: RunLog,
    input: FlowInput,
    play: (ports: FlowPorts) => Promise<void>,
  ) => {
    const controller = new AbortController();
    const finished = play(portsOf(runId, log, input, controller.signal)).then(async () => {
      await log.flush();
      if (controller.signal.aborted) return;
      const run = log.run();
      if (run === undefined || isOver(run.state)) await stopCapturing();
      else if (run.redirect.mode === 'manual') await keepWaitingRun(waitingFor(run));
      active = undefined;
    });
    active = { runId, log, controller, finished };
  };

  const settled = async () => {
    await active?.finished;
  };

  const control: WaitingControl = {
    settled,
    goOn: async (waiting, outcome) => {
      // The flow may still be writing down that it waits.
      await settled();
      await markAnswered(waiting);
      await captureOwnOnly();
      const log = await readRunLog(waiting.runId);
      const run = log.run();
      if (run === undefined) return stopCapturing();
      const { client, redirect, overrides } = run;
      const input = { client, redirect, overrides, ...(await readSecretOf(client)) };
      launch(waiting.runId, log, input, (ports) => continueFlow(run, outcome, input, ports));
    },
    end: async (waiting, event) => {
      await settled();
      await (await readRunLog(waiting.runId)).append(event);
      await stopCapturing();
    },
  };

  const halt = async (run: ActiveRun) => {
    run.controller.abort();
    await closeSignInWindow();
    // The browser cannot break off a page that is still loading. Nobody has to wait for it: its window is closed
    // when it comes, and a run before that is told in words that the browser is busy.
    await Promise.race([run.finished, sleep(MAX_WAIT_FOR_END_MS)]);
    active = undefined;
  };

  /** Breaks off what is under way, whether it works or waits. */
  const breakOff = async () => {
    if (active !== undefined) await halt(active);
    const waiting = await readWaitingRun();
    // First the tab, then its rules: what is under way in it must not reach the app.
    if (waiting !== undefined) await closeSignInTab(waiting);
    await stopCapturing();
  };

  return {
    start: (wanted) => inTurn(() => begin(wanted, makeId())),
    restart: (runId, redirectMode) =>
      inTurn(async () => {
        const run = runFromEvents(await readRunEvents(runId));
        if (run === undefined) return refuse('This run is not here any more.');
        if (uses.isBusy(runId)) return refuse('A token of this run is being used: wait for that.');
        return begin(
          { ...wishOf(run), ...(redirectMode === undefined ? {} : { redirectMode }) },
          runId,
        );
      }),
    cancel: (runId) =>
      inTurn(async () => {
        const run = await current();
        if (run?.runId !== runId) return refuse('This run has ended already.');
        await breakOff();
        await run.log.append({ type: 'cancelled', at: Date.now(), by: 'user' });
        return { ok: true };
      }),
    actOnToken: async (runId, wanted) => {
      // Only the beginning takes its turn: nothing else has to wait for the answer of the server.
      const begun = await inTurn(() => uses.begin(runId, wanted));
      return 'finished' in begun ? begun.finished : begun;
    },
    seePage: async (runId) => {
      const begun = await inTurn(() => uses.beginSeeingPage(runId));
      return 'finished' in begun ? begun.finished : begun;
    },
    takeCaptured: (url, tabId) => inTurn(() => takeCaptured(control, url, tabId)),
    takePasted: (runId, text) => inTurn(() => takePasted(control, runId, text)),
    onTabClosed: (tabId) => inTurn(() => noteClosedTab(control, tabId)),
    onTabArrived: (tabId, url) => inTurn(() => noteArrival(control, tabId, url)),
    onSignInExpired: () => inTurn(() => noteExpiry(control)),
    stop: async () => {
      await inTurn(async () => {
        await uses.stop();
        await breakOff();
      });
    },
    onPermissionsChanged: () =>
      inTurn(async () => {
        if (await noteLostAccess(control)) return;
        const [latest] = await readRunSummaries();
        if (latest?.state.status !== 'failed') return;
        const { origins } = latest.state.failure;
        if (origins === undefined || Date.now() - latest.updatedAt > MAX_WAIT_FOR_PERMISSION_MS)
          return;
        if ((await missingOrigins(origins)).length > 0) return;
        const run = runFromEvents(await readRunEvents(latest.id));
        if (run !== undefined) await begin(wishOf(run), run.id);
      }),
  };
}

function portsOf(
  runId: string,
  log: RunLog,
  { client, redirect }: FlowInput,
  signal: AbortSignal,
): FlowPorts {
  return {
    fetch: client.originHeader === 'removed' ? fetchWithoutOrigin : plainFetch,
    now: () => Date.now(),
    random: generateRandomState,
    openWindow: (url, onOpened) =>
      openSignInWindow(url, { signal, onOpened, isSilent: isSilent(url) }),
    openTab: (authorization) => openSignInTab({ runId, redirect }, authorization, signal),
    missingOrigins,
    emit: async (event) => {
      if (!signal.aborted) await log.append(event);
    },
    signal,
  };
}

/** What a run was asked to do. */
function wishOf({ client, redirect, overrides, refreshes }: Run): WantedRun {
  return {
    clientId: client.id,
    overrides,
    ...(redirect.mode === client.redirectMode ? {} : { redirectMode: redirect.mode }),
    ...(refreshes === undefined ? {} : { refreshes: refreshes.runId }),
  };
}

function waitingFor({ id, redirect, authorization }: Run): WaitingRun {
  return { runId: id, redirect, state: authorization?.state ?? '' };
}

async function stopCapturing(): Promise<void> {
  await clearCaptureRules();
  await forgetWaitingRun();
  await forgetCallback();
  ignoreTabs();
}

async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

/** Marks runs, and uses of tokens, that died with an earlier worker. One that waits for its callback goes on waiting. */
async function tidyUp(): Promise<void> {
  const waiting = await readWaitingRun();
  const unfinished = (await readRunSummaries()).filter(({ state }) => !isOver(state));
  const isWaiting =
    waiting !== undefined &&
    waiting.isAnswered !== true &&
    unfinished.some(({ id }) => id === waiting.runId);
  for (const { id } of unfinished) {
    if (isWaiting && id === waiting.runId) continue;
    await (await readRunLog(id)).append({ type: 'interrupted', at: Date.now() });
  }
  await noteInterruptedUses();
  if (!isWaiting) await stopCapturing();
  await closeSignInWindow();
}

function busyMessage(run: Run): string {
  return `“${run.client.label}” is running (${stateInWords(run.state).toLowerCase()}). One run at a time: finish or cancel it first.`;
}

function refuse(message: string): Reply {
  return { ok: false, message };
}
