import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import { CERTAINTIES } from './certainties';
import styles from './DiagnosisLines.module.css';
import { DiagnosisPlaces, type OfRun } from './DiagnosisPlaces';
import { OtherCauses } from './OtherCauses';
import { SpecificationLink } from './SpecificationLink';

type DiagnosisLinesProps = {
  readonly diagnoses: readonly Diagnosis[];
  /** The run that they are of, where something can be done about it. */
  readonly ofRun?: OfRun | undefined;
};

/** The most likely cause in a few lines, and the others that fit folded away, where there is no room for a card. */
export function DiagnosisLines({ diagnoses, ofRun }: DiagnosisLinesProps) {
  const [first, ...others] = diagnoses;
  if (first === undefined) return null;
  const { certainty, cause, reasons, remedy } = first;
  return (
    <>
      <section className={styles.lines} aria-label="Diagnosis">
        <p className={styles.cause}>
          <span className={styles.certainty}>{CERTAINTIES[certainty].words}: </span>
          {cause}
        </p>
        <p>
          {[...reasons, remedy].join(' ')} <SpecificationLink diagnosis={first} />
        </p>
        <DiagnosisPlaces diagnosis={first} ofRun={ofRun} />
      </section>
      <OtherCauses diagnoses={others} ofRun={ofRun} />
    </>
  );
}
