import { useEffect, useRef, useState } from 'react';
import { isOver, type Run } from '@/utils/oauth/run';
import { type KeptOutcome, useKeptSummary } from '@/utils/state/kept-runs-store';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import { Pill } from '../common/Pill';
import { ForgetKept } from './ForgetKept';
import styles from './KeepRun.module.css';
import { KeepRunDialog } from './KeepRunDialog';
import { KEPT_WORDS } from './kept-words';

/** Keeps a run that is over beyond this browser session, or forgets that it was kept. */
export function KeepRun({ run }: { readonly run: Pick<Run, 'id' | 'state'> }) {
  const kept = useKeptSummary(run.id);
  const [isKeeping, setKeeping] = useState(false);
  const [outcome, setOutcome] = useState<KeptOutcome>();
  const told = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone by then.
  useEffect(() => {
    if (outcome !== undefined) told.current?.focus();
  }, [outcome]);
  if (!isOver(run.state)) return null;
  return (
    <>
      {kept === undefined ? (
        <Button onClick={() => setKeeping(true)}>Keep run</Button>
      ) : (
        <>
          <Pill tone="note">{KEPT_WORDS[kept.keptAs]}</Pill>
          <ForgetKept runId={run.id} onDone={setOutcome} />
        </>
      )}
      {outcome === undefined ? null : (
        <div ref={told} className={styles.outcome} tabIndex={-1}>
          <Notice tone={outcome.ok ? 'good' : 'bad'} role={outcome.ok ? 'status' : 'alert'}>
            {outcome.message}
          </Notice>
        </div>
      )}
      {isKeeping ? (
        <KeepRunDialog
          runId={run.id}
          onKept={(kind) => {
            setOutcome(kind);
            setKeeping(false);
          }}
          onClose={() => setKeeping(false)}
        />
      ) : null}
    </>
  );
}
