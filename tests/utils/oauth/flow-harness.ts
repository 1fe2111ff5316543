import type { Client } from '../../../utils/clients/client';
import { succeed } from '../../../utils/oauth/failure';
import type { FlowInput, FlowPorts, WindowOutcome } from '../../../utils/oauth/flow';
import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { continueFlow, runFlow } from '../../../utils/oauth/run-flow';
import { redirectUri } from '../../lab/demo-server/demo-flow.ts';
import { tickingClock } from './recording-ports';
import { runOf } from './sample-run';

export type Played = {
  readonly events: readonly RunEvent[];
  readonly run: Run;
  readonly types: readonly RunEvent['type'][];
};

type Changes = Partial<FlowPorts> & Partial<FlowInput>;

/** Plays a run with Node’s fetch; `changes` replaces what a test is about. */
export async function playFlow(client: Client, changes: Changes = {}): Promise<Played> {
  const input = inputOf(client, changes);
  const { redirect, overrides, refresh } = input;
  const started: RunEvent = {
    type: 'started',
    at: 0,
    runId: 'run-1',
    client,
    redirect,
    overrides,
    ...(refresh === undefined ? {} : { refreshes: refresh.run }),
  };
  return record([started], changes, (ports) => runFlow(input, ports));
}

/** Goes on with a run that waits, as its client was when it began. */
export async function playRest(
  { events, run }: Played,
  outcome: WindowOutcome,
  changes: Changes = {},
): Promise<Played> {
  const { client, redirect, overrides } = run;
  const input = inputOf(client, { redirect, overrides, ...changes });
  return record(events, changes, (ports) => continueFlow(run, outcome, input, ports));
}

/** The callback of a run that waits, with its state and these parameters. */
export function callbackOf(
  { run }: Played,
  parameters: Readonly<Record<string, string>>,
): WindowOutcome {
  const { redirect, authorization } = run;
  const separator = redirect.uri.includes('?') ? '&' : '?';
  const answer = new URLSearchParams({ state: authorization?.state ?? '', ...parameters });
  return { kind: 'redirected', url: `${redirect.uri}${separator}${answer}` };
}

function inputOf(
  client: Client,
  {
    clientSecret,
    isSecretSealed = false,
    redirect = { mode: 'extension', uri: redirectUri },
    overrides = [],
    refresh,
  }: Changes,
): FlowInput {
  return {
    client,
    clientSecret,
    isSecretSealed,
    redirect,
    overrides,
    ...(refresh === undefined ? {} : { refresh }),
  };
}

async function record(
  earlier: readonly RunEvent[],
  changes: Changes,
  play: (ports: FlowPorts) => Promise<void>,
): Promise<Played> {
  const events = [...earlier];
  let count = 0;
  await play({
    fetch: (input, init) => fetch(input, init),
    now: tickingClock(Date.now()),
    random: () => {
      count += 1;
      return `random-value-number-${count}-`.padEnd(43, 'x');
    },
    openWindow: async () => ({ kind: 'closed' }),
    openTab: async () => succeed(undefined),
    missingOrigins: async () => [],
    emit: async (event) => {
      events.push(event);
    },
    signal: new AbortController().signal,
    ...changes,
  });
  return { events, run: runOf(events), types: events.map(({ type }) => type) };
}

/** A window in which the server answers at once, with these parameters and the state it was sent. */
export function answering(parameters: Readonly<Record<string, string>>) {
  return async (url: string): Promise<WindowOutcome> => {
    const state = new URL(url).searchParams.get('state') ?? '';
    return {
      kind: 'redirected',
      url: `${redirectUri}?${new URLSearchParams({ state, ...parameters })}`,
    };
  };
}
