import {
  formatLocalTime,
  formatRelative,
  formatUtcTime,
  isPlausibleTime,
} from '@/utils/tokens/times';
import { useNow } from '../common/use-now';
import tables from '../common/table.module.css';
import styles from './TimeValue.module.css';

type TimeValueProps = {
  readonly seconds: number;
  /** The number as it stands in the token. */
  readonly source?: string;
};

/** A NumericDate as local time and, live, relative to now; as it stands in the token, and in UTC. */
export function TimeValue({ seconds, source = String(seconds) }: TimeValueProps) {
  const now = useNow();
  const utc = formatUtcTime(seconds);
  return (
    <>
      <span className={styles.piece}>{formatLocalTime(seconds)}</span>{' '}
      {isPlausibleTime(seconds) ? (
        <span className={`${tables.quiet} ${styles.piece}`}>{formatRelative(seconds, now)}</span>
      ) : null}{' '}
      <code className={`${tables.quiet} ${styles.piece}`}>{source}</code>{' '}
      {utc === undefined ? null : <span className={`${tables.quiet} ${styles.piece}`}>{utc}</span>}
    </>
  );
}
