import { useLocation } from 'wouter';
import { Button } from '../common/Button';
import styles from './ComparePage.module.css';
import { comparisonPath } from './comparison-path';
import type { ChosenRuns } from './use-chosen-runs';

/** Compares the two runs that were chosen in lists. */
export function CompareChosen({ chosen: { runs } }: { readonly chosen: ChosenRuns }) {
  const [, navigate] = useLocation();
  const [one, other] = runs;
  return (
    <span className={styles.chosen}>
      {other === undefined ? (
        <span className={styles.quiet}>
          {one === undefined ? 'Select two runs to compare them.' : 'Select one more.'}
        </span>
      ) : null}
      <Button
        size="small"
        disabled={one === undefined || other === undefined}
        onClick={() => {
          if (one !== undefined && other !== undefined) navigate(comparisonPath(one, other));
        }}
      >
        Compare
      </Button>
    </span>
  );
}
