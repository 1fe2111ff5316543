import { useRun } from '@/utils/state/runs-store';
import { usePart } from '../common/use-part';
import { RunStatus } from '../runs/RunStatus';
import styles from './LastRun.module.css';
import { PartMissing } from './PartMissing';

const loadKnownRun = () => import('./KnownRun');

/** The run that is under way, or what came of the last one. */
export function LastRun({ runId }: { readonly runId: string | undefined }) {
  const run = useRun(runId);
  const part = usePart(loadKnownRun, runId !== undefined);
  if (run === 'loading' || (run !== 'missing' && part === 'loading')) return null;
  return (
    <section className={styles.card} aria-label="Last run">
      {run === 'missing' || typeof part === 'string' ? (
        <RunStatus state={run === 'missing' ? undefined : run.state} />
      ) : (
        <part.KnownRun run={run} />
      )}
      {part === 'failed' ? <PartMissing /> : null}
    </section>
  );
}
