import { useDeferredValue, useMemo, useState } from 'react';
import type { Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import { searchTrace } from '@/utils/trace/search-trace';
import { messagesOf } from '@/utils/trace/trace';
import { traceOf } from '@/utils/trace/trace-of';
import { Card } from '../common/Card';
import { Choice } from '../common/Choice';
import { SearchedText } from '../common/searched-text';
import { ExportHar } from '../share/ExportHar';
import { MessageList } from './MessageList';
import { SequenceDiagram } from './SequenceDiagram';
import styles from './TraceCard.module.css';

const VIEWS = { list: 'List', diagram: 'Diagram' } as const;

type TraceCardProps = {
  readonly run: Run;
  /** Absent where the run was kept redacted, so that there is nothing to export. */
  readonly result?: RunResult;
};

/** The exchange of a run as a sequence of messages: to read, to look at, and to search. */
export function TraceCard({ run, result }: TraceCardProps) {
  const trace = useMemo(() => traceOf(run), [run]);
  const [view, setView] = useState<keyof typeof VIEWS>('list');
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const messages = messagesOf(trace);
  const found = useMemo(() => searchTrace(messagesOf(trace), query), [trace, query]);
  if (messages.length === 0) return null;
  return (
    <Card
      title="Trace"
      aside={
        <>
          {result === undefined ? null : <ExportHar run={run} result={result} />}
          <Choice name="View of the trace" options={VIEWS} value={view} onChange={setView} />
        </>
      }
    >
      <div className={styles.search}>
        <input
          type="search"
          aria-label="Search the trace"
          placeholder="Search the trace"
          // Browsers keep what is typed into other fields: it may be a token.
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <span role="status" className={styles.count}>
          {query === '' ? '' : countInWords(found.length, messages.length)}
        </span>
      </div>
      <SearchedText value={query}>
        {view === 'list' ? (
          <MessageList startedAt={trace.startedAt} messages={found} />
        ) : (
          <SequenceDiagram run={run} trace={trace} found={found} isSearched={query !== ''} />
        )}
      </SearchedText>
    </Card>
  );
}

function countInWords(found: number, all: number): string {
  return `${found} of ${all === 1 ? '1 message matches' : `${all} messages match`}`;
}
