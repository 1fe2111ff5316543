import type { Check } from '../tokens/check';
import { checkContinuity } from '../tokens/verify/check-continuity';
import { type ClaimChange, compareClaims } from '../tokens/compare-claims';
import type { DecodedToken } from '../tokens/decode-token';
import { lastTokenExchange } from './exchange';
import type { Run } from './run';
import { type RunResult, resultOf } from './run-result';

/** What became of a token: `missing` was there before, `new` was not, `kept` goes on without having come again. */
export type TokenFate = 'changed' | 'same' | 'missing' | 'new' | 'kept';

type TokenComparison = {
  readonly name: 'Access token' | 'ID token' | 'Refresh token';
  readonly fate: TokenFate;
  /** Claims that differ, where both can be read. */
  readonly claims: readonly ClaimChange[];
};

/** A refresh, compared with the run whose tokens it refreshed. */
export type RefreshComparison = {
  readonly tokens: readonly TokenComparison[];
  readonly scopesLost: readonly string[];
  readonly scopesGained: readonly string[];
  /** How long the access token lasts from its issue, in seconds; absent where the answer does not say. */
  readonly lifetime: { readonly before?: number; readonly after?: number };
  /** OpenID Connect Core §12.2 */
  readonly identity: readonly Check[];
};

/** Claims that are different in every token, and say nothing. */
const EVER_NEW = new Set(['iat', 'exp', 'nbf', 'jti', 'at_hash', 'uti']);

/** Compares a refresh with the run before; nothing where one of them brought no tokens. */
export function compareRefresh(before: Run, after: Run): RefreshComparison | undefined {
  const [old, now] = [resultOf(before), resultOf(after)];
  if (old.response === undefined || now.response === undefined) return undefined;
  const [granted, grantedBefore] = [grantedOf(now), grantedOf(old)];
  const [earlier, later] = [lifetimeOf(before, old), lifetimeOf(after, now)];
  return {
    tokens: [
      ...compareTokens('Access token', old.accessToken, now.accessToken),
      ...compareTokens('ID token', old.idToken, now.idToken),
      ...compareRefreshTokens(old, now),
    ],
    scopesLost: grantedBefore.filter((scope) => !granted.includes(scope)),
    scopesGained: granted.filter((scope) => !grantedBefore.includes(scope)),
    lifetime: {
      ...(earlier === undefined ? {} : { before: earlier }),
      ...(later === undefined ? {} : { after: later }),
    },
    identity:
      old.idToken?.kind === 'jwt' && now.idToken?.kind === 'jwt'
        ? checkContinuity(old.idToken.claims, now.idToken.claims)
        : [],
  };
}

function compareTokens(
  name: TokenComparison['name'],
  before: DecodedToken | undefined,
  after: DecodedToken | undefined,
): readonly TokenComparison[] {
  if (before === undefined && after === undefined) return [];
  const fate =
    after === undefined
      ? 'missing'
      : before === undefined
        ? 'new'
        : before.raw === after.raw
          ? 'same'
          : 'changed';
  const claims =
    before?.kind === 'jwt' && after?.kind === 'jwt'
      ? compareClaims(before.claims, after.claims).filter((claim) => !EVER_NEW.has(claim.name))
      : [];
  return [{ name, fate, claims }];
}

function compareRefreshTokens(old: RunResult, now: RunResult): readonly TokenComparison[] {
  return now.isRefreshTokenKept
    ? [{ name: 'Refresh token', fate: 'kept', claims: [] }]
    : compareTokens('Refresh token', old.refreshToken, now.refreshToken);
}

function grantedOf({ scopes }: RunResult): readonly string[] {
  return scopes.flatMap(({ scope, granted }) => (granted === true ? [scope] : []));
}

function lifetimeOf({ exchanges }: Run, { response }: RunResult): number | undefined {
  const exchange = lastTokenExchange(exchanges);
  return exchange === undefined || response?.expiresAt === undefined
    ? undefined
    : Math.round((response.expiresAt - exchange.startedAt - exchange.durationMs) / 1000);
}
