import { providerName } from '@/utils/clients/providers';
import type { OpenRun } from '@/utils/state/shown-run-store';
import { Tag } from '../common/Tag';
import { KEPT_WORDS } from '../history/kept-words';
import { StatusWord } from '../runs/StatusWord';
import { runTime } from './run-time';
import styles from './ComparePage.module.css';

/** Which two runs are compared. */
export function ComparedRuns({ a, b }: { readonly a: OpenRun; readonly b: OpenRun }) {
  return (
    <ul className={styles.runs} aria-label="Runs compared">
      <ComparedRun name="Run A" found={a} />
      <ComparedRun name="Run B" found={b} />
    </ul>
  );
}

function ComparedRun({ name, found }: { readonly name: string; readonly found: OpenRun }) {
  const { shown, summary } = found;
  const { client, grant, id, startedAt, state } = shown.run;
  return (
    <li className={styles.run}>
      <span className={styles.quiet}>{name}</span>
      <a className={styles.label} href={`#/runs/${id}`}>
        <bdi>{client.label}</bdi>
      </a>
      <span className={styles.quiet}>
        {[
          grant === 'refresh_token' ? 'Refresh' : '',
          providerName(client.provider),
          client.environment,
          runTime(startedAt),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className={styles.states}>
        <StatusWord state={state} />
        {summary === undefined ? null : <Tag>{KEPT_WORDS[summary.keptAs]}</Tag>}
      </span>
    </li>
  );
}
