import type { NameValue, RecordedResponse } from './exchange';
import type { Redactor } from './redactor';

/** What is kept of the headers of a response: this many, each up to this many characters. */
const MAX_HEADERS = 200;
const MAX_HEADER_LENGTH = 8000;

/** Kept however many others there are: what an answer is judged by. */
const TELLING =
  /^(?:content-|www-authenticate$|location$|retry-after$|cache-control$|date$|x-request-id$)/i;

/** The headers of a response as they are kept, without the secret. */
export function recordHeaders(
  headers: readonly NameValue[],
  redact: Redactor,
): Pick<RecordedResponse, 'headers' | 'omittedHeaders'> {
  const kept = headers.filter(([name], index) => index < MAX_HEADERS || TELLING.test(name));
  const omitted = headers.length - kept.length;
  return {
    headers: kept.map(([name, value]): NameValue => [name, shortened(redact(value))]),
    ...(omitted === 0 ? {} : { omittedHeaders: omitted }),
  };
}

function shortened(value: string): string {
  return value.length > MAX_HEADER_LENGTH
    ? `${value.slice(0, MAX_HEADER_LENGTH)}… (${value.length.toLocaleString('en')} characters)`
    : value;
}
