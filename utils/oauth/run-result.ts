import { type DecodedToken, decodeToken } from '../tokens/decode-token';
import { type ScopeRow, scopeTable } from '../tokens/scopes';
import type { Run } from './run';
import { readTokenResponse, type TokenResponse } from './token-response';

/** What a run brought: tokens, decoded, and the scopes. */
export type RunResult = {
  readonly response: TokenResponse | undefined;
  readonly accessToken: DecodedToken | undefined;
  readonly idToken: DecodedToken | undefined;
  readonly refreshToken: DecodedToken | undefined;
  readonly scopes: readonly ScopeRow[];
};

/** Reads the result from what was recorded, however the run ended. */
export function resultOf(run: Pick<Run, 'client' | 'exchanges'>): RunResult {
  const exchange = run.exchanges.findLast(({ purpose }) => purpose === 'token');
  const response = exchange === undefined ? undefined : readTokenResponse(exchange);
  const accessToken = decoded(response?.accessToken);
  return {
    response,
    accessToken,
    idToken: decoded(response?.idToken),
    refreshToken: decoded(response?.refreshToken),
    scopes: scopeTable({
      requested: run.client.scopes,
      grantedScope: response?.scope,
      hasTokenResponse: response !== undefined,
      accessToken,
    }),
  };
}

function decoded(token: string | undefined): DecodedToken | undefined {
  return token === undefined ? undefined : decodeToken(token);
}
