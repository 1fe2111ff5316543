import { useMemo } from 'react';
import { type ShownRun, shownRunOf } from '../diagnosis/shown-run';
import { type KeptRun, useKeptRun } from './kept-runs-store';
import { useRun } from './runs-store';

/** A run of this browser session; where it is not there any more, what was kept of it. */
export type FoundRun =
  { readonly status: 'live'; readonly shown: ShownRun; readonly summary?: undefined } | KeptRun;

/** A run that can be shown now. */
export type OpenRun = Extract<FoundRun, { readonly shown: ShownRun }>;

/** A run that cannot be shown now. */
export type ClosedRun = Exclude<FoundRun, OpenRun>;

/** The run with this id, wherever it is, and as it changes. */
export function useShownRun(runId: string): FoundRun | 'loading' {
  const run = useRun(runId);
  const kept = useKeptRun(run === 'missing' ? runId : undefined);
  const live = useMemo(
    () =>
      typeof run === 'string' ? undefined : ({ status: 'live', shown: shownRunOf(run) } as const),
    [run],
  );
  return live ?? (run === 'loading' ? 'loading' : kept);
}

export function isOpenRun(found: FoundRun): found is OpenRun {
  return found.status === 'live' || found.status === 'shown';
}
