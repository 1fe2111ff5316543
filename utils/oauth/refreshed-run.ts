import type { JsonObject } from '../tokens/json';
import { lastTokenExchange } from './exchange';
import type { Run } from './run';
import type { RefreshedRun } from './run-event';
import { resultOf, type RunResult } from './run-result';
import type { RunSummary } from './run-summary';
import { revokedTokens } from './used-tokens';

/** The claims that a refreshed ID token has to repeat (OpenID Connect Core §12.2). */
const LASTING_CLAIMS = ['iss', 'sub', 'aud', 'auth_time'] as const;

/**
 * What a refresh has to know of the run whose refresh token it uses. Where that run got no answer itself, it is the one
 * that it meant to refresh.
 * @param runs those of this browser session, which may have replaced its refresh token
 */
export function refreshedRun(
  run: Run,
  runs: readonly Pick<RunSummary, 'replaces'>[] = [],
): RefreshedRun {
  const result = resultOf(run);
  const { response, scopes, idToken } = result;
  if (response === undefined && run.refreshes !== undefined) {
    const refreshToken = fateOfToken(run, result, run.refreshes.runId, runs);
    return { ...run.refreshes, ...(refreshToken === undefined ? {} : { refreshToken }) };
  }
  const nonce = run.authorization?.nonce ?? run.refreshes?.nonce;
  const idTokenClaims =
    idToken?.kind === 'jwt' ? lastingClaims(idToken.claims) : run.refreshes?.idTokenClaims;
  const refreshToken = fateOfToken(run, result, run.id, runs);
  return {
    runId: run.id,
    scopes: scopes.flatMap(({ scope, granted }) => (granted === true ? [scope] : [])),
    ...(nonce === undefined ? {} : { nonce }),
    ...(idTokenClaims === undefined ? {} : { idTokenClaims }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
}

/** What is known of the refresh token that comes from this run, or that it has sent and keeps. */
function fateOfToken(
  run: Run,
  { response, isRefreshTokenKept }: RunResult,
  runId: string,
  runs: readonly Pick<RunSummary, 'replaces'>[],
): RefreshedRun['refreshToken'] {
  const exchange = lastTokenExchange(run.exchanges);
  if (exchange === undefined) return run.refreshes?.refreshToken;
  const came = exchange.startedAt + exchange.durationMs;
  const receivedAt = isRefreshTokenKept ? run.refreshes?.refreshToken?.receivedAt : came;
  if (receivedAt === undefined) return undefined;
  const isReplaced = runs.some(({ replaces }) => replaces === runId);
  const isRevoked = revokedTokens(run).has('refresh_token');
  const isAnswerLost = response === undefined && exchange.outcome.kind === 'error';
  return {
    receivedAt,
    ...(isReplaced ? { isReplaced: true } : {}),
    ...(isRevoked ? { isRevoked: true } : {}),
    ...(isAnswerLost ? { isAnswerLost: true } : {}),
  };
}

function lastingClaims(claims: JsonObject): JsonObject {
  return Object.fromEntries(
    LASTING_CLAIMS.flatMap((name) => {
      const value = Object.hasOwn(claims, name) ? claims[name] : undefined;
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
