import { authorizationCodeFlow, continueAuthorization } from './authorization-code-flow';
import { clientCredentialsFlow } from './client-credentials-flow';
import type { Exchange } from './exchange';
import { type Failure, fail, type Result } from './failure';
import {
  checkSecret,
  type FlowContext,
  type FlowEnd,
  type FlowInput,
  type FlowPorts,
  type WindowOutcome,
} from './flow';
import { keepExchanges, type RecordingPorts } from './recording-fetch';
import { makeRedactor } from './redactor';
import { refreshFlow } from './refresh-flow';
import type { Run } from './run';

/**
 * Runs a client with its grant, or refreshes the tokens of an earlier run, from the endpoints to the verified tokens.
 * Everything that happens is an event; the last one is `finished`, `failed`, or `cancelled` when the user closed
 * the window. A run whose callback comes later ends without one of these, and goes on with `continueFlow`.
 */
export async function runFlow(input: FlowInput, ports: FlowPorts): Promise<void> {
  await play(flowOf(input), input, ports);
}

/** Goes on with a run that waits for its callback. */
export async function continueFlow(
  run: Run,
  outcome: WindowOutcome,
  input: FlowInput,
  ports: FlowPorts,
): Promise<void> {
  const { server, authorization } = run;
  if (server === undefined || authorization === undefined) {
    throw new Error(`The run ${run.id} has sent no authorization request.`);
  }
  const rest = async (context: FlowContext): Promise<Result<FlowEnd>> => {
    const ready = checkSecret(context);
    return ready.ok ? continueAuthorization(context, server, authorization, outcome) : ready;
  };
  await play(rest, input, ports, run.exchanges);
}

type Flow = (context: FlowContext) => Promise<Result<FlowEnd>>;

async function play(
  flow: Flow,
  input: FlowInput,
  ports: FlowPorts,
  earlier: readonly Exchange[] = [],
): Promise<void> {
  const { ports: recording, exchanges } = keepExchanges(
    {
      ...ports,
      redact: makeRedactor(input.client.clientId, input.clientSecret),
      onExchange: (exchange) => ports.emit({ type: 'exchanged', at: ports.now(), exchange }),
    },
    earlier,
  );
  const last = await endOf(flow({ ...input, ports, recording, exchanges }));
  if (last !== undefined && !ports.signal.aborted)
    await ports.emit({ ...withoutSecret(last, recording), at: ports.now() });
}

function flowOf({ client, refresh }: FlowInput): Flow {
  if (refresh !== undefined) return refreshFlow;
  switch (client.grantType) {
    case 'authorization_code':
      return authorizationCodeFlow;
    case 'client_credentials':
      return clientCredentialsFlow;
  }
}

type Ending =
  | { readonly type: 'finished' }
  | { readonly type: 'cancelled'; readonly by: 'window' }
  | { readonly type: 'failed'; readonly failure: Failure };

/** How the run ended; nothing where it waits. */
async function endOf(outcome: Promise<Result<FlowEnd>>): Promise<Ending | undefined> {
  try {
    const result = await outcome;
    if (!result.ok) return { type: 'failed', failure: result.failure };
    switch (result.value) {
      case 'done':
        return { type: 'finished' };
      case 'window-closed':
        return { type: 'cancelled', by: 'window' };
      case 'waiting':
        return undefined;
    }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { failure } = fail(
      'unexpected',
      `a fault in OAuth Workbench itself: ${message}`,
      'Please report it, with the steps that led here.',
    );
    return { type: 'failed', failure };
  }
}

/** What a server said may repeat the secret in a spelling that only decoding reveals. */
function withoutSecret(ending: Ending, { redact }: RecordingPorts): Ending {
  if (ending.type !== 'failed') return ending;
  const { failure } = ending;
  return {
    ...ending,
    failure: { ...failure, cause: redact(failure.cause), remedy: redact(failure.remedy) },
  };
}
