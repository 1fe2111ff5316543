import type { Parameter } from '../clients/client';
import { endpointError } from '../clients/url-rules';
import { showValue } from '../tokens/show-value';
import type { ResourceRequest } from './token-use';

const BROWSERS_OWN = 'the browser sets it, or leaves it out';

/** Headers that are set here, or that browsers set themselves or leave out, and why they cannot be typed. */
const RESERVED: ReadonlyMap<string, string> = new Map([
  ['authorization', 'it holds the token'],
  ['dpop', 'proofs of possession are not sent'],
  ['cookie', 'cookies are not sent'],
  ['cookie2', 'cookies are not sent'],
  ['set-cookie', 'cookies are not sent'],
  // The forbidden request-headers of the Fetch standard, and one that Chromium replaces all the same.
  ...[
    'accept-charset',
    'accept-encoding',
    'access-control-request-headers',
    'access-control-request-method',
    'connection',
    'content-length',
    'date',
    'dnt',
    'expect',
    'host',
    'keep-alive',
    'origin',
    'referer',
    'te',
    'trailer',
    'transfer-encoding',
    'upgrade',
    'user-agent',
    'via',
  ].map((name) => [name, BROWSERS_OWN] as const),
]);

/** Beginnings of names that the Fetch standard keeps for browsers. */
const RESERVED_PREFIXES = ['proxy-', 'sec-'] as const;

/** Headers that name another method, and the methods that no page may send, by whatever means (Fetch standard). */
const METHOD_HEADERS: ReadonlySet<string> = new Set([
  'x-http-method',
  'x-http-method-override',
  'x-method-override',
]);
const FORBIDDEN_METHOD = /(?:^|,)\s*(?:connect|trace|track)\s*(?:,|$)/i;

/** The name of a header (RFC 9110 §5.1). */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
/** What a header can hold: Latin-1 without controls. */
const HEADER_VALUE = /^[\t\x20-\x7E\xA0-\xFF]*$/;

type Lines =
  | { readonly ok: true; readonly headers: readonly Parameter[] }
  | { readonly ok: false; readonly message: string };

/** Reads lines of `Name: value`. Empty lines are passed over. */
export function parseHeaderLines(text: string): Lines {
  const headers: Parameter[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (!HEADER_NAME.test(name)) {
      return { ok: false, message: `Line ${index + 1} is not Name: value.` };
    }
    headers.push([name, line.slice(colon + 1).trim()]);
  }
  const message = headersError(headers);
  return message === undefined ? { ok: true, headers } : { ok: false, message };
}

function headersError(headers: readonly Parameter[]): string | undefined {
  for (const [name, value] of headers) {
    const reason = reservedReason(name.toLowerCase(), value);
    if (reason !== undefined) return `${name} cannot be set here: ${reason}.`;
    if (!HEADER_NAME.test(name))
      return 'The name of a header holds a character that none may hold.';
    if (!HEADER_VALUE.test(value)) {
      return `The value of ${name} holds a character that no header can hold.`;
    }
  }
  return undefined;
}

function reservedReason(name: string, value: string): string | undefined {
  if (METHOD_HEADERS.has(name) && FORBIDDEN_METHOD.test(value)) {
    return `browsers send no request with the method ${showValue(value)}`;
  }
  return RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix))
    ? BROWSERS_OWN
    : RESERVED.get(name);
}

/** Whether requests with this method have a body. */
export function canHaveBody(method: ResourceRequest['method']): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** What is wrong with a request to an API, in words, and where; nothing if it can be sent. */
export function resourceError(
  request: ResourceRequest,
): { readonly field: 'url' | 'headers' | 'body'; readonly message: string } | undefined {
  const url = endpointError(request.url);
  if (url !== undefined) return { field: 'url', message: url };
  const headers = headersError(request.headers);
  if (headers !== undefined) return { field: 'headers', message: headers };
  const body = canHaveBody(request.method) ? bodyError(request.body) : undefined;
  return body === undefined ? undefined : { field: 'body', message: body };
}

function bodyError(body: ResourceRequest['body']): string | undefined {
  if (body === undefined || body.text.trim() === '') return undefined;
  if (body.type === 'form') {
    const wrong = body.text.split('\n').find((line) => line.trim() !== '' && !line.includes('='));
    return wrong === undefined ? undefined : `“${wrong.trim().slice(0, 60)}” is not name=value.`;
  }
  try {
    JSON.parse(body.text);
    return undefined;
  } catch (error) {
    return `The body is not JSON: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The body as it is sent, and its media type; nothing where there is none. */
export function bodyOf({
  method,
  body,
}: ResourceRequest):
  { readonly content: string | URLSearchParams; readonly type: string } | undefined {
  if (!canHaveBody(method) || body === undefined || body.text.trim() === '') return undefined;
  if (body.type === 'json') return { content: body.text, type: 'application/json' };
  const pairs = body.text.split('\n').flatMap((line) => {
    const equals = line.indexOf('=');
    return equals < 0 ? [] : [[line.slice(0, equals).trim(), line.slice(equals + 1).trim()]];
  });
  return {
    content: new URLSearchParams(pairs),
    type: 'application/x-www-form-urlencoded;charset=UTF-8',
  };
}
