import type { Exchange, ExchangePurpose } from '../oauth/exchange';
import { statusInWords } from '../oauth/http-status';
import type { Participant, TraceMessage, TraceOutcome, TraceStep } from './trace';

type Kind = {
  readonly request: string;
  readonly response: string;
  readonly to: Participant;
  readonly step: TraceStep;
};

const KINDS = {
  discovery: {
    request: 'Discovery request',
    response: 'Discovery response',
    to: 'server',
    step: 'discovery',
  },
  'authorization-page': {
    request: 'Second request for the sign-in page',
    response: 'Sign-in page',
    to: 'server',
    step: 'sign-in',
  },
  token: {
    request: 'Token request',
    response: 'Token response',
    to: 'server',
    step: 'token-request',
  },
  jwks: {
    request: 'Key set request',
    response: 'Key set response',
    to: 'server',
    step: 'verification',
  },
  introspection: {
    request: 'Introspection request',
    response: 'Introspection response',
    to: 'server',
    step: 'after-end',
  },
  revocation: {
    request: 'Revocation request',
    response: 'Revocation response',
    to: 'server',
    step: 'after-end',
  },
  'user-info': {
    request: 'User info request',
    response: 'User info response',
    to: 'server',
    step: 'after-end',
  },
  resource: { request: 'API request', response: 'API response', to: 'api', step: 'after-end' },
} as const satisfies Record<ExchangePurpose, Kind>;

/** How an HTTP exchange ended. */
function outcomeOfExchange({ outcome }: Pick<Exchange, 'outcome'>): TraceOutcome {
  switch (outcome.kind) {
    case 'error':
      return { kind: 'no-answer', words: 'No answer' };
    case 'redirect':
      return { kind: 'redirect', words: 'Redirect' };
    case 'response':
      return {
        kind: outcome.status >= 400 ? 'error' : 'ok',
        words: statusInWords(outcome.status),
      };
  }
}

/**
 * The message of an HTTP exchange: a request of the extension, and the answer to it.
 *
 * @param place.index its place among the exchanges of its run
 * @param place.isAfterEnd it belongs to a use of the tokens after the end
 * @param place.isFault the run failed over its answer, whatever its status says
 */
export function messageOfExchange(
  exchange: Exchange,
  place: { readonly index: number; readonly isAfterEnd?: boolean; readonly isFault?: boolean },
): TraceMessage {
  const { request, response, to, step } = KINDS[exchange.purpose];
  const found = outcomeOfExchange(exchange);
  const outcome: TraceOutcome =
    place.isFault === true && found.kind === 'ok' ? { ...found, kind: 'error' } : found;
  const { startedAt, durationMs } = exchange;
  return {
    kind: 'message',
    id: `exchange-${place.index}`,
    // The sign-in page can be asked for later: it belongs to its step all the same.
    step: place.isAfterEnd === true && step !== 'sign-in' ? 'after-end' : step,
    label: request,
    from: 'extension',
    to,
    at: startedAt,
    durationMs,
    outcome,
    content: { kind: 'exchange', exchange },
    arrows: [
      {
        from: 'extension',
        to,
        label: request,
        at: startedAt,
        ...(outcome.kind === 'no-answer' ? { outcome } : {}),
      },
      ...(outcome.kind === 'no-answer'
        ? []
        : [
            {
              from: to,
              to: 'extension' as const,
              label: response,
              at: startedAt + durationMs,
              outcome,
            },
          ]),
    ],
  };
}
