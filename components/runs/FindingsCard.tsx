import type { Finding, Severity } from '@/utils/findings/finding';
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

/** What is wrong, what deserves a look, and what was checked and found right. */
export function FindingsCard({ findings }: { readonly findings: readonly Finding[] }) {
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
        {findings.map((finding) => (
          <FindingItem key={`${finding.title} ${finding.detail ?? ''}`} finding={finding} />
        ))}
      </ul>
    </Card>
  );
}

function FindingItem({ finding }: { readonly finding: Finding }) {
  const { severity, title, detail, specification } = finding;
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
        {detail === undefined ? null : <p className={styles.detail}>{detail}</p>}
      </div>
    </li>
  );
}
