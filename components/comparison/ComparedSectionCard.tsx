import { type ComparedSection, isDifference } from '@/utils/comparison/comparison';
import { Card } from '../common/Card';
import { ComparedTable } from './ComparedTable';
import { FoldedRows } from './FoldedRows';
import styles from './ComparePage.module.css';
import { RUNS_A_AND_B } from './side-names';

/** One section of a comparison in which something differs; what does not is folded away. */
export function ComparedSectionCard({ section }: { readonly section: ComparedSection }) {
  const { title, what, rows } = section;
  const differences = rows.filter(isDifference);
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
