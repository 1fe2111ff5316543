import { Link } from 'wouter';
import { providerName } from '@/utils/clients/providers';
import { formatRelative } from '@/utils/tokens/times';
import { useRuns } from '@/utils/state/runs-store';
import { Card } from '../common/Card';
import { EmptyState } from '../common/EmptyState';
import { useNow } from '../common/use-now';
import { ChooseRun } from '../comparison/ChooseRun';
import { CompareChosen } from '../comparison/CompareChosen';
import { useChosenRuns } from '../comparison/use-chosen-runs';
import { StatusWord } from './StatusWord';
import styles from './RunsPage.module.css';

/** The runs of this browser session, newest first. */
export function RunsPage() {
  const state = useRuns();
  const now = useNow();
  const { chosen, toggle } = useChosenRuns();
  if (state.status === 'loading') return null;
  return (
    <>
      <h1>Runs</h1>
      <p className={styles.lead}>
        Runs and their tokens are kept in memory until the browser closes: the last 50, or fewer if
        their answers are large.
      </p>
      <Card
        title="This browser session"
        aside={<CompareChosen runs={state.runs} chosen={chosen} />}
      >
        {state.runs.length === 0 ? (
          <EmptyState title="No run yet">
            <span>Choose a client and press Run flow: every step is shown here as it happens.</span>
            <Link href="/clients">Go to the clients</Link>
          </EmptyState>
        ) : (
          <ol className={styles.runs} aria-label="Runs">
            {state.runs.map((run) => (
              <li key={run.id} className={styles.entry}>
                <ChooseRun run={run} chosen={chosen} onToggle={toggle} />
                <Link className={styles.run} href={`/runs/${run.id}`}>
                  <span className={styles.words}>
                    <span className={styles.label}>{run.label}</span>
                    <span className={styles.quiet}>
                      {[
                        run.grant === 'refresh_token' ? 'Refresh' : '',
                        providerName(run.provider),
                        run.environment,
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </span>
                  </span>
                  <StatusWord state={run.state} />
                  <span className={styles.time}>{formatRelative(run.startedAt / 1000, now)}</span>
                </Link>
              </li>
            ))}
          </ol>
        )}
      </Card>
    </>
  );
}
