import { responseParameters, withParameters } from './response-parameters';

/** What a callback is compared with. */
export type ExpectedCallback = { readonly redirectUri: string; readonly state: string };

export type PastedCallback =
  | { readonly ok: true; readonly url: string }
  /** Why it is not the callback of this run, and what to do. */
  | { readonly ok: false; readonly message: string };

/**
 * Reads the callback that someone pasted: a whole URL, or its query alone. What belongs to another sign-in, or to none,
 * is refused, and the run goes on waiting.
 */
export function readPastedCallback(text: string, expected: ExpectedCallback): PastedCallback {
  const pasted = text.trim().replace(/^<(.*)>$/, '$1');
  if (pasted === '') return refuse('Paste the address that the browser was sent to.');
  const url = isParameters(pasted)
    ? withParameters(expected.redirectUri, pasted.replace(/^[?#]/, ''))
    : pasted;
  if (URL.parse(url) === null) {
    return refuse('This is not a URL. Copy the whole address, from its scheme to its end.');
  }
  const parameters = responseParameters(url);
  if (!parameters.has('code') && !parameters.has('error')) {
    return refuse(
      parameters.has('client_id')
        ? 'This is the address of the sign-in, not of the callback. Sign in first, then copy the address that you are sent to.'
        : 'This address carries neither a code nor an error. Copy the address that the server sent you to, right after the sign-in.',
    );
  }
  const state = parameters.get('state');
  return state === null || state === expected.state
    ? { ok: true, url }
    : refuse(
        `This is the callback of another sign-in: it carries the state “${state.slice(0, 80)}”, this run sent “${expected.state}”.`,
      );
}

function isParameters(text: string): boolean {
  return /^[?#]?\w+=/.test(text);
}

function refuse(message: string): PastedCallback {
  return { ok: false, message };
}
