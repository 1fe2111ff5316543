import {
  type Exchange,
  mediaTypeOf,
  type NameValue,
  type RecordedResponse,
} from '../oauth/exchange';
import { durationInWords } from '../oauth/run-steps';
import { decodeToken } from '../tokens/decode-token';
import type { JsonValue } from '../tokens/json';
import type { Redaction } from './redaction';
import type { ReportedBody, ReportedRequest, ReportOptions } from './report';
import type { SharedRequest } from './shared-request';

/** Their bodies say nothing of the user: they are shown without the values of claims too. */
const PURPOSES_WITHOUT_CLAIMS: ReadonlySet<string> = new Set(['discovery', 'token', 'jwks']);

/** Names and values as members of JSON. */
export function namedPairs(pairs: readonly NameValue[]) {
  return pairs.map(([name, value]) => ({ name, value }));
}

/** An HTTP exchange, redacted. */
export function reportExchange(
  exchange: Exchange,
  redaction: Redaction,
  options: ReportOptions,
): ReportedRequest {
  const { purpose, request, startedAt, durationMs, outcome } = exchange;
  const base = {
    purpose,
    ...reportRequest(request, redaction, options),
    sent_at: new Date(startedAt).toISOString(),
    duration: durationInWords(durationMs),
  };
  switch (outcome.kind) {
    case 'redirect':
      return { ...base, outcome: 'a redirect, which the browser hides' };
    case 'error':
      return { ...base, outcome: `no answer: the server ${redaction.text(outcome.message)}` };
    case 'response': {
      const hasBody =
        options.hasBodies && (options.hasClaims || PURPOSES_WITHOUT_CLAIMS.has(purpose));
      return {
        ...base,
        outcome: `${outcome.status}`,
        response_headers: namedPairs(outcome.headers.map(redaction.header)),
        response_body: hasBody
          ? reportBody(outcome, redaction)
          : leftOut(outcome.body, 'body', redaction),
      };
    }
  }
}

/** A request alone, redacted. */
export function reportRequest(
  request: SharedRequest,
  redaction: Redaction,
  options: ReportOptions,
): ReportedRequest {
  const { method, url, headers, form, body } = request;
  return {
    method: redaction.text(method),
    url: redaction.url(url),
    headers: namedPairs(headers.map(redaction.header)),
    ...(form === undefined
      ? {}
      : {
          body: options.hasBodies
            ? { form: namedPairs(redaction.pairs(form)) }
            : leftOut(`${form.length}`, 'body', redaction),
        }),
    ...(body === undefined
      ? {}
      : {
          body:
            options.hasBodies && options.hasClaims
              ? reportText(body, '', redaction)
              : leftOut(body, 'body', redaction),
        }),
  };
}

/** Only what can be read member by member is shown. */
function reportBody(response: RecordedResponse, redaction: Redaction): ReportedBody {
  return reportText(response.body, mediaTypeOf(response), redaction);
}

function reportText(body: string, mediaType: string, redaction: Redaction): ReportedBody {
  const text = body.trim();
  if (text === '') return { note: 'It is empty.' };
  const json = parse(text);
  if (json !== undefined) return { json: redaction.json(json) };
  if (mediaType.includes('html') || /^<(?:!doctype\s|html[\s>])/i.test(text)) {
    const title = /<title[^>]{0,200}>([^<]{1,300})/i.exec(text)?.[1]?.trim();
    redaction.leaveOut('HTML page');
    return {
      note: `An HTML page of ${text.length} characters${title === undefined ? '' : `, with the title “${redaction.text(title)}”`}. It was left out.`,
    };
  }
  if (/^[\w.-]{1,60}=\S*$/.test(text)) {
    return { form: namedPairs(redaction.pairs([...new URLSearchParams(redaction.search(text))])) };
  }
  const { kind } = decodeToken(text);
  if (kind !== 'opaque') return { note: `A token: ${redaction.secret('token', text)}` };
  return leftOut(
    text,
    mediaType === '' ? 'body' : `body (${redaction.text(mediaType)})`,
    redaction,
  );
}

function leftOut(text: string, what: string, redaction: Redaction): ReportedBody {
  if (text.trim() === '') return { note: 'It is empty.' };
  redaction.leaveOut(what);
  return { note: 'It was left out.' };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
