import { useLocation } from 'wouter';
import { Button } from '../common/Button';
import styles from './ComparePage.module.css';
import { comparisonPath } from './comparison-path';

type CompareChosenProps = {
  readonly runs: readonly { readonly id: string; readonly startedAt: number }[];
  readonly chosen: readonly string[];
};

/** Compares the two runs that were chosen in a list. */
export function CompareChosen({ runs, chosen }: CompareChosenProps) {
  const [, navigate] = useLocation();
  const [one, other] = runs.filter(({ id }) => chosen.includes(id));
  if (runs.length < 2) return null;
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
