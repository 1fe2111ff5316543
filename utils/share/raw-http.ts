import type { NameValue } from '../oauth/exchange';
import { basicCredentials, isPlaceholder, type SharedRequest } from './shared-request';

/**
 * A request as the text of an HTTP/1.1 message (RFC 9112 §2.1), without `Content-Length`, which the placeholders
 * would make wrong. Recorded Basic credentials stand in the open.
 */
export function toRawHttp({ method, url, headers, form, body }: SharedRequest): string {
  const parsed = URL.parse(url);
  const isTyped = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const lines = [
    `${method} ${parsed === null ? url : targetOf(parsed)} HTTP/1.1`,
    ...(parsed === null ? [] : [`host: ${parsed.host}`]),
    ...headers.map(headerLine),
    ...(form === undefined || isTyped ? [] : ['content-type: application/x-www-form-urlencoded']),
  ];
  // What breaks a line would begin another header.
  const head = lines.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\n');
  return `${head}\n\n${form === undefined ? (body ?? '') : form.map(pair).join('&')}`;
}

function headerLine(header: NameValue): string {
  const [name, value] = header;
  const credentials = basicCredentials(header);
  return `${name}: ${credentials === undefined ? value : `Basic base64(${credentials})`}`;
}

function targetOf({ pathname, search }: URL): string {
  return (pathname + search).replace(/%3C([a-z0-9_]+)%3E/g, '<$1>');
}

function pair([name, value]: NameValue): string {
  const encoded = new URLSearchParams([[name, isPlaceholder(value) ? '' : value]]).toString();
  return isPlaceholder(value) ? encoded + value : encoded;
}
