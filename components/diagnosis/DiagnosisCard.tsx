import type { Certainty, Diagnosis } from '@/utils/diagnosis/diagnosis';
import type { Run, RunStep } from '@/utils/oauth/run';
import { restartRun } from '@/utils/state/runs-store';
import { Card } from '../common/Card';
import { Fold } from '../common/Fold';
import { Icon, type IconName } from '../common/Icon';
import { VaultNotice } from '../vault/VaultNotice';
import styles from './Diagnosis.module.css';
import { PlaceLink } from './PlaceLink';
import { RunPlaces } from './RunPlaces';

type DiagnosisCardProps = {
  readonly diagnoses: readonly Diagnosis[];
  /** The run that they are of; what was pasted has none, and nothing of it can be clicked but pages. */
  readonly ofRun?: { readonly run: Run; readonly onStep: (step: RunStep) => void } | undefined;
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
        <Places diagnosis={first} ofRun={ofRun} isMain />
        <SpecificationLink diagnosis={first} />
      </div>
      {others.length === 0 ? null : (
        <Fold title={`Other causes that fit (${others.length})`} isOpen={false}>
          <ul aria-label="Other causes that fit">
            {others.map((diagnosis) => (
              <li key={diagnosis.rule} className={styles.other}>
                <CertaintyWords certainty={diagnosis.certainty} />
                <p className={styles.title}>{diagnosis.cause}</p>
                <Reasons diagnosis={diagnosis} />
                <p>{diagnosis.remedy}</p>
                <Places diagnosis={diagnosis} ofRun={ofRun} />
                <SpecificationLink diagnosis={diagnosis} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </Card>
  );
}

type PlacesProps = Pick<DiagnosisCardProps, 'ofRun'> & {
  readonly diagnosis: Diagnosis;
  readonly isMain?: boolean;
};

function Places({ diagnosis: { places }, ofRun, isMain = false }: PlacesProps) {
  if (ofRun !== undefined) return <RunPlaces {...ofRun} places={places} isMain={isMain} />;
  return (
    <div className={styles.places}>
      {places.map((place) =>
        place.kind === 'action' ? null : <PlaceLink key={JSON.stringify(place)} place={place} />,
      )}
    </div>
  );
}

function needsVault({ places }: Diagnosis): boolean {
  return places.some((place) => place.kind === 'action' && place.action === 'unlock-vault');
}

const CERTAINTIES = {
  seen: { icon: 'check', words: 'Seen in the record' },
  said: { icon: 'info', words: 'The server says so' },
  likely: { icon: 'warning', words: 'Likely' },
  possible: { icon: 'dash', words: 'Possible' },
} as const satisfies Record<Certainty, { readonly icon: IconName; readonly words: string }>;

function CertaintyWords({ certainty }: { readonly certainty: Certainty }) {
  const { icon, words } = CERTAINTIES[certainty];
  return (
    <span className={styles.certainty}>
      <Icon name={icon} />
      {words}
    </span>
  );
}

function Reasons({ diagnosis: { reasons } }: { readonly diagnosis: Diagnosis }) {
  return reasons.length === 0 ? null : (
    <ul className={styles.reasons} aria-label="What speaks for it">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}

function SpecificationLink({ diagnosis: { specification } }: { readonly diagnosis: Diagnosis }) {
  return specification === undefined ? null : (
    <a
      className={styles.specification}
      href={specification.url}
      target="_blank"
      rel="noopener noreferrer"
    >
      {specification.name}
    </a>
  );
}
