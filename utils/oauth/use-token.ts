import type { Client } from '../clients/client';
import { callResource } from './call-resource';
import { fail } from './failure';
import type { FlowPorts } from './flow';
import { introspectToken } from './introspect-token';
import { makeRedactor } from './redactor';
import { requestUserInfo } from './request-user-info';
import { revokeToken } from './revoke-token';
import type { Run } from './run';
import type { RunEvent } from './run-event';
import type { TokenUser } from './send-use';
import type { ServerMetadata } from './server-metadata';
import { type PendingUse, tokenOfUse, type UseOutcome, type WantedUse } from './token-use';

export type UseInput = {
  readonly run: Run;
  readonly server: ServerMetadata;
  /** The client as it is now. */
  readonly client: Client;
  readonly clientSecret: string | undefined;
  /** The token that is used. */
  readonly text: string;
  readonly wanted: WantedUse;
};

type UsePorts = Pick<FlowPorts, 'fetch' | 'now' | 'emit' | 'signal'>;

/**
 * Uses a token of a run that is over. The first event says that it begins, each exchange is an event before it is judged,
 * and the last event says what came of the use.
 */
export async function playUse(input: UseInput, ports: UsePorts): Promise<void> {
  const { run, server, client, clientSecret, wanted } = input;
  const startedAt = ports.now();
  const begun: PendingUse = { kind: wanted.kind, token: tokenOfUse(wanted), startedAt };
  await ports.emit({ type: 'token-use-started', at: startedAt, use: begun });
  const redact = makeRedactor(client.clientId, clientSecret);
  const outcome = await outcomeOf(input, {
    run,
    server,
    client,
    clientSecret,
    recording: {
      ...ports,
      redact,
      onExchange: (exchange) => ports.emit({ type: 'exchanged', at: ports.now(), exchange }),
    },
  });
  await ports.emit(endOfUse(begun, ports.now(), withoutSecret(outcome, redact)));
}

/** The end of a use whose worker died: nobody knows what came of it. */
export function interruptedUse(begun: PendingUse, at: number): RunEvent {
  return endOfUse(
    begun,
    at,
    fail(
      'token_use_interrupted',
      'the background worker was stopped while the answer was awaited',
      'The request may have arrived. Introspect the token, or send the request again, to know what came of it.',
    ),
  );
}

/** The end of a use that a fault of our own has ended. */
export function faultyUse(begun: PendingUse, at: number, message: string): RunEvent {
  return endOfUse(
    begun,
    at,
    fail(
      'unexpected',
      `a fault in OAuth Workbench itself: ${message}`,
      'Please report it. The request may have arrived all the same.',
    ),
  );
}

function endOfUse(begun: PendingUse, at: number, outcome: UseOutcome): RunEvent {
  return { type: 'token-used', at, use: { ...begun, at, outcome } };
}

async function outcomeOf({ text, wanted }: UseInput, user: TokenUser): Promise<UseOutcome> {
  switch (wanted.kind) {
    case 'introspection':
      return introspectToken(user, text, wanted);
    case 'revocation':
      return revokeToken(user, text, wanted.token);
    case 'user-info':
      return requestUserInfo(user, text);
    case 'resource':
      return callResource(user.recording, text, wanted);
  }
}

/** What a server said may repeat the secret in a spelling that only decoding reveals. */
function withoutSecret(outcome: UseOutcome, redact: (text: string) => string): UseOutcome {
  if (outcome.ok) return outcome;
  const { failure } = outcome;
  return {
    ok: false,
    failure: { ...failure, cause: redact(failure.cause), remedy: redact(failure.remedy) },
  };
}
