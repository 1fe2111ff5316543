import { lastTokenExchange, sentParameter } from './exchange';
import type { Run, RunGrant, RunState } from './run';
import { refreshTokenOf } from './run-result';

/** What a list shows of a run. */
export type RunSummary = {
  readonly id: string;
  readonly clientId: string;
  readonly label: string;
  readonly provider: string;
  readonly environment: string;
  readonly grant: RunGrant;
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly state: RunState;
  /** The run whose refresh token this one has replaced by another. */
  readonly replaces?: string;
  /** One of its tokens is being used. */
  readonly isTokenInUse?: true;
};

export function summaryOf(run: Run): RunSummary {
  return {
    id: run.id,
    clientId: run.client.id,
    label: run.client.label,
    provider: run.client.provider,
    environment: run.client.environment,
    grant: run.grant,
    startedAt: run.startedAt,
    updatedAt: run.updatedAt,
    state: run.state,
    ...replacementOf(run),
    ...(run.pendingUse === undefined ? {} : { isTokenInUse: true }),
  };
}

function replacementOf(run: Run): Pick<RunSummary, 'replaces'> {
  if (run.refreshes === undefined) return {};
  const exchange = lastTokenExchange(run.exchanges);
  const sent = exchange === undefined ? undefined : sentParameter(exchange, 'refresh_token');
  const newest = refreshTokenOf(run);
  return newest === undefined || newest === sent ? {} : { replaces: run.refreshes.runId };
}
