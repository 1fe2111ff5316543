import type { ReactNode } from 'react';
import { Icon } from './Icon';
import styles from './Notice.module.css';
import tones from './tones.module.css';

type NoticeProps = {
  readonly tone: 'good' | 'caution' | 'bad' | 'note';
  /** An alert is read out at once. */
  readonly role?: 'alert' | 'status';
  readonly children: ReactNode;
};

const ICONS = { good: 'check', caution: 'warning', bad: 'cross', note: 'info' } as const;

/** A message in place. */
export function Notice({ tone, role, children }: NoticeProps) {
  return (
    <div className={`${styles.notice} ${tones[tone]}`} role={role}>
      <Icon name={ICONS[tone]} />
      <div className={styles.body}>{children}</div>
    </div>
  );
}
