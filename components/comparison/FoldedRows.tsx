import type { ComparedRow } from '@/utils/comparison/comparison';
import { Fold } from '../common/Fold';
import { ComparedTable } from './ComparedTable';
import { RUNS_A_AND_B } from './side-names';

type FoldedRowsProps = {
  readonly title: string;
  /** What the rows are named after. */
  readonly what: string;
  readonly rows: readonly ComparedRow[];
  /** Whether the title of the section stands in front. */
  readonly isNamed?: boolean;
};

const GROUPS = [
  ['by-nature', 'Differ, as they should'],
  ['unknown', 'Not kept, cannot be compared'],
  ['same', 'Same'],
] as const;

/** The rows of a section that are no differences, in groups that say how many there are. */
export function FoldedRows({ title, what, rows, isNamed = false }: FoldedRowsProps) {
  return GROUPS.map(([outcome, words]) => {
    const group = rows.filter((row) => row.outcome === outcome);
    const name = isNamed ? `${title}: ${words.toLowerCase()}` : words;
    return group.length === 0 ? null : (
      <Fold key={outcome} title={`${name} (${group.length})`} isOpen={false}>
        <ComparedTable
          name={`${title}: ${words.toLowerCase()}`}
          what={what}
          rows={group}
          sides={RUNS_A_AND_B}
        />
      </Fold>
    );
  });
}
