import { useLatestRunId } from '@/utils/state/runs-store';
import { workbenchUrl } from '@/utils/state/browser-facts';
import { useVaultActivity } from '@/utils/state/vault-store';
import { Icon } from '../common/Icon';
import { ClientPicker } from './ClientPicker';
import { LastRun } from './LastRun';
import { PageRequest } from './PageRequest';
import { PasteToken } from './PasteToken';
import styles from './Popup.module.css';

/** The toolbar popup: find a client, run it, see what came of it. */
export function Popup() {
  const runId = useLatestRunId();
  useVaultActivity();
  return (
    <>
      <main className={styles.main}>
        <header className={styles.header}>
          <img src="/icon/32.png" alt="" width={18} height={18} />
          <h1 className={styles.name}>OAuth Workbench</h1>
          <a
            className={styles.open}
            href={workbenchUrl('#/clients')}
            target="_blank"
            rel="noopener"
          >
            Open workbench <Icon name="open" />
          </a>
        </header>
        <PageRequest />
        <ClientPicker />
        <LastRun runId={runId} />
      </main>
      <footer className={styles.footer}>
        <PasteToken />
      </footer>
    </>
  );
}
