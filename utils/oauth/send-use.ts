import * as oauth from 'oauth4webapi';
import type { RecordedResponse } from './exchange';
import { type Exchange, responseOf } from './exchange';
import { fail, type Result, succeed } from './failure';
import {
  keepExchanges,
  NoResponseError,
  recordingFetch,
  type RecordingPorts,
} from './recording-fetch';
import type { Run } from './run';
import type { ServerMetadata } from './server-metadata';
import type { TokenRequester } from './token-request';
import type { TokenUseKind } from './token-use';

/** Who uses a token of a run that is over, and at which server. */
export type TokenUser = TokenRequester & { readonly run: Run; readonly server: ServerMetadata };

/** The options of oauth4webapi that every use has. */
type SendOptions = {
  readonly signal: AbortSignal;
  readonly [oauth.allowInsecureRequests]: true;
  readonly [oauth.customFetch]: ReturnType<typeof recordingFetch>;
};

type Sending = {
  readonly kind: TokenUseKind;
  /** What is asked, in words: `the introspection endpoint at auth.example.com`. */
  readonly place: string;
  readonly recording: RecordingPorts;
  readonly send: (options: SendOptions) => Promise<Response>;
  /** The strict verdict: throws what the library has against the answer. */
  readonly judge: (response: Response) => Promise<unknown>;
};

/** An answer as it was recorded, and what a strict client has against it. */
type JudgedAnswer = { readonly answer: RecordedResponse; readonly objection?: string };

/** Sends the request of one use, and has oauth4webapi judge the answer. An answer that it refuses is given all the same. */
export async function sendUse(sending: Sending): Promise<Result<JudgedAnswer>> {
  const { kind, place, recording, send, judge } = sending;
  const { ports: kept, exchanges } = keepExchanges(recording);
  try {
    const response = await send({
      signal: kept.signal,
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: recordingFetch(kind, kept),
    });
    await judge(response);
    return succeed({ answer: answerOf(exchanges) });
  } catch (error) {
    if (error instanceof NoResponseError) return unanswered(place, exchanges.at(-1), error);
    if (exchanges.length === 0) throw error;
    return succeed({
      answer: answerOf(exchanges),
      objection: error instanceof Error ? error.message : String(error),
    });
  }
}

function answerOf(exchanges: readonly Exchange[]): RecordedResponse {
  const last = exchanges.at(-1);
  const answer = last === undefined ? undefined : responseOf(last);
  if (answer === undefined) throw new Error('No answer was recorded.');
  return answer;
}

function unanswered(place: string, exchange: Exchange | undefined, { message }: NoResponseError) {
  return exchange?.outcome.kind === 'redirect'
    ? notFollowed(place)
    : fail(
        'server_unreachable',
        `${place} ${message}`,
        'Check the address, and whether the server runs. What was sent may have arrived all the same.',
      );
}

/** A redirect is an answer that asks to hand the token on. */
export function notFollowed(place: string, location?: string) {
  return fail(
    'token_use_failed',
    `${place} answered with a redirect${location === undefined ? '' : ` to ${location}`}, which was not followed`,
    'The token was sent to that address alone. If you trust the address that the redirect leads to, use it instead.',
  );
}
