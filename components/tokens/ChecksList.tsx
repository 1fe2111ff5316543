import type { Check } from '@/utils/tokens/check';
import { Fold } from '../common/Fold';
import { Icon } from '../common/Icon';
import styles from './ChecksList.module.css';

const ICONS = { passed: 'check', warning: 'warning', failed: 'cross', unknown: 'dash' } as const;
const WORDS = {
  passed: 'passed',
  warning: 'worth a look',
  failed: 'failed',
  unknown: 'not checked',
} as const;

type ChecksListProps = {
  readonly checks: readonly Check[];
  /** Where nothing is wrong, they need not be read. */
  readonly isFolded: boolean;
};

/** Each check of a token, and what was compared with what. */
export function ChecksList({ checks, isFolded }: ChecksListProps) {
  const compared = checks.filter(({ isNotNeeded }) => isNotNeeded !== true);
  const passed = compared.filter(({ outcome }) => outcome === 'passed').length;
  const rest = checks.length - compared.length;
  return (
    <Fold
      title={`${passed} of ${compared.length} checks passed${rest === 0 ? '' : `, ${rest} not needed`}`}
      isOpen={!isFolded}
    >
      <ul className={styles.checks} aria-label="Checks">
        {checks.map(({ name, outcome, detail, isNotNeeded }) => (
          <li key={name} className={styles.check}>
            <span className={styles[outcome]}>
              <Icon name={isNotNeeded === true ? 'dash' : ICONS[outcome]} />
            </span>
            <span>
              <b>{name}</b>{' '}
              <span className={styles.outcome}>
                {isNotNeeded === true ? 'not needed' : WORDS[outcome]}
              </span>
              <span className={styles.detail}>{detail}</span>
            </span>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
