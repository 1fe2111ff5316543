import type { Mask } from './mask';
import { formText } from './parameters';
import type { TraceContent } from './trace';

/** Longer bodies are not read for this: they are taken to hold something. */
const MAX_READ = 100_000;

/** Whether the mask hides anything of a message. */
export function hidesAnything(content: TraceContent, mask: Mask): boolean {
  if (content.kind === 'address') return mask.url(content.url) !== content.url;
  const { request, outcome } = content.exchange;
  const headers = [...request.headers, ...(outcome.kind === 'response' ? outcome.headers : [])];
  const bodies = [
    request.body ?? '',
    formText(request.form ?? []),
    ...(outcome.kind === 'response' ? [outcome.body] : []),
  ];
  return (
    mask.url(request.url) !== request.url ||
    headers.some((header) => mask.header(header) !== header[1]) ||
    bodies.some((body) => body.length > MAX_READ || mask.body(body) !== body)
  );
}
