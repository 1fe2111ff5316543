import { type Exchange, headerOf, mediaTypeOf, type NameValue } from '../oauth/exchange';
import { remarksOf } from '../oauth/response-words';
import type { Redaction } from './redaction';
import type { ReportedBody, ReportOptions } from './report';
import { namedPairs, reportExchange } from './report-exchange';

type Pairs = readonly { readonly name: string; readonly value: string }[];

/** A body as an archive has it, or why it is not there. */
export type HarBody = {
  readonly mimeType: string;
  readonly form?: Pairs;
  readonly text?: string;
  readonly note?: string;
};

/** One message of a run, as it goes into an archive. */
export type HarMessage = {
  /** What it is for. */
  readonly purpose: string;
  /** What is to be known of it besides. */
  readonly note?: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Pairs;
  readonly body?: HarBody;
  /** Absent where none came, or none can be seen. */
  readonly response?: {
    readonly status: number;
    readonly headers: Pairs;
    readonly body: HarBody;
    /** Of what was kept of the body, in bytes. */
    readonly size: number;
  };
};

const FORM = 'application/x-www-form-urlencoded';

/** An exchange with everything in it redacted. */
export function redactedMessage(
  exchange: Exchange,
  redaction: Redaction,
  options: ReportOptions,
): HarMessage {
  const reported = reportExchange(exchange, redaction, options);
  const { method, url, headers, body, response_headers = [], response_body } = reported;
  return messageOf(exchange, {
    method,
    url,
    headers,
    requestBody:
      body === undefined ? undefined : bodyOf(body, sentTypeOf(exchange, redaction.text)),
    responseHeaders: response_headers,
    responseBody: (type) => bodyOf(response_body ?? { note: '' }, redaction.text(type)),
    error: redaction.text,
  });
}

/** An exchange as it was recorded: tokens and codes are in it, the client secret never is. */
export function recordedMessage(exchange: Exchange, { hasBodies }: ReportOptions): HarMessage {
  const { method, url, headers, form, body } = exchange.request;
  const mimeType = sentTypeOf(exchange, asItIs);
  const whole = (content: Omit<HarBody, 'mimeType'>, type: string): HarBody =>
    hasBodies ? { mimeType: type, ...content } : { mimeType: type, note: 'It was left out.' };
  const sent = form === undefined ? { text: body ?? '' } : { form: namedPairs(form) };
  const { outcome } = exchange;
  return messageOf(exchange, {
    method,
    url,
    headers: namedPairs(headers),
    requestBody: form === undefined && body === undefined ? undefined : whole(sent, mimeType),
    responseHeaders: outcome.kind === 'response' ? namedPairs(outcome.headers) : [],
    responseBody: (type) => whole({ text: outcome.kind === 'response' ? outcome.body : '' }, type),
    error: asItIs,
  });
}

/** An address that the browser opened: the answer is not seen. */
export function frontMessage(address: {
  readonly purpose: string;
  readonly note: string;
  readonly url: string;
  readonly startedAt: number;
  readonly durationMs: number;
  /** The parameters came as a form, and stand in the query of the URL. */
  readonly form?: readonly NameValue[];
}): HarMessage {
  const { form, ...rest } = address;
  return {
    ...rest,
    method: form === undefined ? 'GET' : 'POST',
    headers: [],
    ...(form === undefined ? {} : { body: { mimeType: FORM, form: namedPairs(form) } }),
  };
}

type Parts = Pick<HarMessage, 'method' | 'url' | 'headers'> & {
  readonly requestBody: HarBody | undefined;
  readonly responseHeaders: Pairs;
  readonly responseBody: (mimeType: string) => HarBody;
  readonly error: (message: string) => string;
};

function messageOf(exchange: Exchange, parts: Parts): HarMessage {
  const { purpose, startedAt, durationMs, outcome } = exchange;
  const { method, url, headers, requestBody, responseHeaders, responseBody, error } = parts;
  const base = {
    purpose,
    startedAt,
    durationMs,
    method,
    url,
    headers,
    ...(requestBody === undefined ? {} : { body: requestBody }),
  };
  switch (outcome.kind) {
    case 'redirect':
      return { ...base, note: 'The answer was a redirect, which the browser hides.' };
    case 'error':
      return { ...base, note: `No answer: the server ${error(outcome.message)}.` };
    case 'response': {
      const body = responseBody(mediaTypeOf(outcome));
      const note = [body.note, ...remarksOf(outcome)].filter(Boolean).join(' ');
      return {
        ...base,
        response: {
          status: outcome.status,
          headers: responseHeaders,
          body: { ...body, ...(note === '' ? {} : { note }) },
          size: new TextEncoder().encode(outcome.body).length,
        },
      };
    }
  }
}

function bodyOf(body: ReportedBody, mimeType: string): HarBody {
  if ('json' in body) return { mimeType, text: JSON.stringify(body.json) };
  return 'form' in body ? { mimeType, form: body.form } : { mimeType, note: body.note };
}

function sentTypeOf({ request }: Exchange, change: (text: string) => string): string {
  const type = headerOf(request, 'content-type');
  return type === undefined ? (request.form === undefined ? '' : FORM) : change(type);
}

function asItIs(text: string): string {
  return text;
}
