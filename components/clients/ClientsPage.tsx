import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { type Client, searchClients } from '@/utils/clients/client';
import { describeClient } from '@/utils/clients/describe-client';
import { providerName } from '@/utils/clients/providers';
import { breachesOf } from '@/utils/clients/registration-rules';
import { useAccessLookup } from '@/utils/state/access-store';
import { useClients } from '@/utils/state/clients-store';
import { Button } from '../common/Button';
import { ClientMark } from '../common/ClientMark';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import { Pill } from '../common/Pill';
import { useGrowingList } from '../common/use-growing-list';
import { RefusalNotice } from '../runs/RefusalNotice';
import { useRunActions } from '../runs/use-run-actions';
import styles from './ClientsPage.module.css';

const STEP = 100;

/** Every client: find it, open it, run it. */
export function ClientsPage() {
  const state = useClients();
  const [query, setQuery] = useState('');
  const clients = state.status === 'ready' ? state.clients : [];
  const found = searchClients(clients, query, providerName);
  const { shown, endRef } = useGrowingList(found, STEP);
  const { run } = useRunActions();
  const [, navigate] = useLocation();
  useAccessLookup(shown);
  if (state.status === 'loading') return null;
  if (state.status === 'refused') {
    return (
      <Notice tone="bad" role="alert">
        {state.message}
      </Notice>
    );
  }
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>Clients</h1>
        {clients.length === 0 ? null : (
          <input
            className={styles.search}
            type="search"
            aria-label="Search clients"
            placeholder={`Search ${clients.length === 1 ? '1 client' : `${clients.length} clients`}`}
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        )}
        <Button kind="primary" icon="plus" onClick={() => navigate('/clients/new')}>
          New client
        </Button>
      </header>
      <RefusalNotice />
      {state.unreadable.length === 0 ? null : (
        <Notice tone="caution">
          {state.unreadable.length === 1
            ? '1 stored client cannot be read'
            : `${state.unreadable.length} stored clients cannot be read`}
          {` (${state.unreadable[0]?.message}). What is stored is kept as it is.`}
        </Notice>
      )}
      <div className={styles.list}>
        {clients.length === 0 ? (
          <EmptyState title="No client yet">
            <span>
              Register a client at your provider, with the redirect URI that the form shows, and
              describe it here. Its secret stays in memory.
            </span>
            <Button kind="primary" icon="plus" onClick={() => navigate('/clients/new')}>
              Add the first client
            </Button>
          </EmptyState>
        ) : null}
        {clients.length > 0 && found.length === 0 ? (
          <EmptyState title={`No client matches “${query}”`}>
            <Button onClick={() => setQuery('')}>Clear the search</Button>
          </EmptyState>
        ) : null}
        <ul aria-label="Clients">
          {shown.map((client) => (
            <li key={client.id} className={styles.item}>
              <ClientMark label={client.label} />
              <div className={styles.words}>
                <Link className={styles.label} href={`/clients/${client.id}`}>
                  {client.label}
                </Link>
                <span className={styles.quiet}>{describeClient(client)}</span>
                <RuleMark client={client} />
              </div>
              <Button
                size="small"
                icon="play"
                aria-label={`Run ${client.label}`}
                onClick={() => run(client)}
              >
                Run
              </Button>
            </li>
          ))}
        </ul>
        <div ref={endRef} />
      </div>
    </div>
  );
}

/** Marks a client that its provider would not register as it is. */
function RuleMark({ client }: { readonly client: Client }) {
  const { length } = breachesOf(client);
  return length === 0 ? null : (
    <Pill tone="caution">
      {`Breaks ${length === 1 ? '1 rule' : `${length} rules`} of ${providerName(client.provider)}`}
    </Pill>
  );
}
