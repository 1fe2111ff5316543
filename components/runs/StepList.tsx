import type { RunStep } from '@/utils/oauth/run';
import type { StepView } from '@/utils/oauth/run-steps';
import styles from './StepList.module.css';

type StepListProps = {
  readonly steps: readonly StepView[];
  readonly selected: RunStep | undefined;
  readonly onSelect: (step: RunStep) => void;
};

const PROGRESS_WORDS = {
  done: 'done',
  current: 'under way',
  failed: 'failed',
  stopped: 'stopped here',
  pending: 'not reached',
} as const;

/** The steps of a run; choosing one shows what went over the wire, and explains it, also before it is reached. */
export function StepList({ steps, selected, onSelect }: StepListProps) {
  return (
    <ol className={styles.steps} aria-label="Steps">
      {steps.map(({ step, name, progress, detail }) => (
        <li key={step} className={styles.step}>
          <button
            type="button"
            className={styles.button}
            aria-pressed={step === selected}
            onClick={() => onSelect(step)}
          >
            <span className={`${styles.dot} ${styles[progress]}`} aria-hidden="true" />
            <span className={styles.words}>
              <span className={styles.name}>{name}</span>
              <span className={styles.detail}>
                <span className={progress === 'done' ? 'visually-hidden' : undefined}>
                  {PROGRESS_WORDS[progress]}
                </span>
                {detail === '' ? null : (
                  <span>
                    <span className={progress === 'done' ? 'visually-hidden' : undefined}> · </span>
                    {detail}
                  </span>
                )}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
