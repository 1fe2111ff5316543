import type { Evidence } from '../findings/evidence';
import { evidenceOfRun } from '../findings/gather-evidence';
import {
  type Exchange,
  lastTokenExchange,
  type RecordedResponse,
  responseOf,
} from '../oauth/exchange';
import type { Failure } from '../oauth/failure';
import { exchangesBeforeEnd, isOver, type Run, type RunStep } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import { exchangesOf } from '../oauth/run-steps';
import { readTokenBody, readTokenError } from '../oauth/token-body';
import type { TokenUse } from '../oauth/token-use';
import { readUseError } from '../oauth/use-failures';
import { exchangeOfUse } from '../oauth/used-tokens';
import { type JsonObject, parseJsonObject } from '../tokens/json';
import { pageText } from '../tokens/page-text';
import type { NamedError, SymptomPlace, Symptoms } from './symptoms';

/**
 * What a run that is over shows of why it ended as it did; of one that is done, what it brought. Nothing while it is
 * under way.
 * @param now milliseconds since the epoch
 */
export function symptomsOfRun(run: Run, result: RunResult, now: number): Symptoms | undefined {
  const { state } = run;
  if (!isOver(state)) return undefined;
  const evidence = evidenceOfRun(run, result, now);
  if (state.status === 'done') return { ...knownOf(run, result, evidence), place: 'outcome' };
  const place = placeOf(run.step, state.status === 'failed' ? state.failure : undefined);
  const exchange = place === 'start' ? undefined : exchangesOf(run, run.step).at(-1);
  return {
    ...knownOf(run, result, evidence),
    place,
    ...(state.status === 'failed' ? { failure: state.failure } : {}),
    ...whatWasSaid(
      exchange,
      place === 'authorization response' ? callbackError(evidence) : undefined,
    ),
  };
}

/** What the use of a token shows: of one that failed why, and of one with an answer what is bad about that. */
export function symptomsOfUse(run: Run, result: RunResult, use: TokenUse, now: number): Symptoms {
  const exchange = exchangeOfUse(run, use);
  return {
    ...knownOf(run, result, evidenceOfRun(run, result, now)),
    place: use.kind,
    ...(use.outcome.ok ? {} : { failure: use.outcome.failure }),
    use,
    ...whatWasSaid(exchange),
  };
}

/** Failures before anything was sent, whatever step they are counted to. */
const AT_START: ReadonlySet<Failure['code']> = new Set([
  'client_incomplete',
  'secret_missing',
  'vault_locked',
  'permission_missing',
  'window_busy',
  'tab_not_opened',
]);

function placeOf(step: RunStep, failure: Failure | undefined): SymptomPlace {
  if (failure !== undefined && AT_START.has(failure.code)) return 'start';
  return step === 'authorization-request' ? 'sign-in' : PLACES[step];
}

const PLACES = {
  discovery: 'discovery',
  'sign-in': 'sign-in',
  'authorization-response': 'authorization response',
  'token-request': 'token request',
  verification: 'verification',
} as const satisfies Record<Exclude<RunStep, 'authorization-request'>, SymptomPlace>;

function knownOf(run: Run, result: RunResult, evidence: Evidence) {
  const tokenExchange = lastTokenExchange(exchangesBeforeEnd(run));
  const metadata = metadataOf(run);
  return {
    said: '',
    provider: run.client.provider,
    client: run.client,
    run,
    result,
    evidence,
    ...(tokenExchange === undefined ? {} : { tokenExchange }),
    ...(metadata === undefined ? {} : { metadata }),
  };
}

function metadataOf(run: Run): JsonObject | undefined {
  for (const exchange of exchangesOf(run, 'discovery').toReversed()) {
    const response = responseOf(exchange);
    // What comes with an error is no document of the server.
    const json = parseJsonObject(response?.status === 200 ? response.body : '');
    if (json.ok) return json.value;
  }
  return undefined;
}

/** The error that a callback names (RFC 6749 §4.1.2.1). */
export function callbackError({ callback }: Evidence): NamedError | undefined {
  const code = callback?.parameters.get('error') ?? undefined;
  if (code === undefined) return undefined;
  const description = callback?.parameters.get('error_description') ?? '';
  const uri = callback?.parameters.get('error_uri') ?? '';
  return {
    code,
    ...(description === '' ? {} : { description }),
    ...(uri === '' ? {} : { uri }),
  };
}

/** What frameworks hide in comments of their error pages: exceptions, and errors of OAuth. */
function hiddenWords({ status, body }: RecordedResponse): string | undefined {
  if (status < 400) return undefined;
  const [, comment] =
    /<!--(?!\[)([^<>]{0,2000}(?:exception|oauth|redirect_uri|client_id|invalid_|unauthorized_)[^<>]{0,2000})-->/i.exec(
      body.slice(0, 50_000),
    ) ?? [];
  return comment?.trim();
}

/** A code of RFC 6749 that is the whole body. */
function bareCode({ status, body }: RecordedResponse): NamedError | undefined {
  const text = body.slice(0, 100).trim();
  return status >= 400 && /^(?:invalid|unauthorized|unsupported|access)(?:_[a-z]+){1,3}$/.test(text)
    ? { code: text }
    : undefined;
}

/** The error and the words of an exchange, or of a callback. */
export function whatWasSaid(exchange: Exchange | undefined, ofCallback?: NamedError) {
  const response = exchange === undefined ? undefined : responseOf(exchange);
  const body = response === undefined ? undefined : readTokenBody(response);
  const error =
    ofCallback ??
    (response === undefined ? undefined : readUseError(response)) ??
    (body === undefined ? undefined : readTokenError(body)) ??
    (response === undefined ? undefined : bareCode(response));
  const words = [
    error?.code,
    error?.description,
    response === undefined ? undefined : pageText(response.body),
    response === undefined ? undefined : hiddenWords(response),
  ];
  return {
    said: words.filter((word) => word !== undefined && word !== '').join('\n'),
    ...(exchange === undefined ? {} : { exchange }),
    ...(response === undefined ? {} : { response }),
    ...(error === undefined ? {} : { error }),
  };
}
