import { findAll } from '../findings/find-all';
import type { Finding } from '../findings/finding';
import { evidenceOfRun } from '../findings/gather-evidence';
import type { Run } from '../oauth/run';
import { type RunResult, resultOf } from '../oauth/run-result';
import { diagnose } from './diagnose';
import type { Diagnosis } from './diagnosis';
import { symptomsOfRun } from './gather-symptoms';

/** A run as screens show it: what happened, what it brought, and what the rules say of it. */
export type ShownRun = {
  readonly run: Run;
  readonly result: RunResult;
  readonly findings: readonly Finding[];
  readonly diagnoses: readonly Diagnosis[];
};

/** What is computed from the events of a run. */
export function shownRunOf(run: Run): ShownRun {
  const result = resultOf(run);
  const symptoms = symptomsOfRun(run, result, run.updatedAt);
  return {
    run,
    result,
    findings: findAll(evidenceOfRun(run, result, run.updatedAt)),
    diagnoses: symptoms === undefined ? [] : diagnose(symptoms),
  };
}
