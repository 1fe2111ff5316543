import { providerName } from '@/utils/clients/providers';
import type { Run } from '@/utils/oauth/run';
import { StatusWord } from '../runs/StatusWord';
import { runTime } from './run-time';
import styles from './ComparePage.module.css';

/** Which two runs are compared. */
export function ComparedRuns({ a, b }: { readonly a: Run; readonly b: Run }) {
  return (
    <ul className={styles.runs} aria-label="Runs compared">
      <ComparedRun name="Run A" run={a} />
      <ComparedRun name="Run B" run={b} />
    </ul>
  );
}

function ComparedRun({ name, run }: { readonly name: string; readonly run: Run }) {
  const { client, grant, id, startedAt, state } = run;
  return (
    <li className={styles.run}>
      <span className={styles.quiet}>{name}</span>
      <a className={styles.label} href={`#/runs/${id}`}>
        {client.label}
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
      <StatusWord state={state} />
    </li>
  );
}
