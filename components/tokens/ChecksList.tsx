import type { Check } from '@/utils/tokens/check';
import { Icon } from '../common/Icon';
import styles from './ChecksList.module.css';

const ICONS = { passed: 'check', failed: 'cross', unknown: 'dash' } as const;
const WORDS = { passed: 'passed', failed: 'failed', unknown: 'not checked' } as const;

/** Each check of a token, and what was compared with what. */
export function ChecksList({ checks }: { readonly checks: readonly Check[] }) {
  return (
    <ul className={styles.checks} aria-label="Checks">
      {checks.map(({ name, outcome, detail }) => (
        <li key={name} className={styles.check}>
          <span className={styles[outcome]}>
            <Icon name={ICONS[outcome]} />
          </span>
          <span>
            <b>{name}</b> <span className={styles.outcome}>{WORDS[outcome]}</span>
            <span className={styles.detail}>{detail}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
