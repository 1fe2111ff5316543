import type { ReactNode } from 'react';
import { type KeptRunSummary, originInWords, outcomeInWords } from '@/utils/history/kept-run';
import type { ClosedRun } from '@/utils/state/shown-run-store';
import { formatLocalTime } from '@/utils/tokens/times';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import { PassphraseForm } from '../vault/PassphraseForm';
import styles from './ClosedRunNotice.module.css';
import { ForgetKept } from './ForgetKept';

type ClosedRunNoticeProps = { readonly runId: string; readonly found: ClosedRun };

/** Why a run cannot be shown, and what can be done about it. */
export function ClosedRunNotice({ runId, found }: ClosedRunNoticeProps) {
  switch (found.status) {
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
            {found.message}
          </Notice>
          <ForgetKept runId={runId} />
        </div>
      );
    case 'lost':
      return (
        <Closed summary={found.summary}>
          <Notice tone="caution">
            This run was sealed in a vault that has been forgotten. Nobody can open it any more.
          </Notice>
        </Closed>
      );
    case 'locked':
      return (
        <Closed summary={found.summary}>
          <Notice tone="note">
            <p>This run is sealed in the vault. Unlock it to read the run.</p>
            <PassphraseForm mode="unlock" />
          </Notice>
        </Closed>
      );
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
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {summary.note === '' ? null : (
        <p className={styles.note}>
          Note: <bdi>{summary.note}</bdi>
        </p>
      )}
      {children}
      <ForgetKept runId={summary.id} />
    </div>
  );
}
