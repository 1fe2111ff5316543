import type { RedirectMode } from '../clients/client';
import { responseParameters } from './response-parameters';
import { type Exchange, type ExchangePurpose, hostOf } from './exchange';
import { parametersInWords } from './run-variants';
import { exchangesBeforeEnd, isOver, type Run, type RunStep, stepName, stepsOfGrant } from './run';

type StepProgress = 'done' | 'current' | 'failed' | 'stopped' | 'pending';

/** A step of a run as the list of steps shows it. */
export type StepView = {
  readonly step: RunStep;
  readonly name: string;
  readonly progress: StepProgress;
  /** What happened there, in a few words; empty while nothing did. */
  readonly detail: string;
};

const PURPOSES: Readonly<Partial<Record<RunStep, ExchangePurpose>>> = {
  discovery: 'discovery',
  'sign-in': 'authorization-page',
  'token-request': 'token',
  verification: 'jwks',
};

/** The HTTP exchanges that belong to a step. The sign-in page may be asked for after the end of the run as well. */
export function exchangesOf(run: Run, step: RunStep): readonly Exchange[] {
  const purpose = PURPOSES[step];
  const among = step === 'sign-in' ? run.exchanges : exchangesBeforeEnd(run);
  return among.filter((exchange) => exchange.purpose === purpose);
}

/** Whether a run has come to a step. */
export function isReached({ grant, step: reached }: Run, step: RunStep): boolean {
  const steps = stepsOfGrant(grant);
  return steps.indexOf(step) <= steps.indexOf(reached);
}

/** Every step of a run, in protocol order. */
export function stepsOf(run: Run): readonly StepView[] {
  const steps = stepsOfGrant(run.grant);
  const reached = steps.indexOf(run.step);
  return steps.map((step, index) => ({
    step,
    name: stepName(step),
    progress: index < reached ? 'done' : index > reached ? 'pending' : progressOfReached(run),
    detail: index > reached ? '' : detailOf(run, step),
  }));
}

function progressOfReached({ state }: Run): StepProgress {
  if (!isOver(state)) return 'current';
  if (state.status === 'done') return 'done';
  return state.status === 'failed' ? 'failed' : 'stopped';
}

function detailOf(run: Run, step: RunStep): string {
  const exchange = exchangesOf(run, step).at(-1);
  switch (step) {
    case 'discovery':
      return exchange === undefined
        ? run.server === undefined
          ? ''
          : 'endpoints as typed'
        : exchangeInWords(exchange);
    case 'authorization-request':
      return run.authorization === undefined ? '' : requestInWords(run);
    case 'sign-in':
      return signInInWords(run);
    case 'authorization-response':
      return responseInWords(run);
    case 'token-request':
      return exchange === undefined
        ? ''
        : `${run.client.tokenEndpointAuthMethod} · ${exchangeInWords(exchange)}`;
    case 'verification':
      return verificationInWords(run);
  }
}

function exchangeInWords(exchange: Exchange): string {
  const { outcome } = exchange;
  const answer = outcome.kind === 'response' ? outcome.status : 'no answer';
  return `${hostOf(exchange)} · ${answer} · ${Math.round(exchange.durationMs)} ms`;
}

function requestInWords({ authorization, client, overrides }: Run): string {
  return [
    ...(overrides.length === 0 ? [] : [parametersInWords(overrides)]),
    'code',
    client.pkce === 'off' ? 'no PKCE' : `PKCE ${client.pkce}`,
    'state',
    ...(authorization?.nonce === undefined ? [] : ['nonce']),
  ].join(', ');
}

function signInInWords(run: Run): string {
  const { authorizationRequestedAt, authorizationRespondedAt, windowOpenedAt } = run;
  if (authorizationRequestedAt === undefined) return '';
  const isShown = windowOpenedAt !== undefined || run.redirect.mode === 'manual';
  if (authorizationRespondedAt === undefined && !isShown) {
    return 'no page has come yet';
  }
  const place = PLACES[run.redirect.mode];
  return authorizationRespondedAt === undefined
    ? place
    : `${place} · ${durationInWords(authorizationRespondedAt - authorizationRequestedAt)}`;
}

const PLACES = {
  extension: 'in a window',
  capture: 'in a tab',
  manual: 'wherever the user likes',
} as const satisfies Record<RedirectMode, string>;

function responseInWords(run: Run): string {
  const { authorizationResponseUrl } = run;
  if (authorizationResponseUrl === undefined) return '';
  const parameters = responseParameters(authorizationResponseUrl);
  const names = ['code', 'error', 'state', 'iss'].filter((name) => parameters.has(name));
  const words = names.length === 0 ? 'no parameters' : names.join(', ');
  const { isForm, isPasted } = run.callbackNotes ?? {};
  return [words, ...(isForm ? ['as a form'] : []), ...(isPasted ? ['pasted'] : [])].join(' · ');
}

function verificationInWords({ idTokenVerdict, state }: Run): string {
  if (idTokenVerdict === undefined) return state.status === 'done' ? 'no ID token to verify' : '';
  const compared = idTokenVerdict.checks.filter(({ isNotNeeded }) => isNotNeeded !== true);
  const passed = compared.filter(({ outcome }) => outcome === 'passed').length;
  const { key } = idTokenVerdict;
  const by =
    key === undefined
      ? ''
      : `${key.alg}${key.kid === undefined ? '' : ` by key ${key.kid.slice(0, 8)}`}, `;
  return `${by}${passed} of ${compared.length} checks passed`;
}

/** A duration in milliseconds, in words. */
export function durationInWords(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
