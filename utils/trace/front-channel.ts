import type { RedirectMode } from '../clients/client';
import { responseParameters } from '../oauth/response-parameters';
import type { Run } from '../oauth/run';
import type { Participant, TraceArrow, TraceMessage, TraceOutcome } from './trace';

/** Whether what the server sends back arrives at an app first, or would. */
export function hasApp({ grant, redirect }: Pick<Run, 'grant' | 'redirect'>): boolean {
  return (
    grant === 'authorization_code' && redirect.mode !== 'extension' && redirect.isOwn === undefined
  );
}

const OPENINGS = {
  extension: 'Opens the sign-in window',
  capture: 'Opens the sign-in tab',
  manual: 'Shows the address',
} as const satisfies Record<RedirectMode, string>;

/** The authorization request (RFC 6749 §4.1.1), where the run came so far. */
export function authorizationRequestOf(run: Run): TraceMessage | undefined {
  const { authorization, authorizationRequestedAt: at, redirect, state } = run;
  if (authorization === undefined || at === undefined) return undefined;
  const hasFailed = state.status === 'failed' && state.step === 'sign-in';
  const isOpen = run.authorizationResponseUrl === undefined;
  const outcome: TraceOutcome = hasFailed
    ? { kind: 'error', words: 'Not answered' }
    : isOpen && state.status === 'authorizing'
      ? { kind: 'pending', words: 'Waiting' }
      : isOpen
        ? { kind: 'no-answer', words: 'Not answered' }
        : { kind: 'ok', words: 'Answered' };
  return {
    kind: 'message',
    id: 'authorization-request',
    step: 'authorization-request',
    label: 'Authorization request',
    from: 'browser',
    to: 'server',
    at,
    outcome,
    content: {
      kind: 'address',
      name: 'authorization URL',
      method: 'GET',
      url: authorization.url,
      remarks: [],
    },
    arrows: [
      { from: 'extension', to: 'browser', label: OPENINGS[redirect.mode], at },
      {
        from: 'browser',
        to: 'server',
        label: 'Authorization request',
        at: run.windowOpenedAt ?? at,
        ...(hasFailed ? { outcome } : {}),
      },
    ],
  };
}

/** The authorization response (RFC 6749 §4.1.2), as it came to the extension. */
export function authorizationResponseOf(run: Run): TraceMessage | undefined {
  const { authorizationResponseUrl: url, authorizationRespondedAt: at } = run;
  if (url === undefined || at === undefined) return undefined;
  const parameters = responseParameters(url);
  const error = parameters.get('error');
  const isRefused = run.state.status === 'failed' && run.state.step === 'authorization-response';
  const names = ['code', 'response', 'state', 'iss'].filter((name) => parameters.has(name));
  const outcome: TraceOutcome = {
    kind: error === null && !isRefused ? 'ok' : 'error',
    words: error === null ? names.join(', ') || 'No parameters' : wordOf(error),
  };
  const { isForm, isPasted, isSeenByApp } = run.callbackNotes ?? {};
  return {
    kind: 'message',
    id: 'authorization-response',
    step: 'authorization-response',
    label: 'Authorization response',
    from: 'server',
    to: 'extension',
    at,
    outcome,
    content: {
      kind: 'address',
      name: 'callback URL',
      method: isForm === undefined ? 'GET' : 'POST',
      url,
      remarks: [
        ...(isForm === undefined
          ? []
          : ['It came as a form, in the body of a POST; its parameters are shown as a query.']),
        ...(isPasted === undefined ? [] : ['It was pasted.']),
        ...(isSeenByApp === undefined
          ? []
          : ['The app had it before it could be captured, and may have used its code.']),
      ],
    },
    arrows: waysBack(run).map(([from, to, label]): TraceArrow => ({
      from,
      to,
      label,
      at,
      ...(to === 'app' ? {} : { outcome }),
    })),
  };
}

/** The code of an error as it is; what only stands in its place could be anything. */
function wordOf(error: string): string {
  return /^[a-z]{1,20}(?:_[a-z]{1,20}){0,5}$/.test(error) ? error : 'error';
}

type Way = readonly [from: Participant, to: Participant, label: string];

/** How the callback got from the server to the extension. */
function waysBack(run: Run): readonly Way[] {
  const { isForm, isPasted, isSeenByApp } = run.callbackNotes ?? {};
  const label = isForm === undefined ? RESPONSE : `${RESPONSE}, as a form`;
  const isAtApp = hasApp(run) && (isPasted !== undefined || isSeenByApp !== undefined);
  const handing =
    isPasted !== undefined
      ? 'Callback, pasted by the user'
      : isSeenByApp !== undefined
        ? 'Callback, read afterwards'
        : HANDINGS[run.redirect.mode];
  return [
    ['server', 'browser', label],
    ...(isAtApp ? [['browser', 'app', 'Callback'] as const] : []),
    ['browser', 'extension', handing],
  ];
}

const RESPONSE = 'Authorization response';

const HANDINGS = {
  extension: 'Callback, handed over',
  capture: 'Callback, captured',
  manual: 'Callback, pasted by the user',
} as const satisfies Record<RedirectMode, string>;
