import type { NameValue } from '../oauth/exchange';
import { basicCredentials, type SharedRequest } from './shared-request';

/** A request as a call of `fetch` in JavaScript. The client secret is a placeholder, as in the record. */
export function toFetch(request: SharedRequest): string {
  const { method, url, headers, form, body } = request;
  const members = [
    `method: ${literal(method)}`,
    ...(headers.length === 0 ? [] : [`headers: ${list(headers.map(headerPair))}`]),
    ...(form === undefined ? [] : [`body: new URLSearchParams(${list(form.map(pair))})`]),
    ...(body === undefined ? [] : [`body: ${literal(body)}`]),
  ];
  return `await fetch(${literal(url)}, {\n${members.map((member) => `  ${member},\n`).join('')}});`;
}

function list(entries: readonly string[]): string {
  return `[\n${entries.map((entry) => `    ${entry},\n`).join('')}  ]`;
}

function pair([name, value]: NameValue): string {
  return `[${literal(name)}, ${literal(value)}]`;
}

function headerPair(header: NameValue): string {
  const credentials = basicCredentials(header);
  return credentials === undefined
    ? pair(header)
    : `[${literal(header[0])}, "Basic " + btoa(${bytesOf(credentials)})]`;
}

/** `btoa` takes characters for bytes; others than those of ASCII are encoded first. */
function bytesOf(text: string): string {
  return /^[\x20-\x7e]*$/.test(text)
    ? literal(text)
    : `String.fromCharCode(...new TextEncoder().encode(${literal(text)}))`;
}

/** JSON is JavaScript; a closing tag would end a script in a page. */
function literal(text: string): string {
  return JSON.stringify(text).replaceAll('</', String.raw`<\/`);
}
