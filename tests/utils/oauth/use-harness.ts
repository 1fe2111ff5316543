import type { Client } from '../../../utils/clients/client';
import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { reduceRun } from '../../../utils/oauth/run';
import { type TokenUse, tokenOfUse, type WantedUse } from '../../../utils/oauth/token-use';
import { serverForUses } from '../../../utils/oauth/use-endpoints';
import { playUse } from '../../../utils/oauth/use-token';
import { tokenOf } from '../../../utils/oauth/used-tokens';
import { tickingClock } from './recording-ports';

export type PlayedUse = {
  /** The run with what was done since. */
  readonly run: Run;
  readonly use: TokenUse;
  readonly events: readonly RunEvent[];
};

/** Uses a token of a run with Node’s fetch, in the name of its client or of another. */
export async function playUseOf(
  run: Run,
  wanted: WantedUse,
  {
    client = run.client,
    clientSecret,
    fetch: send = fetch,
  }: {
    readonly client?: Client;
    readonly clientSecret?: string;
    readonly fetch?: typeof fetch;
  } = {},
): Promise<PlayedUse> {
  const server = serverForUses(run, client);
  const text = tokenOf(run, tokenOfUse(wanted));
  if (server === undefined || text === undefined) throw new Error('There is nothing to use.');
  const events: RunEvent[] = [];
  await playUse(
    { run, server, client, clientSecret, text, wanted },
    {
      fetch: (input, init) => send(input, init),
      now: tickingClock(Date.now()),
      emit: async (event) => {
        events.push(event);
      },
      signal: new AbortController().signal,
    },
  );
  const after = events.reduce<Run | undefined>(reduceRun, run);
  const use = after?.uses.at(-1);
  if (after === undefined || use === undefined) throw new Error('The use left no trace.');
  return { run: after, use, events };
}
