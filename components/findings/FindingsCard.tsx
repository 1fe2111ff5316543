import { useState } from 'react';
import type { Finding, Severity } from '@/utils/findings/finding';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { Icon, type IconName } from '../common/Icon';
import { Pill, type Tone } from '../common/Pill';
import styles from './FindingsCard.module.css';

const LOOKS = {
  error: { icon: 'cross', tone: 'bad', word: 'Error' },
  warning: { icon: 'warning', tone: 'caution', word: 'Warning' },
  info: { icon: 'info', tone: 'note', word: 'Note' },
  passed: { icon: 'check', tone: 'good', word: 'Passed' },
} as const satisfies Record<
  Severity,
  { readonly icon: IconName; readonly tone: Tone; readonly word: string }
>;

const SEVERITIES = ['error', 'warning', 'info', 'passed'] as const satisfies readonly Severity[];

/** A usual run passes fewer checks; more of them are folded away at first. */
const MOST_PASSED = 12;

/** What is wrong, what deserves a look, and what was checked and found right. */
export function FindingsCard({ findings }: { readonly findings: readonly Finding[] }) {
  const [isUnfolded, setUnfolded] = useState(false);
  const passed = findings.filter(({ severity }) => severity === 'passed').length;
  const isFoldable = passed > MOST_PASSED;
  const shown =
    isFoldable && !isUnfolded ? findings.filter(({ severity }) => severity !== 'passed') : findings;
  return (
    <Card
      title="Findings"
      aside={SEVERITIES.map((severity) => {
        const count = findings.filter((finding) => finding.severity === severity).length;
        return count === 0 ? null : (
          <Pill key={severity} tone={LOOKS[severity].tone}>
            {`${count} ${LOOKS[severity].word.toLowerCase()}${severity === 'passed' || count === 1 ? '' : 's'}`}
          </Pill>
        );
      })}
    >
      <ul aria-label="Findings">
        {shown.map((finding, index) => (
          // Findings have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <FindingItem key={index} finding={finding} />
        ))}
      </ul>
      {isFoldable ? (
        <div className={styles.fold}>
          <Button size="small" aria-expanded={isUnfolded} onClick={() => setUnfolded(!isUnfolded)}>
            {isUnfolded ? 'Hide what passed' : `Show what passed (${passed})`}
          </Button>
        </div>
      ) : null}
    </Card>
  );
}

function FindingItem({ finding }: { readonly finding: Finding }) {
  const { severity, title, detail, remedy, specification } = finding;
  const { icon, word } = LOOKS[severity];
  return (
    <li className={`${styles.finding} ${styles[severity]}`}>
      <Icon name={icon} />
      <div className={styles.words}>
        <p className={severity === 'passed' ? undefined : styles.title}>
          <span className="visually-hidden">{word}: </span>
          {title}
          {specification === undefined ? null : (
            <>
              {' '}
              <a
                className={styles.specification}
                href={specification.url}
                target="_blank"
                rel="noreferrer"
              >
                {specification.name}
              </a>
            </>
          )}
        </p>
        {detail === undefined && remedy === undefined ? null : (
          <p className={styles.detail}>
            {detail}
            {remedy === undefined ? null : (
              <>
                {detail === undefined ? null : ' '}
                <span className={styles.remedy}>{remedy}</span>
              </>
            )}
          </p>
        )}
      </div>
    </li>
  );
}
