import { startTransition, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Parameter, RedirectMode } from '../clients/client';
import { isOver, type Run, runFromEvents } from '../oauth/run';
import { newestRefresh } from '../oauth/newest-refresh';
import type { RunSummary } from '../oauth/run-summary';
import type { WantedUse } from '../oauth/token-use';
import { type Command, type Reply, sendCommand } from '../platform/messages';
import { followDroppedRuns, followRunEvents, followRunSummaries } from '../platform/runs-storage';
import { watchWorker } from '../platform/worker-watch';

export type RunsState =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly runs: readonly RunSummary[] };

const store = createStore<RunsState>(() => ({ status: 'loading' }));

/**
 * Fills the store, keeps it equal to what the worker writes, and watches the worker while a run, or the use of a token,
 * is under way.
 */
export function connectRuns(): void {
  let stopWatching: (() => void) | undefined;
  followRunSummaries((runs) => {
    store.setState({ status: 'ready', runs }, true);
    const isActive = runs.some(
      ({ state, isTokenInUse }) => !isOver(state) || isTokenInUse === true,
    );
    if (isActive) stopWatching ??= watchWorker();
    else {
      refusal.setState({ message: undefined });
      stopWatching?.();
      stopWatching = undefined;
    }
  });
}

/**
 * Starts the worker now, and keeps it: what a click says to it is lost if the prompt that it opens closes the popup
 * before the worker has started.
 */
export function keepWorkerReady(): void {
  watchWorker();
}

export function useRuns(): RunsState {
  return useStore(store);
}

/** How many runs of this browser session were forgotten to make room for newer ones. */
export function useDroppedRuns(): number {
  const [count, setCount] = useState(0);
  useEffect(() => followDroppedRuns(setCount), []);
  return count;
}

/** The newest run, whatever became of it. */
export function useLatestRunId(): string | undefined {
  return useStore(store, (state) => (state.status === 'ready' ? state.runs[0]?.id : undefined));
}

/** One run, live. `loading` until it was read; `missing` when this browser session has no such run. */
export function useRun(runId: string | undefined): Run | 'loading' | 'missing' {
  const [found, setFound] = useState<{ readonly id: string; readonly run: Run | undefined }>();
  useEffect(() => {
    if (runId === undefined) return undefined;
    // Drawing what has happened may take longer than until the next thing happens: then only that is drawn.
    return followRunEvents(runId, (events) =>
      startTransition(() => setFound({ id: runId, run: runFromEvents(events) })),
    );
  }, [runId]);
  if (runId === undefined) return 'missing';
  return found?.id === runId ? (found.run ?? 'missing') : 'loading';
}

/** Why the last start was refused, as long as that is so. */
const refusal = createStore<{ readonly message: string | undefined }>(() => ({
  message: undefined,
}));

/** Why the last start of a run was refused, in words; nothing once a run has started or ended since. */
export function useRefusal(): string | undefined {
  return useStore(refusal, ({ message }) => message);
}

/** How a run differs from what its client says. */
export type RunWish = {
  /** The run whose tokens are refreshed, instead of asking for new ones. */
  readonly refreshes?: string;
  readonly redirectMode?: RedirectMode;
  /** Parameters of the authorization request, in place of the client's of the same name. */
  readonly overrides?: readonly Parameter[];
};

/** Asks the worker to run a client. @returns the id of the run, if it has started. */
export async function startRun(clientId: string, wish: RunWish = {}): Promise<string | undefined> {
  return started({ type: 'start-run', clientId, ...wish });
}

/** Begins a run anew that could not go on, once what it lacked is there; in another mode, if one is named. */
export async function restartRun(run: Run, redirectMode?: RedirectMode): Promise<void> {
  await started({
    type: 'restart-run',
    runId: run.id,
    ...(redirectMode === undefined ? {} : { redirectMode }),
  });
}

async function started(command: Command): Promise<string | undefined> {
  for (const runId of progress.getState().keys()) forgetRefusedUse(runId);
  const reply = await asked(command);
  return reply.ok ? reply.runId : undefined;
}

/** Where the worker refuses, it is said on the page. */
async function asked(command: Command): Promise<Reply> {
  refusal.setState({ message: undefined });
  const reply = await sendCommand(command);
  if (!reply.ok) refusal.setState({ message: reply.message });
  return reply;
}

/** The run that has what came of the refresh token of this one; nothing while its own is the newest. */
export function useNewestRefresh(runId: string): string | undefined {
  return useStore(store, (state) =>
    state.status === 'ready' ? newestRefresh(runId, state.runs) : undefined,
  );
}

/** What a token of a run is being used for now, or why the last attempt was refused before anything was sent. */
export type UseProgress =
  | { readonly status: 'busy'; readonly wanted: WantedUse }
  | {
      readonly status: 'refused';
      readonly wanted: WantedUse;
      readonly refusal: Extract<Reply, { readonly ok: false }>;
    };

const progress = createStore<ReadonlyMap<string, UseProgress>>(() => new Map());

/** How far the use of a token of this run is; nothing while none is under way and the last was not refused. */
export function useProgress(runId: string): UseProgress | undefined {
  return useStore(progress, (runs) => runs.get(runId));
}

/**
 * Has the worker use a token of a run. Where it lacks access that the user is just being asked for, it tries again once
 * that is given.
 */
export async function actOnToken(
  runId: string,
  wanted: WantedUse,
  access: Promise<boolean>,
): Promise<void> {
  if (progress.getState().get(runId)?.status === 'busy') return;
  refusal.setState({ message: undefined });
  const attempt = async () => {
    setProgress(runId, { status: 'busy', wanted });
    const reply = await sendCommand({ type: 'use-token', runId, wanted });
    setProgress(runId, reply.ok ? undefined : { status: 'refused', wanted, refusal: reply });
    return reply;
  };
  const reply = await attempt();
  if (!reply.ok && reply.obstacle === 'permission_missing' && (await access)) await attempt();
}

/** Takes back that the use of a token of this run was refused: something newer is to be said. */
export function forgetRefusedUse(runId: string): void {
  if (progress.getState().get(runId)?.status === 'refused') setProgress(runId, undefined);
}

function setProgress(runId: string, value: UseProgress | undefined): void {
  const others = [...progress.getState()].filter(([id]) => id !== runId);
  progress.setState(new Map(value === undefined ? others : [...others, [runId, value]]), true);
}

/** Gives a run the callback that it waits for. */
export async function pasteCallback(runId: string, text: string): Promise<Reply> {
  return sendCommand({ type: 'callback-pasted', runId, text });
}

/** Has the worker ask for the sign-in page of a run that is over. @returns whether what came of it is in the run. */
export async function seePage(runId: string): Promise<boolean> {
  return (await asked({ type: 'see-page', runId })).ok;
}

export async function cancelRun(runId: string): Promise<Reply> {
  return sendCommand({ type: 'cancel-run', runId });
}

/** Cancels what is under way and forgets every client, secret, draft and run. */
export async function clearAllData(): Promise<Reply> {
  return sendCommand({ type: 'clear-all' });
}
