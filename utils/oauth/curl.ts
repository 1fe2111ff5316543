import type { RecordedRequest } from './exchange';

/** A recorded request as a cURL command for a POSIX shell. The client secret is a placeholder, as in the record. */
export function toCurl(request: RecordedRequest): string {
  const parts = [
    `curl ${quote(request.url)}`,
    ...(request.method === 'GET' ? [] : [`-X ${quote(request.method)}`]),
    ...request.headers.map(([name, value]) => `-H ${quote(`${name}: ${value}`)}`),
    ...(request.form ?? []).map(([name, value]) => `--data-urlencode ${quote(`${name}=${value}`)}`),
  ];
  return parts.join(' \\\n  ');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
