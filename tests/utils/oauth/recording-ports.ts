import type { Exchange } from '../../../utils/oauth/exchange';
import type { RecordingPorts } from '../../../utils/oauth/recording-fetch';
import { makeRedactor } from '../../../utils/oauth/redactor';

/** Ports with Node's own fetch, and the exchanges that were recorded through them. */
export function makeRecordingPorts(
  changes: Partial<RecordingPorts> = {},
): RecordingPorts & { readonly exchanges: readonly Exchange[] } {
  const exchanges: Exchange[] = [];
  return {
    fetch: (input, init) => fetch(input, init),
    now: tickingClock(),
    signal: new AbortController().signal,
    redact: makeRedactor('client', undefined),
    onExchange: async (exchange) => {
      exchanges.push(exchange);
    },
    exchanges,
    ...changes,
  };
}

/** A clock that goes on by 5 ms each time it is read. */
export function tickingClock(start = 1_000_000): () => number {
  let now = start;
  return () => {
    now += 5;
    return now;
  };
}

/** The response that a browser gives for a redirect that is not to be followed: Node cannot make one. */
export function opaqueRedirect(): Response {
  return Object.defineProperty(new Response(null), 'type', { value: 'opaqueredirect' });
}
