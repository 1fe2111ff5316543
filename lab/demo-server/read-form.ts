import type { IncomingMessage } from 'node:http';

const largestForm = 16_384;

/** Reads a posted form. More than 16 kB, which no page here sends, reads as an empty form. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= largestForm) chunks.push(bytes);
  }
  return new URLSearchParams(size > largestForm ? '' : Buffer.concat(chunks).toString('utf8'));
}
