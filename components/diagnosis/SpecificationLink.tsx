import type { Diagnosis } from '@/utils/diagnosis/diagnosis';
import styles from './Diagnosis.module.css';

/** Where it is specified. */
export function SpecificationLink({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { specification } = diagnosis;
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
