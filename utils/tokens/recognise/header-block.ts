import type { Entry } from './format';

/** An HTTP message as text. */
export type HttpMessage = {
  readonly start:
    | { readonly kind: 'request'; readonly method: string; readonly url: string }
    | { readonly kind: 'response'; readonly status: number }
    | { readonly kind: 'headers only' };
  readonly headers: readonly Entry[];
  readonly body: string;
};

const REQUEST_LINE = /^([A-Z]{2,20}) (\S+)(?: HTTP\/\d(?:\.\d)?)$/;
const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})(?: |$)/;

/** Header names are tokens (RFC 9110 §5.1); those of HTTP/2 that begin with a colon are shown by browsers. */
const HEADER = /^(:?[\w!#$%&'*+.^`|~-]{1,100})\s{0,9}:(?!\/\/)\s{0,9}(.*)$/s;

/** What makes lines with colons a block of headers, where no line before them does. */
const TELLING = /^(?:(?:proxy-)?authorization|dpop|(?:set-)?cookie|(?:www|proxy)-authenticate)$/i;

/** A longer block is not what servers take: it is a text of another kind. */
const MAX_LINES = 500;

/** Reads a message, or at least two headers of which one tells; nothing for any other text. */
export function readHttpMessage(text: string): HttpMessage | undefined {
  const blank = /\r?\n[ \t]{0,9}\r?\n/.exec(text);
  const head = blank === null ? text : text.slice(0, blank.index);
  const body = blank === null ? '' : text.slice(blank.index + blank[0].length).trim();
  const written = head.split(/\r?\n/, MAX_LINES + 1);
  if (written.length > MAX_LINES) return undefined;
  // cURL marks with an angle what it sends and what it gets.
  const marked = written.map((line) => line.replace(/^[<>](?: |$)/, ''));
  const end = marked.indexOf('');
  const lines = end === -1 ? marked : marked.slice(0, end);
  const start = startOf(lines[0] ?? '');
  const headers = readHeaders(start.kind === 'headers only' ? lines : lines.slice(1));
  if (headers === undefined) return undefined;
  const isTelling = headers.length > 1 && headers.some(([name]) => TELLING.test(name));
  return start.kind !== 'headers only' || isTelling ? { start, headers, body } : undefined;
}

function startOf(line: string): HttpMessage['start'] {
  const first = line.slice(0, 100_000).trim();
  const [, method, url] = REQUEST_LINE.exec(first) ?? [];
  if (method !== undefined && url !== undefined) return { kind: 'request', method, url };
  const status = STATUS_LINE.exec(first)?.[1];
  return status === undefined
    ? { kind: 'headers only' }
    : { kind: 'response', status: Number(status) };
}

function readHeaders(lines: readonly string[]): readonly Entry[] | undefined {
  const headers: [name: string, value: string][] = [];
  for (const line of lines) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      headers.push([name, value.trim()]);
      continue;
    }
    // A long value may have been folded or wrapped over lines.
    const last = headers.at(-1);
    if (last === undefined || !/^(?:\s|[\w.~+/=-]+$)/.test(line)) return undefined;
    last[1] += `\n${line.trim()}`;
  }
  return headers;
}
