import { useRef, useState } from 'react';
import { exportToFile, importFromText } from '@/utils/state/client-files';
import { useClientList } from '@/utils/state/clients-store';
import { clearAllData } from '@/utils/state/runs-store';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Notice } from '../common/Notice';
import { KeptRunsSettings } from '../history/KeptRunsSettings';
import { VaultCard } from './VaultCard';
import styles from './SettingsPage.module.css';

const MAX_FILE_BYTES = 20_000_000;

type Outcome = { readonly ok: boolean; readonly message: string };

/** Clients in and out, the vault, and the way to be rid of everything. */
export function SettingsPage() {
  const fileInput = useRef<HTMLInputElement>(null);
  const [isAsking, setAsking] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const clients = useClientList();

  const report = async (action: () => Promise<Outcome>) => {
    setOutcome(undefined);
    try {
      setOutcome(await action());
    } catch (error) {
      setOutcome({ ok: false, message: error instanceof Error ? error.message : String(error) });
    }
  };
  const exportAll = async (): Promise<Outcome> => {
    await exportToFile();
    const count = clients.length === 1 ? '1 client was' : `${clients.length} clients were`;
    return { ok: true, message: `${count} exported, without secrets.` };
  };

  return (
    <div className={styles.page}>
      <h1>Settings</h1>
      {outcome === undefined ? null : (
        <Notice tone={outcome.ok ? 'good' : 'bad'} role={outcome.ok ? 'status' : 'alert'}>
          {outcome.message}
        </Notice>
      )}
      <Card title="Clients">
        <div className={styles.setting}>
          <p>
            Clients travel as a JSON file that uses the names of RFC 7591. Secrets are never part of
            it. An import adds clients and changes none.
          </p>
          <Button disabled={clients.length === 0} onClick={() => void report(exportAll)}>
            Export clients
          </Button>
          <Button onClick={() => fileInput.current?.click()}>Import clients</Button>
          <input
            ref={fileInput}
            type="file"
            accept="application/json,.json"
            aria-label="File of clients"
            hidden
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              if (file !== undefined) void report(() => importFile(file));
              event.target.value = '';
            }}
          />
        </div>
      </Card>
      <VaultCard />
      <KeptRunsSettings />
      <Card title="Data">
        <div className={styles.setting}>
          <p>
            Clients are stored in this browser. Runs, tokens and secrets are kept in memory and die
            with it, but for secrets that the vault remembers and runs that you keep: those are
            stored too, sealed or redacted. Nothing is sent anywhere but to the servers of your
            clients.
          </p>
          <Button kind="danger" onClick={() => setAsking(true)}>
            Clear all data
          </Button>
        </div>
      </Card>
      <ConfirmDialog
        isOpen={isAsking}
        title="Clear all data?"
        description="Every client, secret, draft and run is removed from this browser, kept runs too, and the vault with them. Export the clients first if you want to keep them."
        action="Clear everything"
        onConfirm={() => void report(clear)}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}

async function importFile(file: File): Promise<Outcome> {
  return file.size > MAX_FILE_BYTES
    ? { ok: false, message: 'The file is larger than 20 MB. Nothing was imported.' }
    : importFromText(await file.text());
}

async function clear(): Promise<Outcome> {
  const reply = await clearAllData();
  return reply.ok ? { ok: true, message: 'Everything was removed.' } : reply;
}
