import type { Client } from '../clients/client';
import { callResource } from './call-resource';
import type { FlowPorts } from './flow';
import { introspectToken } from './introspect-token';
import { makeRedactor } from './redactor';
import { requestUserInfo } from './request-user-info';
import { revokeToken } from './revoke-token';
import type { Run } from './run';
import type { TokenUser } from './send-use';
import type { ServerMetadata } from './server-metadata';
import { tokenOfUse, type UseOutcome, type WantedUse } from './token-use';

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
 * Uses a token of a run that is over. Each exchange is an event before it is judged; the last event says what came of
 * the use.
 */
export async function playUse(input: UseInput, ports: UsePorts): Promise<void> {
  const { run, server, client, clientSecret, wanted } = input;
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
  const at = ports.now();
  await ports.emit({
    type: 'token-used',
    at,
    use: {
      kind: wanted.kind,
      at,
      token: tokenOfUse(wanted),
      outcome: withoutSecret(outcome, redact),
    },
  });
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
