import type { Exchange } from './exchange';
import type { Run } from './run';
import { refreshTokenOf, resultOf } from './run-result';
import type { TokenUse, UsedToken } from './token-use';

/** A token of a run as text; nothing where the run brought none. */
export function tokenOf(run: Run, token: UsedToken): string | undefined {
  return token === 'refresh_token' ? refreshTokenOf(run) : resultOf(run).accessToken?.raw;
}

/**
 * The tokens that the server took back when it was asked to after this run (RFC 7009); without those where something
 * about its answer makes that doubtful.
 */
export function revokedTokens({ uses }: Pick<Run, 'uses'>): ReadonlySet<UsedToken> {
  return new Set(
    uses
      .filter(
        ({ kind, outcome }) =>
          kind === 'revocation' &&
          outcome.ok &&
          outcome.checks.every((check) => check.outcome !== 'warning'),
      )
      .map(({ token }) => token),
  );
}

/** The exchange of a use: uses of one run follow one another, and each is judged right after its answer. */
export function exchangeOfUse(
  { exchanges, ownExchanges }: Run,
  { kind, at, startedAt: begunAt = 0 }: TokenUse,
): Exchange | undefined {
  return exchanges
    .slice(ownExchanges)
    .findLast(
      ({ purpose, startedAt }) => purpose === kind && startedAt >= begunAt && startedAt <= at,
    );
}
