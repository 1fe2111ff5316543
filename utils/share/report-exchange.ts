import { type Exchange, mediaTypeOf, type NameValue } from '../oauth/exchange';
import { remarksOf } from '../oauth/response-words';
import { durationInWords } from '../oauth/run-steps';
import { decodeToken } from '../tokens/decode-token';
import type { JsonValue } from '../tokens/json';
import type { Redaction } from './redaction';
import type { ReportedBody, ReportedRequest, ReportOptions } from './report';
import type { SharedRequest } from './shared-request';
import { isFormText } from './url-parts';

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
  const isOfApi = purpose === 'resource';
  const base = {
    purpose,
    ...reportRequest(request, redaction, options, isOfApi),
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
        outcome: [`${outcome.status}`, ...remarksOf(outcome)].join('. '),
        response_headers: namedPairs(outcome.headers.map(redaction.header)),
        response_body: hasBody
          ? reportText(outcome.body, mediaTypeOf(outcome), {
              redaction,
              isOfApi,
              hasTitle: options.hasClaims && !isOfApi,
            })
          : leftOut(outcome.body, 'body', redaction),
      };
    }
  }
}

/** A request alone, redacted. Bodies other than forms go to APIs. */
export function reportRequest(
  request: SharedRequest,
  redaction: Redaction,
  options: ReportOptions,
  isOfApi = false,
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
            ? { form: namedPairs((isOfApi ? redaction.outline : redaction).pairs(form)) }
            : leftOut(`${form.length}`, 'body', redaction),
        }),
    ...(body === undefined
      ? {}
      : {
          body:
            options.hasBodies && options.hasClaims
              ? reportText(body, '', { redaction, isOfApi: true, hasTitle: false })
              : leftOut(body, 'body', redaction),
        }),
  };
}

/** Only what can be read member by member is shown; of what APIs hold its outline alone. */
function reportText(
  body: string,
  mediaType: string,
  {
    redaction,
    isOfApi,
    hasTitle,
  }: { readonly redaction: Redaction; readonly isOfApi: boolean; readonly hasTitle: boolean },
): ReportedBody {
  const shown = isOfApi ? redaction.outline : redaction;
  const text = body.trim();
  if (text === '') return { note: 'It is empty.' };
  const json = parse(text);
  if (json !== undefined) return { json: shown.json(json) };
  if (mediaType.includes('html') || /^<(?:!doctype\s|html[\s>])/i.test(text)) {
    const title = hasTitle ? /<title[^>]{0,200}>([^<]{1,300})/i.exec(text)?.[1]?.trim() : undefined;
    redaction.leaveOut('HTML page');
    return {
      note: `An HTML page of ${text.length} characters${title === undefined ? '' : `, with the title “${redaction.text(title)}”`}. It was left out.`,
    };
  }
  if (isFormText(text)) {
    return { form: namedPairs(shown.pairs([...new URLSearchParams(redaction.search(text))])) };
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
