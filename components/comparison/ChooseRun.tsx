import { runTime } from './run-time';

type ChooseRunProps = {
  readonly run: { readonly id: string; readonly label: string; readonly startedAt: number };
  readonly chosen: readonly string[];
  readonly onToggle: (id: string) => void;
};

/** Chooses a run of a list to be compared. */
export function ChooseRun({ run, chosen, onToggle }: ChooseRunProps) {
  return (
    <input
      type="checkbox"
      aria-label={`Select ${run.label} ${runTime(run.startedAt)}`}
      checked={chosen.includes(run.id)}
      onChange={() => onToggle(run.id)}
    />
  );
}
