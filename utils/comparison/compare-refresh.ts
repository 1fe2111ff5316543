import { lastTokenExchange } from '../oauth/exchange';
import type { Run } from '../oauth/run';
import { type RunResult, resultOf } from '../oauth/run-result';
import type { Check } from '../tokens/check';
import type { DecodedToken } from '../tokens/decode-token';
import { checkContinuity } from '../tokens/verify/check-continuity';
import { compareEntries, type Curtain } from './compare-entries';
import { arrivalOf, claimEntries } from './compare-tokens';
import { type ComparedRow, isDifference } from './comparison';
import { makeCurtain } from './curtain';

/** What became of a token: `missing` was there before, `new` was not, `kept` goes on without having come again. */
export type TokenFate = 'changed' | 'same' | 'missing' | 'new' | 'kept';

type TokenComparison = {
  readonly name: 'Access token' | 'ID token' | 'Refresh token';
  readonly fate: TokenFate;
  /** Claims that differ, where both can be read. */
  readonly claims: readonly ComparedRow[];
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

/** Compares a refresh with the run before; nothing where one of them brought no tokens. */
export function compareRefresh(before: Run, after: Run): RefreshComparison | undefined {
  const [old, now] = [resultOf(before), resultOf(after)];
  if (old.response === undefined || now.response === undefined) return undefined;
  const [granted, grantedBefore] = [grantedOf(now), grantedOf(old)];
  const [earlier, later] = [lifetimeOf(before, old), lifetimeOf(after, now)];
  const curtain = makeCurtain([
    { run: before, result: old },
    { run: after, result: now },
  ]);
  const claimsOf: ClaimsOf = (one, other) => changedClaims(one, other, [before, after], curtain);
  return {
    tokens: [
      ...compareTokens('Access token', old.accessToken, now.accessToken, claimsOf),
      ...compareTokens('ID token', old.idToken, now.idToken, claimsOf),
      ...compareRefreshTokens(old, now, claimsOf),
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

type ClaimsOf = (before: DecodedToken, after: DecodedToken) => readonly ComparedRow[];

function changedClaims(
  before: DecodedToken,
  after: DecodedToken,
  [old, now]: readonly [Run, Run],
  curtain: Curtain,
): readonly ComparedRow[] {
  return compareEntries(
    claimEntries(before, arrivalOf(old)),
    claimEntries(after, arrivalOf(now)),
    curtain,
  ).filter(isDifference);
}

function compareTokens(
  name: TokenComparison['name'],
  before: DecodedToken | undefined,
  after: DecodedToken | undefined,
  claimsOf: ClaimsOf,
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
  const claims = before?.kind === 'jwt' && after?.kind === 'jwt' ? claimsOf(before, after) : [];
  return [{ name, fate, claims }];
}

function compareRefreshTokens(
  old: RunResult,
  now: RunResult,
  claimsOf: ClaimsOf,
): readonly TokenComparison[] {
  return now.isRefreshTokenKept
    ? [{ name: 'Refresh token', fate: 'kept', claims: [] }]
    : compareTokens('Refresh token', old.refreshToken, now.refreshToken, claimsOf);
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
