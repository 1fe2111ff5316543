import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import styles from './Diagnosis.module.css';

/** What speaks for a cause. */
export function Reasons({ diagnosis: { reasons } }: { readonly diagnosis: Diagnosis }) {
  return reasons.length === 0 ? null : (
    <ul className={styles.reasons} aria-label="What speaks for it">
      {reasons.map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
