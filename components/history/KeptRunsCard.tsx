import { useDeferredValue, useState } from 'react';
import { bytesInWords } from '@/utils/history/quota';
import {
  forgetUnreadable,
  type KeptUsage,
  LIST_STEP,
  useKeptClients,
  useKeptRuns,
  useKeptUsage,
} from '@/utils/state/kept-runs-store';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import type { ChosenRuns } from '../comparison/use-chosen-runs';
import runs from '../runs/RunsPage.module.css';
import { KeptRunItem } from './KeptRunItem';
import styles from './KeptRunsCard.module.css';

/** The runs that were kept beyond their browser session: found by what lists show of them, and opened. */
export function KeptRunsCard({ chosen }: { readonly chosen: ChosenRuns }) {
  const [typed, setTyped] = useState('');
  const [clientId, setClientId] = useState<string>();
  const [limit, setLimit] = useState(LIST_STEP);
  const query = useDeferredValue(typed.trim());
  const { part, isCurrent } = useKeptRuns({ query, clientId, limit });
  const usage = useKeptUsage();
  const clients = useKeptClients();
  const isFiltered = query !== '' || clientId !== undefined;
  const search = (changes: () => void) => {
    changes();
    setLimit(LIST_STEP);
  };
  const showAll = () =>
    search(() => {
      setTyped('');
      setClientId(undefined);
    });
  if (part === undefined) return null;
  return (
    <Card title="Kept runs" aside={usage === undefined ? null : <Usage usage={usage} />}>
      {part.ok ? null : (
        <div className={styles.part}>
          <Notice tone="bad" role="alert">
            {part.message}
          </Notice>
        </div>
      )}
      {usage === undefined || usage.unreadable === 0 ? null : (
        <div className={styles.part}>
          <Notice tone="caution">
            <p>
              {usage.unreadable === 1
                ? '1 kept run cannot be read'
                : `${usage.unreadable} kept runs cannot be read`}
              . What is stored is left as it is.
            </p>
            <Button onClick={() => void forgetUnreadable()}>Forget what cannot be read</Button>
          </Notice>
        </div>
      )}
      {part.ok && (isFiltered || part.value.runs.length > 0) ? (
        <div className={styles.bar} role="search" aria-label="Kept runs">
          <input
            className={styles.search}
            type="search"
            aria-label="Search kept runs"
            placeholder="Client, note, outcome or date"
            value={typed}
            onChange={({ target }) => search(() => setTyped(target.value))}
          />
          {clients.length < 2 && clientId === undefined ? null : (
            <select
              className={styles.client}
              aria-label="Client"
              value={clientId ?? ''}
              onChange={({ target }) => search(() => setClientId(target.value || undefined))}
            >
              <option value="">All clients</option>
              {clients.map((client) => (
                <option key={client.clientId} value={client.clientId}>
                  {client.label}
                </option>
              ))}
            </select>
          )}
        </div>
      ) : null}
      {part.ok && part.value.runs.length > 0 ? (
        <ol className={runs.runs} aria-label="Kept runs" aria-busy={!isCurrent}>
          {part.value.runs.map((run) => (
            <KeptRunItem key={run.id} run={run} chosen={chosen} />
          ))}
        </ol>
      ) : null}
      {part.ok && part.value.hasMore ? (
        <div className={styles.part}>
          <Button disabled={!isCurrent} onClick={() => setLimit(limit + LIST_STEP)}>
            Show {LIST_STEP} more
          </Button>
        </div>
      ) : null}
      {part.ok && part.value.runs.length === 0 && isCurrent ? (
        isFiltered ? (
          <EmptyState title={query === '' ? 'No kept run' : `No kept run fits “${query}”`}>
            <Button onClick={showAll}>Show all kept runs</Button>
          </EmptyState>
        ) : (
          <EmptyState title="No run is kept">
            <span>
              Open a run that is over and press Keep run: it stays when the browser closes, redacted
              or sealed in the vault.
            </span>
          </EmptyState>
        )
      ) : null}
    </Card>
  );
}

function Usage({ usage: { runs: count, bytes, quota } }: { readonly usage: KeptUsage }) {
  return (
    <span className={styles.usage}>
      {`${count.toLocaleString('en')} of at most ${quota.maxRuns.toLocaleString('en')}, ${bytesInWords(bytes)} of ${bytesInWords(quota.maxBytes)}`}
    </span>
  );
}
