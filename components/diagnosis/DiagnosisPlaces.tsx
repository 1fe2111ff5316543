import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import type { Run, RunStep } from '@/utils/oauth/run';
import styles from './Diagnosis.module.css';
import { PlaceLink } from './PlaceLink';
import { RunPlaces } from './RunPlaces';

/** The run that a diagnosis is of, and how to show one of its steps. */
export type OfRun = { readonly run: Run; readonly onStep: (step: RunStep) => void };

type DiagnosisPlacesProps = {
  readonly diagnosis: Diagnosis;
  readonly ofRun: OfRun | undefined;
  readonly isMain?: boolean;
};

/** Where to click; without a run only what needs none. */
export function DiagnosisPlaces({
  diagnosis: { places },
  ofRun,
  isMain = false,
}: DiagnosisPlacesProps) {
  if (ofRun !== undefined) return <RunPlaces {...ofRun} places={places} isMain={isMain} />;
  return (
    <div className={styles.places}>
      {places.map((place) =>
        place.kind === 'action' ? null : <PlaceLink key={JSON.stringify(place)} place={place} />,
      )}
    </div>
  );
}
