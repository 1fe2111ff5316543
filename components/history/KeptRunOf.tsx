import type { ReactNode } from 'react';
import { type KeptRunSummary, originInWords, outcomeInWords } from '@/utils/history/kept-run';
import type { ShownRun } from '@/utils/diagnosis/shown-run';
import { useKeptRun } from '@/utils/state/kept-runs-store';
import { formatLocalTime } from '@/utils/tokens/times';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import { PassphraseForm } from '../vault/PassphraseForm';
import { ForgetKept } from './ForgetKept';
import styles from './KeptRunOf.module.css';

type KeptRunOfProps = {
  readonly runId: string;
  readonly children: (shown: ShownRun, kept: KeptRunSummary) => ReactNode;
};

/** A run that is not of this browser session: what was kept of it, or why it cannot be shown. */
export function KeptRunOf({ runId, children }: KeptRunOfProps) {
  const kept = useKeptRun(runId);
  if (kept === 'loading') return null;
  switch (kept.status) {
    case 'missing':
      return (
        <EmptyState title="This run is not here">
          Runs are in memory until the browser closes, unless you keep them.{' '}
          <a href="#/runs">See all runs</a>
        </EmptyState>
      );
    case 'unreadable':
      return (
        <div className={styles.page}>
          <h1>This run cannot be read</h1>
          <Notice tone="bad" role="alert">
            {kept.message}
          </Notice>
          <ForgetKept runId={runId} />
        </div>
      );
    case 'lost':
      return (
        <Closed summary={kept.summary}>
          <Notice tone="caution">
            This run was sealed in a vault that has been forgotten. Nobody can open it any more.
          </Notice>
        </Closed>
      );
    case 'locked':
      return (
        <Closed summary={kept.summary}>
          <Notice tone="note">
            <p>This run is sealed in the vault. Unlock it to read the run.</p>
            <PassphraseForm mode="unlock" />
          </Notice>
        </Closed>
      );
    case 'shown':
      return children(kept.shown, kept.summary);
  }
}

/** What is known of a sealed run while it cannot be opened. */
function Closed({
  summary,
  children,
}: {
  readonly summary: KeptRunSummary;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles.page}>
      <h1>{summary.label}</h1>
      <p className={styles.quiet}>
        {[
          originInWords(summary),
          outcomeInWords(summary),
          formatLocalTime(summary.startedAt / 1000),
          summary.note,
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {children}
      <ForgetKept runId={summary.id} />
    </div>
  );
}
