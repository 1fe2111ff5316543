import { useMemo } from 'react';
import type { JsonObject } from '@/utils/tokens/json';
import { summarise } from '@/utils/tokens/token-summary';
import { useNow } from '../common/use-now';
import { VisibleText } from './VisibleText';
import styles from './TokenSummary.module.css';

type TokenSummaryProps = {
  readonly claims: JsonObject;
  /** What is known beyond what the token says: `Verified: …`. */
  readonly verdict?: string | undefined;
};

const UNVERIFIED = 'This is what the token says of itself; not verified.';

/** A token in a few lines, for somebody who has to help: whose, from whom, for whom, for what, until when. */
export function TokenSummary({ claims, verdict = UNVERIFIED }: TokenSummaryProps) {
  const second = Math.floor(useNow() / 1000) * 1000;
  const lines = useMemo(() => summarise(claims, second), [claims, second]);
  if (lines.length === 0) return null;
  return (
    <div className={styles.summary}>
      <dl className={styles.lines} aria-label="Summary">
        {lines.map(({ label, text }) => (
          <div key={label} className={styles.line}>
            <dt>{label}</dt>
            <dd>
              <VisibleText text={text} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.verdict}>{verdict}</p>
    </div>
  );
}
