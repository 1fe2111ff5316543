import type { Client } from '../../../utils/clients/client';
import type { FlowInput, FlowPorts, WindowOutcome } from '../../../utils/oauth/flow';
import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { runFlow } from '../../../utils/oauth/run-flow';
import { redirectUri } from '../../lab/demo-server/demo-flow.ts';
import { tickingClock } from './recording-ports';
import { runOf } from './sample-run';

type Played = {
  readonly events: readonly RunEvent[];
  readonly run: Run;
  readonly types: readonly RunEvent['type'][];
};

/** Plays a run with Node’s fetch; `changes` replaces what a test is about. */
export async function playFlow(
  client: Client,
  changes: Partial<FlowPorts> & Partial<FlowInput> = {},
): Promise<Played> {
  const { clientSecret, isSecretSealed = false, refresh, ...others } = changes;
  const { redirectUri: uri = redirectUri, client: _, ...ports } = others;
  const events: RunEvent[] = [
    {
      type: 'started',
      at: 0,
      runId: 'run-1',
      client,
      redirectUri: uri,
      ...(refresh === undefined ? {} : { refreshes: refresh.run }),
    },
  ];
  let count = 0;
  await runFlow(
    {
      client,
      clientSecret,
      isSecretSealed,
      redirectUri: uri,
      ...(refresh === undefined ? {} : { refresh }),
    },
    {
      fetch: (input, init) => fetch(input, init),
      now: tickingClock(Date.now()),
      random: () => {
        count += 1;
        return `random-value-number-${count}-`.padEnd(43, 'x');
      },
      openWindow: async () => ({ kind: 'closed' }),
      missingOrigins: async () => [],
      emit: async (event) => {
        events.push(event);
      },
      signal: new AbortController().signal,
      ...ports,
    },
  );
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
