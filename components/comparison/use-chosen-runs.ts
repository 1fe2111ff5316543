import { useState } from 'react';

/** What is known of a run in a list. */
export type ListedRun = { readonly id: string; readonly startedAt: number };

/** Runs that were chosen to be compared, and the way to choose them. */
export type ChosenRuns = {
  readonly runs: readonly ListedRun[];
  readonly toggle: (run: ListedRun) => void;
};

/** The runs that were chosen to be compared: two at most, of which the one chosen first gives way. */
export function useChosenRuns(): ChosenRuns {
  const [runs, setRuns] = useState<readonly ListedRun[]>([]);
  const toggle = ({ id, startedAt }: ListedRun) => {
    setRuns(
      runs.some((run) => run.id === id)
        ? runs.filter((run) => run.id !== id)
        : [...runs.slice(-1), { id, startedAt }],
    );
  };
  return { runs, toggle };
}
