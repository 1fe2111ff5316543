import { Link } from 'wouter';
import { type KeptRunSummary, originInWords, outcomeInWords } from '@/utils/history/kept-run';
import { formatLocalTime } from '@/utils/tokens/times';
import { Pill } from '../common/Pill';
import { Tag } from '../common/Tag';
import { ChooseRun } from '../comparison/ChooseRun';
import type { ChosenRuns } from '../comparison/use-chosen-runs';
import { TONES } from '../runs/run-tones';
import runs from '../runs/RunsPage.module.css';
import styles from './KeptRunItem.module.css';

type KeptRunItemProps = { readonly run: KeptRunSummary; readonly chosen: ChosenRuns };

/** A kept run in the list. */
export function KeptRunItem({ run, chosen }: KeptRunItemProps) {
  return (
    <li className={`${runs.entry} ${styles.item}`}>
      <ChooseRun run={run} chosen={chosen} isKept />
      <Link className={runs.run} href={`/runs/${run.id}`}>
        <span className={runs.words}>
          <span className={runs.label}>{run.label}</span>
          <span className={runs.quiet}>{originInWords(run)}</span>
          {run.note === '' ? null : (
            <span className={styles.note}>
              <bdi>{run.note}</bdi>
            </span>
          )}
        </span>
        <Tag>{run.keptAs === 'sealed' ? 'Sealed' : 'Redacted'}</Tag>
        <Pill tone={TONES[run.status]}>{outcomeInWords(run)}</Pill>
        <time className={runs.time} dateTime={new Date(run.startedAt).toISOString()}>
          {formatLocalTime(run.startedAt / 1000)}
        </time>
      </Link>
    </li>
  );
}
