import { runTime } from './run-time';
import type { ChosenRuns, ListedRun } from './use-chosen-runs';

type ChooseRunProps = {
  readonly run: ListedRun & { readonly label: string };
  readonly chosen: ChosenRuns;
  /** Whether it stands in the list of kept runs: the same run may stand in that of the session too. */
  readonly isKept?: boolean;
};

/** Chooses a run of a list to be compared. */
export function ChooseRun({ run, chosen, isKept = false }: ChooseRunProps) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${run.label} ${runTime(run.startedAt)}${isKept ? ', kept' : ''}`}
      checked={chosen.runs.some(({ id }) => id === run.id)}
      onChange={() => chosen.toggle(run)}
    />
  );
}
