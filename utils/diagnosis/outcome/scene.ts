import type { Client } from '../../clients/client';
import type { Run } from '../../oauth/run';
import type { RunResult } from '../../oauth/run-result';
import type { TokenResponse } from '../../oauth/token-response';
import { splitScopes } from '../../tokens/scopes';
import type { CauseRule, Suspicion } from '../diagnosis';

/** What a run that is done brought. */
export type Outcome = {
  readonly run: Run;
  readonly client: Client;
  readonly result: RunResult;
  readonly response: TokenResponse;
  readonly requested: readonly string[];
  readonly granted: readonly string[];
  /** A parameter of the authorization request. */
  readonly asked: (name: string) => string | undefined;
};

type OutcomeRule = Omit<CauseRule, 'find'> & {
  readonly find: (outcome: Outcome) => Suspicion | undefined;
};

/** A rule about runs that are done, and brought otherwise than was asked for. */
export function ofOutcome({ find, ...rule }: OutcomeRule): CauseRule {
  return {
    ...rule,
    find: ({ place, run, client, result, evidence }) => {
      if (place !== 'outcome' || run === undefined || client === undefined) return undefined;
      const response = result?.response;
      if (result === undefined || response === undefined) return undefined;
      const parameters = new Map(evidence.request?.parameters);
      return find({
        run,
        client,
        result,
        response,
        requested: result.scopes
          .filter(({ requested }) => requested === true)
          .map(({ scope }) => scope),
        granted:
          response.scope === undefined
            ? result.scopes.filter(({ granted }) => granted === true).map(({ scope }) => scope)
            : splitScopes(response.scope),
        asked: (name) => parameters.get(name),
      });
    },
  };
}
