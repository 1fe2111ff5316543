import { type ComparedSection, isDifference, onlySideOf } from '@/utils/comparison/comparison';
import { Card } from '../common/Card';
import { Fold } from '../common/Fold';
import { ComparedTable } from './ComparedTable';
import { FoldedRows } from './FoldedRows';
import styles from './ComparePage.module.css';
import { RUNS_A_AND_B } from './side-names';

/** One section of a comparison in which something differs; what does not is folded away, and so is what one run alone got to. */
export function ComparedSectionCard({ section }: { readonly section: ComparedSection }) {
  const { title, what, rows } = section;
  const differences = rows.filter(isDifference);
  const only = onlySideOf(section);
  if (only !== undefined) {
    return (
      <Card title={title}>
        <p className={styles.nothing}>{`Only run ${only} has any of this.`}</p>
        <Fold title={`Run ${only} (${rows.length})`} isOpen={false}>
          <ComparedTable
            name={`${title}: differences`}
            what={what}
            rows={rows}
            sides={RUNS_A_AND_B}
          />
        </Fold>
      </Card>
    );
  }
  return (
    <Card
      title={title}
      aside={
        <span className={styles.quiet}>
          {differences.length} of {rows.length} differ
        </span>
      }
    >
      <ComparedTable
        name={`${title}: differences`}
        what={what}
        rows={differences}
        sides={RUNS_A_AND_B}
      />
      <FoldedRows title={title} what={what} rows={rows.filter((row) => !isDifference(row))} />
    </Card>
  );
}
