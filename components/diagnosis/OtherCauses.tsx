import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import { Fold } from '../common/Fold';
import { CertaintyWords } from './CertaintyWords';
import styles from './Diagnosis.module.css';
import { DiagnosisPlaces, type OfRun } from './DiagnosisPlaces';
import { Reasons } from './Reasons';
import { SpecificationLink } from './SpecificationLink';

type OtherCausesProps = {
  readonly diagnoses: readonly Diagnosis[];
  readonly ofRun: OfRun | undefined;
};

/** The causes that fit besides the most likely one, folded away; nothing where there are none. */
export function OtherCauses({ diagnoses, ofRun }: OtherCausesProps) {
  return diagnoses.length === 0 ? null : (
    <Fold title={`Other causes that fit (${diagnoses.length})`} isOpen={false}>
      <ul aria-label="Other causes that fit">
        {diagnoses.map((diagnosis) => (
          <li key={diagnosis.rule} className={styles.other}>
            <CertaintyWords certainty={diagnosis.certainty} />
            <p className={styles.title}>{diagnosis.cause}</p>
            <Reasons diagnosis={diagnosis} />
            <p>{diagnosis.remedy}</p>
            <DiagnosisPlaces diagnosis={diagnosis} ofRun={ofRun} />
            <SpecificationLink diagnosis={diagnosis} />
          </li>
        ))}
      </ul>
    </Fold>
  );
}
