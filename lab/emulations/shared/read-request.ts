import type { IncomingMessage } from 'node:http';
import { Refusal, jsonAnswer } from './answer.ts';
import type { SeenRequest } from './emulation.ts';

const largestBody = 16_384;
const formType = 'application/x-www-form-urlencoded';

/**
 * Reads a request with its form.
 *
 * @throws Refusal with status 413 for a body of more than 16 kB, which no request here needs.
 */
export async function readRequest(message: IncomingMessage): Promise<SeenRequest> {
  const { headers, method = 'GET' } = message;
  const url = readTarget(message.url ?? '/');
  const contentType = headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const body = await readBody(message);
  return {
    method,
    path: url.pathname,
    query: url.searchParams,
    form: new URLSearchParams(contentType === formType ? body : ''),
    contentType,
    authorization: headers.authorization,
    origin: headers.origin,
  };
}

/** Whether the body of a request is a form, the only type that RFC 6749 knows. */
export function isForm({ contentType }: SeenRequest): boolean {
  return contentType === formType;
}

function readTarget(target: string): URL {
  const url = URL.parse(target, 'http://127.0.0.1');
  if (url === null) throw new Refusal(jsonAnswer(400, { error: 'invalid_request' }));
  return url;
}

async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= largestBody) chunks.push(bytes);
  }
  if (size > largestBody) throw new Refusal(jsonAnswer(413, { error: 'request_too_large' }));
  return Buffer.concat(chunks).toString('utf8');
}
