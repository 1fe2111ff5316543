import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import { Fold } from '../common/Fold';
import styles from './DiagnosisLines.module.css';

/** The most likely cause in a few lines, and the others that fit folded away, where there is no room for a card. */
export function DiagnosisLines({ diagnoses }: { readonly diagnoses: readonly Diagnosis[] }) {
  const [first, ...others] = diagnoses;
  if (first === undefined) return null;
  return (
    <>
      <section className={styles.lines} aria-label="Diagnosis">
        <Lines diagnosis={first} />
      </section>
      {others.length === 0 ? null : (
        <Fold title={`Other causes that fit (${others.length})`} isOpen={false}>
          <ul aria-label="Other causes that fit">
            {others.map((diagnosis) => (
              <li key={diagnosis.rule} className={styles.lines}>
                <Lines diagnosis={diagnosis} />
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </>
  );
}

const WORDS = {
  seen: 'Seen in the record',
  said: 'The server says so',
  likely: 'Likely',
  possible: 'Possible',
} as const satisfies Record<Diagnosis['certainty'], string>;

function Lines({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { certainty, cause, reasons, remedy, specification } = diagnosis;
  return (
    <>
      <p className={styles.cause}>
        <span className={styles.certainty}>{WORDS[certainty]}: </span>
        {cause}
      </p>
      <p className={styles.remedy}>
        {[...reasons, remedy].join(' ')}{' '}
        {specification === undefined ? null : (
          <a href={specification.url} target="_blank" rel="noopener noreferrer">
            {specification.name}
          </a>
        )}
      </p>
    </>
  );
}
