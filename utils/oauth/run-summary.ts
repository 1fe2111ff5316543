import type { Run, RunGrant, RunState } from './run';

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
  };
}
