import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import { restartRun } from '@/utils/state/runs-store';
import { Card } from '../common/Card';
import { VaultNotice } from '../vault/VaultNotice';
import { CertaintyWords } from './CertaintyWords';
import styles from './Diagnosis.module.css';
import { DiagnosisPlaces, type OfRun } from './DiagnosisPlaces';
import { OtherCauses } from './OtherCauses';
import { Reasons } from './Reasons';
import { SpecificationLink } from './SpecificationLink';

type DiagnosisCardProps = {
  readonly diagnoses: readonly Diagnosis[];
  /** The run that they are of; what was pasted has none, and nothing of it can be clicked but pages. */
  readonly ofRun?: OfRun | undefined;
};

/** The most likely cause, how sure it is, what to do about it and where to click; and the others that fit. */
export function DiagnosisCard({ diagnoses, ofRun }: DiagnosisCardProps) {
  const [first, ...others] = diagnoses;
  if (first === undefined) return null;
  return (
    <Card title="Diagnosis" aside={<CertaintyWords certainty={first.certainty} />}>
      <div className={styles.first}>
        <h3 className={styles.cause}>{first.cause}</h3>
        <Reasons diagnosis={first} />
        {ofRun !== undefined && needsVault(first) ? (
          <VaultNotice onUnlocked={() => void restartRun(ofRun.run)} />
        ) : (
          <p>{first.remedy}</p>
        )}
        <DiagnosisPlaces diagnosis={first} ofRun={ofRun} isMain />
        <SpecificationLink diagnosis={first} />
      </div>
      <OtherCauses diagnoses={others} ofRun={ofRun} />
    </Card>
  );
}

function needsVault({ places }: Diagnosis): boolean {
  return places.some((place) => place.kind === 'action' && place.action === 'unlock-vault');
}
