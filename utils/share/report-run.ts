import { providerName } from '../clients/providers';
import { evidenceOfRun } from '../findings/gather-evidence';
import { responseOf } from '../oauth/exchange';
import { isOver, type Run, stateInWords, stepName } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import { durationInWords, stepsOf } from '../oauth/run-steps';
import type { TokenUse } from '../oauth/token-use';
import { exchangeOfUse } from '../oauth/used-tokens';
import type { ScopeRow } from '../tokens/scopes';
import { namedTokens } from './named-tokens';
import type { Redaction } from './redaction';
import { remedyInReport } from './report-failure';
import { reportDiagnoses } from './report-diagnoses';
import { reportFindings } from './report-findings';
import type {
  Facts,
  ReportContents,
  ReportedAddress,
  ReportedScope,
  ReportedToken,
  ReportedUse,
  ReportOptions,
} from './report';
import { namedPairs, reportExchange } from './report-exchange';
import { reportChecks, reportClaims, reportToken } from './report-token';
import { parametersOfUrl, partsOfUrl } from './url-parts';

/** Everything that is told of a run, redacted. */
export function reportRun(
  run: Run,
  result: RunResult,
  redaction: Redaction,
  options: ReportOptions,
): ReportContents {
  const { authorization, authorizationResponseUrl, idTokenVerdict } = run;
  return {
    client: clientFacts(run, redaction),
    run: runFacts(run, redaction, options),
    diagnoses: reportDiagnoses(run, result, redaction, options),
    findings: reportFindings(evidenceOfRun(run, result, run.updatedAt), redaction),
    steps: stepsOf(run).map(({ name, progress, detail }) => ({
      name,
      progress,
      detail: redaction.text(detail),
    })),
    ...(authorization === undefined
      ? {}
      : { authorization_request: addressOf(authorization.url, redaction) }),
    ...(authorizationResponseUrl === undefined
      ? {}
      : { authorization_response: addressOf(authorizationResponseUrl, redaction) }),
    scopes: result.scopes.map((row) => scopeOf(row, redaction)),
    tokens: tokensOf(result, redaction, options),
    ...(idTokenVerdict === undefined
      ? {}
      : { id_token_checks: reportChecks(idTokenVerdict.checks, redaction, options) }),
    requests: run.exchanges.map((exchange) => reportExchange(exchange, redaction, options)),
    uses_of_tokens: run.uses.map((use) => useOf(run, use, redaction, options)),
  };
}

/** What is public of a run, though it may look random. */
export function harmlessOfRun(run: Run, { accessToken, idToken }: RunResult) {
  const { client, redirect, server, exchanges, authorization } = run;
  const { issuer, authorization_endpoint, token_endpoint, jwks_uri } = server ?? {};
  return [
    client.clientId,
    redirect.uri,
    client.issuer,
    issuer,
    authorization_endpoint,
    token_endpoint,
    jwks_uri,
    ...Object.values(client.endpoints),
    ...client.scopes,
    ...[authorization?.url ?? '', ...exchanges.map(({ request }) => request.url)].map(
      (url) => URL.parse(url)?.origin,
    ),
    ...[accessToken, idToken].map((token) =>
      token !== undefined && 'header' in token ? token.header?.['kid'] : undefined,
    ),
  ].filter((text) => typeof text === 'string');
}

function clientFacts({ client, grant, redirect, server }: Run, redaction: Redaction): Facts {
  const authorization = server?.authorization_endpoint ?? client.endpoints.authorization;
  const token = server?.token_endpoint ?? client.endpoints.token;
  return withoutEmpty({
    label: redaction.text(client.label),
    provider: redaction.text(providerName(client.provider)),
    environment: redaction.text(client.environment),
    client_id: redaction.text(client.clientId),
    grant,
    client_authentication: client.tokenEndpointAuthMethod,
    issuer: redaction.url(server?.issuer ?? client.issuer ?? ''),
    authorization_endpoint: redaction.url(authorization ?? ''),
    token_endpoint: redaction.url(token ?? ''),
    ...(grant === 'authorization_code'
      ? {
          redirect_uri: redaction.url(redirect.uri),
          redirect_mode: redirect.mode,
          pkce: client.pkce,
        }
      : {}),
  });
}

function runFacts(run: Run, redaction: Redaction, options: ReportOptions): Facts {
  const { state } = run;
  return withoutEmpty({
    status: redaction.text(stateInWords(state)),
    step: isOver(state) && state.status === 'done' ? '' : stepName(run.step),
    what_to_do: state.status === 'failed' ? remedyInReport(state.failure, redaction, options) : '',
    failure_code: state.status === 'failed' ? state.failure.code : '',
    objection_of_a_strict_client: redaction.text(run.objection ?? ''),
    started_at: new Date(run.startedAt).toISOString(),
    duration: durationInWords(run.updatedAt - run.startedAt),
  });
}

function addressOf(url: string, redaction: Redaction): ReportedAddress {
  return {
    address: redaction.url(partsOfUrl(url).base),
    parameters: namedPairs(redaction.pairs(parametersOfUrl(redaction.search(url)))),
  };
}

const ANSWERS = { true: 'yes', false: 'no' } as const;

function scopeOf({ scope, requested, granted, inToken }: ScopeRow, redaction: Redaction) {
  return {
    scope: redaction.text(scope),
    requested: requested === 'registered' ? requested : ANSWERS[`${requested}`],
    granted: granted === 'unknown' ? granted : ANSWERS[`${granted}`],
    in_token: inToken === 'unknown' ? inToken : ANSWERS[`${inToken}`],
  } satisfies ReportedScope;
}

function tokensOf(
  result: RunResult,
  redaction: Redaction,
  options: ReportOptions,
): readonly ReportedToken[] {
  return namedTokens(result).map(({ token, ...names }) =>
    reportToken(token, names, redaction, options),
  );
}

function useOf(run: Run, use: TokenUse, redaction: Redaction, options: ReportOptions): ReportedUse {
  const { kind, token, at, outcome } = use;
  const exchange = exchangeOfUse(run, use);
  const status = exchange === undefined ? undefined : responseOf(exchange)?.status;
  const base = {
    kind,
    token,
    judged_at: new Date(at).toISOString(),
    ...(exchange === undefined
      ? {}
      : {
          request: `${redaction.text(exchange.request.method)} ${redaction.url(exchange.request.url)}`,
        }),
    ...(status === undefined ? {} : { status: `${status}` }),
  };
  if (!outcome.ok) {
    const { failure } = outcome;
    const remedy = remedyInReport(failure, redaction, options);
    return { ...base, outcome: `failed: ${redaction.text(failure.cause)}. ${remedy}`.trim() };
  }
  return {
    ...base,
    outcome: 'done',
    ...(outcome.claims === undefined
      ? {}
      : { claims: reportClaims(outcome.claims, redaction, options) }),
    checks: reportChecks(outcome.checks, redaction, options),
  };
}

function withoutEmpty(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));
}
