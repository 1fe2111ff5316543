import { responseParameters } from './response-parameters';
import { type Exchange, type ExchangePurpose, hostOf } from './exchange';
import { isOver, type Run, type RunStep, stepName, stepsOfGrant } from './run';

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

/** The HTTP exchanges that belong to a step. */
export function exchangesOf(run: Run, step: RunStep): readonly Exchange[] {
  const purpose = PURPOSES[step];
  return run.exchanges.filter((exchange) => exchange.purpose === purpose);
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

function requestInWords({ authorization, client }: Run): string {
  return [
    'code',
    client.pkce === 'off' ? 'no PKCE' : `PKCE ${client.pkce}`,
    'state',
    ...(authorization?.nonce === undefined ? [] : ['nonce']),
  ].join(', ');
}

function signInInWords(run: Run): string {
  const { authorizationRequestedAt, authorizationRespondedAt, windowOpenedAt } = run;
  if (authorizationRequestedAt === undefined) return '';
  if (authorizationRespondedAt === undefined && windowOpenedAt === undefined) {
    return 'no page has come yet';
  }
  return authorizationRespondedAt === undefined
    ? 'in a window of the browser'
    : `in a window · ${durationInWords(authorizationRespondedAt - authorizationRequestedAt)}`;
}

function responseInWords({ authorizationResponseUrl }: Run): string {
  if (authorizationResponseUrl === undefined) return '';
  const parameters = responseParameters(authorizationResponseUrl);
  const names = ['code', 'error', 'state', 'iss'].filter((name) => parameters.has(name));
  return names.length === 0 ? 'no parameters' : names.join(', ');
}

function verificationInWords({ idTokenVerdict, state }: Run): string {
  if (idTokenVerdict === undefined) return state.status === 'done' ? 'no ID token to verify' : '';
  const passed = idTokenVerdict.checks.filter(({ outcome }) => outcome === 'passed').length;
  const { key } = idTokenVerdict;
  const by =
    key === undefined
      ? ''
      : `${key.alg}${key.kid === undefined ? '' : ` by key ${key.kid.slice(0, 8)}`}, `;
  return `${by}${passed} of ${idTokenVerdict.checks.length} checks passed`;
}

/** A duration in milliseconds, in words. */
export function durationInWords(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
