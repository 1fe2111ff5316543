import type { Markup } from '../../common/html.ts';
import { pageHeaders } from '../../common/page-headers.ts';

/** What an emulation answers. None of them sets CORS headers: no provider documents any. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** Ends the handling of a request with an answer, from wherever a fault was found. */
export class Refusal extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused with status ${answer.status}`);
    this.answer = answer;
  }
}

/** JSON, never cached (RFC 6749 §5.1). */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store', ...headers },
    body: JSON.stringify(value),
  };
}

/** A page for people. */
export function pageAnswer(page: Markup, status = 200): Answer {
  return {
    status,
    headers: { ...pageHeaders, 'Content-Type': 'text/html; charset=utf-8' },
    body: page.toString(),
  };
}

/** Success without a body. */
export const emptyAnswer: Answer = {
  status: 200,
  headers: { 'Cache-Control': 'no-store' },
  body: '',
};

/** Sends the browser on: 302 after a question, 303 after a form that changed something here. */
export function redirectAnswer(location: string, status: 302 | 303 = 302): Answer {
  return { status, headers: { Location: location, 'Cache-Control': 'no-store' }, body: '' };
}

/** Returns to the client with an authorization response in the query (RFC 6749 §4.1.2). */
export function callbackAnswer(
  redirectUri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): Answer {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.append(name, value);
  }
  return redirectAnswer(url.href);
}
