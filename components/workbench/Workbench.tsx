import { type ReactNode, useEffect, useRef } from 'react';
import { Link, Redirect, Route, Router, Switch, useLocation } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { useVaultActivity } from '@/utils/state/vault-store';
import { WANTED } from '../clients/focus-setting';
import { ClientPage } from '../clients/ClientPage';
import { ClientsPage } from '../clients/ClientsPage';
import { FromRequestPage } from '../clients/FromRequestPage';
import { NewClientPage } from '../clients/NewClientPage';
import { ComparePage } from '../comparison/ComparePage';
import { InspectPage } from '../inspect/InspectPage';
import { RunPage } from '../runs/RunPage';
import { RunsPage } from '../runs/RunsPage';
import { SettingsPage } from '../settings/SettingsPage';
import styles from './Workbench.module.css';

const PRODUCT = 'OAuth Workbench';

const VIEWS = [
  ['/clients', 'Clients'],
  ['/runs', 'Runs'],
  ['/inspect', 'Inspect'],
  ['/settings', 'Settings'],
] as const;

/** The workbench: every view has an address of its own. */
export function Workbench() {
  useVaultActivity();
  return (
    // The router takes its source of locations as a hook.
    // oxlint-disable-next-line react/hooks
    <Router hook={useHashLocation}>
      <div className={styles.workbench}>
        <header className={styles.side}>
          <div className={styles.top}>
            <p className={styles.name}>
              <img src="/icon/32.png" alt="" width={18} height={18} /> OAuth Workbench
            </p>
            <Navigation />
          </div>
        </header>
        <Main>
          <Switch>
            <Route path="/clients" component={ClientsPage} />
            <Route path="/clients/new" component={NewClientPage} />
            <Route path="/clients/new/from-request" component={FromRequestPage} />
            <Route path="/clients/:id/:setting?">
              {({ id, setting }) => <ClientPage clientId={id} setting={setting} />}
            </Route>
            <Route path="/runs" component={RunsPage} />
            <Route path="/runs/compare/:a/:b">{({ a, b }) => <ComparePage a={a} b={b} />}</Route>
            <Route path="/runs/:id">{({ id }) => <RunPage runId={id} />}</Route>
            <Route path="/inspect" component={InspectPage} />
            <Route path="/settings" component={SettingsPage} />
            <Route>
              <Redirect to="/clients" replace />
            </Route>
          </Switch>
        </Main>
      </div>
    </Router>
  );
}

/** Moves the focus to a view that one goes to, and names the tab after it, as a page of its own would. */
function Main({ children }: { readonly children: ReactNode }) {
  const [location] = useLocation();
  const ref = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    const view = VIEWS.find(([path]) => location.startsWith(path));
    document.title = view === undefined ? PRODUCT : `${view[1]} – ${PRODUCT}`;
    if (isFirst.current) isFirst.current = false;
    // A field that one was led to keeps the focus.
    else if (ref.current?.querySelector(`[${WANTED}]`) === null) ref.current.focus();
  }, [location]);
  return (
    <main ref={ref} className={styles.main} tabIndex={-1}>
      {children}
    </main>
  );
}

function Navigation() {
  const [location] = useLocation();
  return (
    <nav aria-label="Workbench" className={styles.navigation}>
      {VIEWS.map(([path, name]) => (
        <Link
          key={path}
          href={path}
          className={styles.link}
          aria-current={location.startsWith(path) ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
