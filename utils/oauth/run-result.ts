import { type DecodedToken, decodeToken } from '../tokens/decode-token';
import { type ScopeRow, scopeTable, splitScopes } from '../tokens/scopes';
import { providerOf } from '../clients/providers';
import { type Exchange, lastTokenExchange, sentParameter } from './exchange';
import { responseParameters } from './response-parameters';
import type { Run } from './run';
import { readTokenResponse, type TokenResponse } from './token-response';

/** What a run brought: tokens, decoded, and the scopes. */
export type RunResult = {
  readonly response: TokenResponse | undefined;
  readonly accessToken: DecodedToken | undefined;
  readonly idToken: DecodedToken | undefined;
  /** The newest: that of the response, or the one that was sent where none came back. */
  readonly refreshToken: DecodedToken | undefined;
  readonly isRefreshTokenKept: boolean;
  /** Further access tokens, and the member of the response that each stands in. */
  readonly nested: readonly { readonly member: string; readonly token: DecodedToken }[];
  readonly scopes: readonly ScopeRow[];
};

type Recorded = Pick<Run, 'client' | 'exchanges' | 'authorization' | 'refreshes'>;

/** Reads the result from what was recorded, however the run ended. */
export function resultOf(run: Recorded): RunResult {
  const exchange = lastTokenExchange(run.exchanges);
  const response = exchange === undefined ? undefined : readTokenResponse(exchange);
  const accessToken = decoded(response?.accessToken ?? response?.nested[0]?.accessToken);
  const sent = exchange === undefined ? undefined : sentParameter(exchange, 'refresh_token');
  const { hasScopesAtProvider = false, scopeMarker } = providerOf(run.client.provider);
  return {
    response,
    accessToken,
    idToken: decoded(response?.idToken),
    refreshToken: decoded(response?.refreshToken ?? sent),
    isRefreshTokenKept: response?.refreshToken === undefined && sent !== undefined,
    // One that stands for the access token is not shown twice.
    nested: (response?.nested ?? [])
      .slice(response?.accessToken === undefined ? 1 : 0)
      .map(({ member, accessToken: text }) => ({
        member,
        token: decodeToken(text),
      })),
    scopes: scopeTable({
      requested: requestedScopes(run, exchange),
      registered: hasScopesAtProvider ? run.client.scopes : [],
      ...(scopeMarker === undefined ? {} : { marker: scopeMarker }),
      grantedScope: response?.scope ?? response?.nested[0]?.scope,
      hasTokenResponse: response !== undefined,
      accessToken,
    }),
  };
}

/** The newest refresh token of a run, as text. */
export function refreshTokenOf(run: Recorded): string | undefined {
  const exchange = lastTokenExchange(run.exchanges);
  return exchange === undefined
    ? undefined
    : (readTokenResponse(exchange)?.refreshToken ?? sentParameter(exchange, 'refresh_token'));
}

/** What was asked for on the wire; by a refresh, what was granted before. */
function requestedScopes(run: Recorded, exchange: Exchange | undefined): readonly string[] {
  if (run.refreshes !== undefined) return run.refreshes.scopes;
  if (run.authorization !== undefined) {
    return splitScopes(responseParameters(run.authorization.url).get('scope') ?? '');
  }
  return splitScopes(exchange === undefined ? '' : (sentParameter(exchange, 'scope') ?? ''));
}

function decoded(token: string | undefined): DecodedToken | undefined {
  return token === undefined ? undefined : decodeToken(token);
}
