import { authorizationCodeFlow } from './authorization-code-flow';
import { clientCredentialsFlow } from './client-credentials-flow';
import { type Failure, fail, type Result } from './failure';
import type { FlowContext, FlowEnd, FlowInput, FlowPorts } from './flow';
import { keepExchanges, type RecordingPorts } from './recording-fetch';
import { makeRedactor } from './redactor';
import { refreshFlow } from './refresh-flow';

/**
 * Runs a client with its grant, or refreshes the tokens of an earlier run, from the endpoints to the verified tokens.
 * Everything that happens is an event; the last one is `finished`, `failed`, or `cancelled` when the user closed
 * the window.
 */
export async function runFlow(input: FlowInput, ports: FlowPorts): Promise<void> {
  const { ports: recording, exchanges } = keepExchanges({
    ...ports,
    redact: makeRedactor(input.client.clientId, input.clientSecret),
    onExchange: (exchange) => ports.emit({ type: 'exchanged', at: ports.now(), exchange }),
  });
  const last = await endOf(flowOf(input)({ ...input, ports, recording, exchanges }));
  if (!ports.signal.aborted)
    await ports.emit({ ...withoutSecret(last, recording), at: ports.now() });
}

function flowOf({
  client,
  refresh,
}: FlowInput): (context: FlowContext) => Promise<Result<FlowEnd>> {
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

async function endOf(outcome: Promise<Result<FlowEnd>>): Promise<Ending> {
  try {
    const result = await outcome;
    if (!result.ok) return { type: 'failed', failure: result.failure };
    return result.value === 'done' ? { type: 'finished' } : { type: 'cancelled', by: 'window' };
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
