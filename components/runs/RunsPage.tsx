import { Link } from 'wouter';
import { originInWords } from '@/utils/history/kept-run';
import { formatRelative } from '@/utils/tokens/times';
import { useKeptUsage } from '@/utils/state/kept-runs-store';
import { useDroppedRuns, useRuns } from '@/utils/state/runs-store';
import { Card } from '../common/Card';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import { useNow } from '../common/use-now';
import { ChooseRun } from '../comparison/ChooseRun';
import { CompareChosen } from '../comparison/CompareChosen';
import { useChosenRuns } from '../comparison/use-chosen-runs';
import { KeptRunsCard } from '../history/KeptRunsCard';
import { StatusWord } from './StatusWord';
import styles from './RunsPage.module.css';

/** The runs of this browser session, and those that were kept, each newest first. */
export function RunsPage() {
  const state = useRuns();
  const dropped = useDroppedRuns();
  const now = useNow();
  const chosen = useChosenRuns();
  const kept = useKeptUsage();
  if (state.status === 'loading') return null;
  const isEnough = state.runs.length + (kept?.runs ?? 0) > 1;
  return (
    <>
      <header className={styles.header}>
        <h1>Runs</h1>
        {isEnough ? <CompareChosen chosen={chosen} /> : null}
      </header>
      <p className={styles.lead}>
        Runs and their tokens are in memory until the browser closes: the last 50, or fewer if their
        answers are large. A run that is over can be kept longer.
      </p>
      {dropped === 0 ? null : (
        <div className={styles.part}>
          <Notice tone="note" role="status">
            {dropped === 1
              ? 'The oldest run of this session was dropped to make room for a newer one.'
              : `The ${dropped} oldest runs of this session were dropped to make room for newer ones.`}
          </Notice>
        </div>
      )}
      <Card title="This browser session">
        {state.runs.length === 0 ? (
          <EmptyState title="No run yet">
            <span>Choose a client and press Run flow: every step is shown here as it happens.</span>
            <Link href="/clients">Go to the clients</Link>
          </EmptyState>
        ) : (
          <ol className={styles.runs} aria-label="Runs">
            {state.runs.map((run) => (
              <li key={run.id} className={styles.entry}>
                <ChooseRun run={run} chosen={chosen} />
                <Link className={styles.run} href={`/runs/${run.id}`}>
                  <span className={styles.words}>
                    <span className={styles.label}>
                      <bdi>{run.label}</bdi>
                    </span>
                    <span className={styles.quiet}>{originInWords(run)}</span>
                  </span>
                  <StatusWord state={run.state} />
                  <span className={styles.time}>{formatRelative(run.startedAt / 1000, now)}</span>
                </Link>
              </li>
            ))}
          </ol>
        )}
      </Card>
      <div className={styles.part}>
        <KeptRunsCard chosen={chosen} />
      </div>
    </>
  );
}
