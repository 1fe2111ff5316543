import type { NameValue } from '../oauth/exchange';
import { basicCredentials, type SharedRequest } from './shared-request';
import { shellQuote } from './shell-quote';

/** A request as a cURL command for a POSIX shell. The client secret is a placeholder, as in the record. */
export function toCurl(request: SharedRequest): string {
  const parts = [
    // Without it, cURL takes brackets and braces for a list of addresses.
    `curl ${/[[\]{}]/.test(request.url) ? '-g ' : ''}${shellQuote(request.url)}`,
    ...(request.method === 'GET' ? [] : [`-X ${shellQuote(request.method)}`]),
    ...request.headers.map(headerOption),
    ...(request.form ?? []).map(formOption),
    ...(request.body === undefined ? [] : [`--data-raw ${shellQuote(request.body)}`]),
  ];
  return parts.join(' \\\n  ');
}

function headerOption(header: NameValue): string {
  const [name, value] = header;
  const credentials = basicCredentials(header);
  if (credentials !== undefined) return `-u ${shellQuote(credentials)}`;
  // Without a value, a colon takes the header away.
  return `-H ${shellQuote(value === '' ? `${name};` : `${name}: ${value}`)}`;
}

/** cURL encodes the value, and takes the name as it is; without a name, the value would lose its sign. */
function formOption([name, value]: NameValue): string {
  return name === ''
    ? `--data-raw ${shellQuote(`=${encodeURIComponent(value.toWellFormed())}`)}`
    : `--data-urlencode ${shellQuote(`${encodeURIComponent(name.toWellFormed())}=${value}`)}`;
}
