import type { JsonObject } from '../tokens/json';
import type { RefreshedRun } from './run-event';
import type { Run } from './run';
import { resultOf } from './run-result';

/** The claims that a refreshed ID token has to repeat (OpenID Connect Core §12.2). */
const LASTING_CLAIMS = ['iss', 'sub', 'aud', 'auth_time'] as const;

/**
 * What a refresh has to know of the run whose refresh token it uses. Where that run got no answer itself, it is the one
 * that it meant to refresh.
 */
export function refreshedRun(run: Run): RefreshedRun {
  const { response, scopes, idToken } = resultOf(run);
  if (response === undefined && run.refreshes !== undefined) return run.refreshes;
  const nonce = run.authorization?.nonce ?? run.refreshes?.nonce;
  const idTokenClaims =
    idToken?.kind === 'jwt' ? lastingClaims(idToken.claims) : run.refreshes?.idTokenClaims;
  return {
    runId: run.id,
    scopes: scopes.flatMap(({ scope, granted }) => (granted === true ? [scope] : [])),
    ...(nonce === undefined ? {} : { nonce }),
    ...(idTokenClaims === undefined ? {} : { idTokenClaims }),
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
