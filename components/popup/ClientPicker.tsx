import { type KeyboardEvent, useRef, useState } from 'react';
import { type Client, searchClients } from '@/utils/clients/client';
import { describeClient } from '@/utils/clients/describe-client';
import { providerName } from '@/utils/clients/providers';
import { askForRun, useAccessLookup } from '@/utils/state/access-store';
import { workbenchUrl } from '@/utils/state/browser-facts';
import { useClients } from '@/utils/state/clients-store';
import { startRun } from '@/utils/state/runs-store';
import { Button } from '../common/Button';
import { ClientMark } from '../common/ClientMark';
import { Notice } from '../common/Notice';
import { RefusalNotice } from '../runs/RefusalNotice';
import { useGrowingList } from '../common/use-growing-list';
import styles from './ClientPicker.module.css';

const STEP = 60;

/** Finds a client and runs it; from the keyboard alone: type, arrow, Enter. */
export function ClientPicker() {
  const state = useClients();
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState(0);
  const clients = state.status === 'ready' ? state.clients : [];
  const found = searchClients(clients, query, providerName);
  const { shown, endRef } = useGrowingList(found, STEP);
  const listRef = useRef<HTMLUListElement>(null);
  useAccessLookup(shown);

  const run = (client: Client) => {
    // Both at once: the prompt closes the popup, and the worker goes on when access is given.
    void startRun(client.id);
    void askForRun(client);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const client = shown[selected];
    if (step !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(shown.length - 1, selected + step));
      setSelected(next);
      listRef.current?.children[next]?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && client !== undefined) {
      event.preventDefault();
      run(client);
    }
  };

  return (
    <>
      <input
        className={styles.search}
        type="search"
        aria-label="Search clients"
        placeholder={placeholderFor(clients.length)}
        // The popup opens for this; nothing else is in it yet that could be read first.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setSelected(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.message}>
        <RefusalNotice />
      </div>
      <div className={styles.scroller}>
        <ul ref={listRef} aria-label="Clients">
          {shown.map((client, index) => (
            <li
              key={client.id}
              className={`${styles.item} ${index === selected ? styles.selected : ''}`}
            >
              <ClientMark label={client.label} />
              <span className={styles.words}>
                <span className={styles.label}>{client.label}</span>
                <span className={styles.quiet}>{describeClient(client)}</span>
              </span>
              <Button
                size="small"
                kind={index === selected ? 'primary' : 'plain'}
                aria-label={`Run ${client.label}`}
                onFocus={() => setSelected(index)}
                onClick={() => run(client)}
              >
                {index === selected ? 'Run ⏎' : 'Run'}
              </Button>
            </li>
          ))}
        </ul>
        <div ref={endRef} />
      </div>
      <Absence state={state} isSearching={query !== ''} count={found.length} />
    </>
  );
}

type AbsenceProps = {
  readonly state: ReturnType<typeof useClients>;
  readonly isSearching: boolean;
  readonly count: number;
};

/** Why no client is shown, and what to do. */
function Absence({ state, isSearching, count }: AbsenceProps) {
  if (state.status === 'loading' || count > 0) return null;
  if (state.status === 'refused') {
    return (
      <Notice tone="bad" role="alert">
        {state.message}
      </Notice>
    );
  }
  return isSearching ? (
    <p className={styles.absence}>No client matches.</p>
  ) : (
    <p className={styles.absence}>
      No client yet.{' '}
      <a href={workbenchUrl('#/clients/new')} target="_blank" rel="noopener">
        Add the first one
      </a>{' '}
      in the workbench.
    </p>
  );
}

function placeholderFor(count: number): string {
  if (count === 0) return 'Search clients';
  return count === 1 ? 'Search 1 client' : `Search ${count.toLocaleString('en')} clients`;
}
