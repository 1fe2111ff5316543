import type { Parameter } from '@/utils/clients/client';
import {
  OTHER_USER_VARIANTS,
  parametersInWords,
  type RunVariant,
  SILENT_CHECK,
} from '@/utils/oauth/run-variants';
import { Button } from '../common/Button';
import styles from './RunVariants.module.css';

type RunVariantsProps = {
  readonly isDisabled?: boolean;
  readonly onRun: (overrides: readonly Parameter[]) => void;
};

/** Runs that ask the user anew who they are, or nobody at all. */
export function RunVariants({ isDisabled = false, onRun }: RunVariantsProps) {
  const button = ({ name, overrides }: RunVariant) => (
    <Button key={name} size="small" disabled={isDisabled} onClick={() => onRun(overrides)}>
      {name}
      <code className={styles.parameters}>{parametersInWords(overrides)}</code>
    </Button>
  );
  return (
    <div className={styles.variants}>
      <div className={styles.group} role="group" aria-label="Run as another user">
        <span className={styles.title} aria-hidden="true">
          As another user
        </span>
        {OTHER_USER_VARIANTS.map(button)}
      </div>
      <div className={styles.group} role="group" aria-label="Run without a page">
        <span className={styles.title} aria-hidden="true">
          Without a page
        </span>
        {button(SILENT_CHECK)}
      </div>
    </div>
  );
}
