import { isJsonObject } from '../json';
import { describeHttpRequest } from './describe-http-request';
import type { Entry, Format } from './format';
import { textOf } from '../members';

/** A call of `fetch` as browsers copy requests: an address, and options in JSON. It is only read. */
export const recogniseFetch: Format = (text) => {
  const start = /^(?:await\s{1,9})?fetch\(/.exec(text.slice(0, 30))?.[0];
  if (start === undefined) return undefined;
  const [url, options = {}] = readArguments(text.slice(start.length));
  if (typeof url !== 'string' || !isJsonObject(options)) {
    return { why: 'a call of fetch whose address and options are not written out as JSON' };
  }
  const headers = isJsonObject(options['headers']) ? options['headers'] : {};
  const body = textOf(options, 'body');
  return describeHttpRequest('Call of fetch', {
    method: textOf(options, 'method') ?? 'GET',
    url,
    headers: Object.entries(headers).map(([name]): Entry => [name, textOf(headers, name) ?? '']),
    ...(body === undefined ? {} : contentOf(body)),
  });
};

function readArguments(text: string): readonly unknown[] {
  const end = text.lastIndexOf(')');
  try {
    const read: unknown = JSON.parse(`[${text.slice(0, end === -1 ? undefined : end)}]`);
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}

function contentOf(body: string) {
  return /^[\w.-]+=/.test(body) ? { form: [...new URLSearchParams(body)] } : { body };
}
