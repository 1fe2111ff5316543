import type { Certainty } from '@/utils/diagnosis/diagnosis';
import { Icon } from '../common/Icon';
import { CERTAINTIES } from './certainties';
import styles from './Diagnosis.module.css';

/** How sure a cause is, with its sign. */
export function CertaintyWords({ certainty }: { readonly certainty: Certainty }) {
  const { icon, words } = CERTAINTIES[certainty];
  return (
    <span className={styles.certainty}>
      <Icon name={icon} />
      {words}
    </span>
  );
}
