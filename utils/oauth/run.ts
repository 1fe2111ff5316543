import type { Client, GrantType, Parameter } from '../clients/client';
import type { Redirect } from '../clients/redirect';
import type { TokenVerification } from '../tokens/verify/verification';
import type { Exchange } from './exchange';
import type { Failure } from './failure';
import type { CallbackNotes, PendingAuthorization, RefreshedRun, RunEvent } from './run-event';
import type { ServerMetadata } from './server-metadata';
import type { PendingUse, TokenUse } from './token-use';

/** The steps of a run, in protocol order. */
const RUN_STEPS = [
  'discovery',
  'authorization-request',
  'sign-in',
  'authorization-response',
  'token-request',
  'verification',
] as const;
export type RunStep = (typeof RUN_STEPS)[number];

/** What a run asks for tokens with; a refresh is a run of its own. */
export type RunGrant = GrantType | 'refresh_token';

const STEPS_OF = {
  authorization_code: RUN_STEPS,
  client_credentials: ['discovery', 'token-request'],
  refresh_token: ['discovery', 'token-request', 'verification'],
} as const satisfies Record<RunGrant, readonly RunStep[]>;

/** The steps that a run with this grant goes through. */
export function stepsOfGrant(grant: RunGrant): readonly RunStep[] {
  return STEPS_OF[grant];
}

/** Where a run is, or how it ended and at which step. */
export type RunState =
  | { readonly status: 'preparing' }
  | { readonly status: 'discovering' }
  | { readonly status: 'authorizing' }
  | { readonly status: 'exchanging' }
  | { readonly status: 'verifying' }
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly step: RunStep; readonly failure: Failure }
  | { readonly status: 'cancelled'; readonly step: RunStep; readonly by: 'user' | 'window' }
  | { readonly status: 'interrupted'; readonly step: RunStep };

/** All that is known of a run, computed from its events. */
export type Run = {
  readonly id: string;
  readonly client: Client;
  readonly grant: RunGrant;
  /** The run whose tokens this one refreshes. */
  readonly refreshes?: RefreshedRun;
  readonly redirect: Redirect;
  /** Parameters of the authorization request of this run alone. */
  readonly overrides: readonly Parameter[];
  readonly startedAt: number;
  /** When the last thing happened. */
  readonly updatedAt: number;
  readonly state: RunState;
  readonly step: RunStep;
  readonly exchanges: readonly Exchange[];
  readonly server?: ServerMetadata;
  readonly authorization?: PendingAuthorization;
  /** When the sign-in window was asked for, and when its answer came. */
  readonly authorizationRequestedAt?: number;
  /** The window shows itself when its page has come. */
  readonly windowOpenedAt?: number;
  readonly authorizationRespondedAt?: number;
  readonly authorizationResponseUrl?: string;
  readonly callbackNotes?: CallbackNotes;
  /** What a strict client has against the token response. */
  readonly objection?: string;
  /** How many of its exchanges came before its end; absent while none came after. */
  readonly ownExchanges?: number;
  readonly idTokenVerdict?: TokenVerification;
  /** What was done with its tokens after its end, in order. */
  readonly uses: readonly TokenUse[];
  /** The use that is under way. */
  readonly pendingUse?: PendingUse;
};

/** The run that these events tell of; nothing if they do not begin with its start. */
export function runFromEvents(events: readonly RunEvent[]): Run | undefined {
  return events.reduce<Run | undefined>(reduceRun, undefined);
}

/**
 * The run after one more event. After its end only what is done with its tokens counts, and changes neither its state
 * nor when the last thing happened in it.
 */
export function reduceRun(run: Run | undefined, event: RunEvent): Run | undefined {
  if (event.type === 'started') {
    const { runId, client, redirect, overrides = [], refreshes } = event;
    return {
      id: runId,
      client,
      grant: refreshes === undefined ? client.grantType : 'refresh_token',
      ...(refreshes === undefined ? {} : { refreshes }),
      redirect,
      overrides,
      startedAt: event.at,
      updatedAt: event.at,
      state: { status: 'preparing' },
      step: 'discovery',
      exchanges: [],
      uses: [],
    };
  }
  if (run === undefined) return undefined;
  if (isOver(run.state)) return withUse(run, event);
  return { ...run, ...changes(run, event), updatedAt: event.at };
}

/** The run that is over, and what was done with its tokens since. */
function withUse(run: Run, event: RunEvent): Run {
  if (event.type === 'exchanged') {
    const { exchanges, ownExchanges = exchanges.length } = run;
    return { ...run, exchanges: [...exchanges, event.exchange], ownExchanges };
  }
  if (event.type === 'token-use-started') return { ...run, pendingUse: event.use };
  if (event.type !== 'token-used') return run;
  const { pendingUse: _, ...rest } = run;
  return { ...rest, uses: [...run.uses, event.use] };
}

/** The exchanges of the run itself, without those of what was done with its tokens after its end. */
export function exchangesBeforeEnd({ exchanges, ownExchanges }: Run): readonly Exchange[] {
  return exchanges.slice(0, ownExchanges);
}

function changes(run: Run, event: Exclude<RunEvent, { type: 'started' }>): Partial<Run> {
  switch (event.type) {
    case 'discovering':
      return { state: { status: 'discovering' }, step: 'discovery' };
    case 'exchanged':
      return { exchanges: [...run.exchanges, event.exchange] };
    case 'server-known':
      return run.grant === 'authorization_code'
        ? { server: event.server, step: 'authorization-request' }
        : { server: event.server, state: { status: 'exchanging' }, step: 'token-request' };
    case 'authorization-requested': {
      const { at, type: _, ...authorization } = event;
      return {
        authorization,
        authorizationRequestedAt: at,
        state: { status: 'authorizing' },
        step: 'sign-in',
      };
    }
    case 'window-opened':
      return { windowOpenedAt: event.at };
    case 'authorization-responded': {
      const { at, type: _, url, ...callbackNotes } = event;
      return {
        authorizationResponseUrl: url,
        authorizationRespondedAt: at,
        callbackNotes,
        step: 'authorization-response',
      };
    }
    case 'authorization-accepted':
      return { state: { status: 'exchanging' }, step: 'token-request' };
    case 'tokens-accepted':
      return {
        ...(event.objection === undefined ? {} : { objection: event.objection }),
        ...(stepsOfGrant(run.grant).includes('verification')
          ? { state: { status: 'verifying' }, step: 'verification' }
          : {}),
      };
    case 'id-token-judged':
      return { idTokenVerdict: event.verdict };
    // A run under way has no use for its tokens yet.
    case 'token-use-started':
    case 'token-used':
      return {};
    case 'finished':
      return { state: { status: 'done' } };
    case 'failed':
      return { state: { status: 'failed', step: run.step, failure: event.failure } };
    case 'cancelled':
      return { state: { status: 'cancelled', step: run.step, by: event.by } };
    case 'interrupted':
      return { state: { status: 'interrupted', step: run.step } };
  }
}

/** Whether nothing more can happen to the run. */
export function isOver(state: RunState): boolean {
  return (
    state.status === 'done' ||
    state.status === 'failed' ||
    state.status === 'cancelled' ||
    state.status === 'interrupted'
  );
}

const STEP_NAMES = {
  discovery: 'Discovery',
  'authorization-request': 'Authorization request',
  'sign-in': 'Sign-in and consent',
  'authorization-response': 'Authorization response',
  'token-request': 'Token request',
  verification: 'Verification',
} as const satisfies Record<RunStep, string>;

/** The name of a step, as screens show it. */
export function stepName(step: RunStep): string {
  return STEP_NAMES[step];
}

/** The state of a run in words: the step it is at, or how it ended. */
export function stateInWords(state: RunState): string {
  switch (state.status) {
    case 'preparing':
      return 'Preparing';
    case 'discovering':
      return 'Discovering the endpoints';
    case 'authorizing':
      return 'Waiting for sign-in and consent';
    case 'exchanging':
      return 'Requesting the tokens';
    case 'verifying':
      return 'Verifying the tokens';
    case 'done':
      return 'Done';
    case 'failed':
      return `Failed: ${state.failure.cause}`;
    case 'cancelled':
      return 'Cancelled';
    case 'interrupted':
      return `Interrupted at step ${stepName(state.step)}`;
  }
}
