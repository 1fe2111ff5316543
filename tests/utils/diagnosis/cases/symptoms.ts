import { symptomsOfRun } from '../../../../utils/diagnosis/gather-symptoms';
import type { Symptoms } from '../../../../utils/diagnosis/symptoms';
import type { Failure } from '../../../../utils/oauth/failure';
import type { Run } from '../../../../utils/oauth/run';
import type { RunEvent } from '../../../../utils/oauth/run-event';
import { resultOf } from '../../../../utils/oauth/run-result';
import { redirectUri, runUpTo } from '../../oauth/sample-run';

/** Symptoms that a cause explains, and such that it does not. */
export type CauseCase = {
  readonly fault: readonly Symptoms[];
  readonly sound: readonly Symptoms[];
  /** Another cause may come before it. */
  readonly isNotFirst?: true;
};

/** The symptoms of a run that is over. */
export function ofRun(run: Run): Symptoms {
  const symptoms = symptomsOfRun(run, resultOf(run), run.updatedAt);
  if (symptoms === undefined) throw new Error('The run is not over.');
  return symptoms;
}

export function failed(failure: Partial<Failure> = {}, at = 20_000): RunEvent {
  return {
    type: 'failed',
    at,
    failure: { code: 'unexpected', cause: 'it failed', remedy: 'Mend it.', ...failure },
  };
}

/** A run whose authorization endpoint answered with these parameters. */
export function answeredWith(parameters: Readonly<Record<string, string>>): Symptoms {
  const answer = new URLSearchParams({ state: 'the-state', ...parameters });
  return ofRun(
    runUpTo(
      'authorization-requested',
      { type: 'authorization-responded', at: 7500, url: `${redirectUri}?${answer}` },
      failed({ code: 'authorization_error', cause: parameters['error'] ?? '' }),
    ),
  );
}

/** A run that is done as it should be. */
export const done: Symptoms = ofRun(runUpTo('finished'));
