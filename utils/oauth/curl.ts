import type { NameValue, RecordedRequest } from './exchange';

/** A recorded request as a cURL command for a POSIX shell. The client secret is a placeholder, as in the record. */
export function toCurl(request: RecordedRequest): string {
  const parts = [
    `curl ${quote(request.url)}`,
    ...(request.method === 'GET' ? [] : [`-X ${quote(request.method)}`]),
    ...request.headers.map(headerOption),
    ...(request.form ?? []).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`),
  ];
  return parts.join(' \\\n  ');
}

/** Recorded Basic credentials stand in the open; cURL encodes them itself. */
function headerOption([name, value]: NameValue): string {
  const credentials = /^Basic base64\((.*)\)$/.exec(value)?.[1];
  return credentials === undefined
    ? `-H ${quote(`${name}: ${value}`)}`
    : `-u ${quote(credentials)}`;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
