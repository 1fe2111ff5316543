import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { Client } from '@/utils/clients/client';
import { toForm } from '@/utils/clients/client-form';
import type { ClientSetting } from '@/utils/diagnosis/diagnosis';
import { deleteClient, duplicateClient, useClients } from '@/utils/state/clients-store';
import { useSecretValues } from '@/utils/state/secrets-store';
import { type ClientDraft, dropDraft, loadClientDraft } from '@/utils/state/drafts';
import { Button } from '../common/Button';
import { ClientHeading } from '../common/ClientHeading';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { EmptyState } from '../common/EmptyState';
import { Notice } from '../common/Notice';
import { isSetting } from '../diagnosis/setting-names';
import { ClientForm } from './ClientForm';
import styles from './ClientPage.module.css';
import { useIsJustSaved } from './just-saved';
import { useRequestArrival } from './request-arrival';
import { RequestNotice } from './RequestNotice';

type ClientPageProps = {
  readonly clientId: string;
  /** The setting that the address leads to, as it came. */
  readonly setting?: string | undefined;
};

/** A stored client. */
export function ClientPage({ clientId, setting }: ClientPageProps) {
  const state = useClients();
  const secrets = useSecretValues();
  if (state.status === 'loading' || secrets === 'loading') return null;
  if (state.status === 'refused') {
    return (
      <Notice tone="bad" role="alert">
        {state.message}
      </Notice>
    );
  }
  const client = state.clients.find(({ id }) => id === clientId);
  return client === undefined ? (
    <EmptyState title="This client is not here">
      It may have been deleted. <a href="#/clients">See all clients</a>
    </EmptyState>
  ) : (
    <StoredClient
      key={clientId}
      client={client}
      secrets={secrets[clientId] ?? {}}
      setting={setting !== undefined && isSetting(setting) ? setting : undefined}
    />
  );
}

type StoredClientProps = {
  readonly client: Client;
  readonly secrets: Readonly<Record<string, string>>;
  readonly setting: ClientSetting | undefined;
};

function StoredClient({ client, secrets, setting }: StoredClientProps) {
  const [, navigate] = useLocation();
  const [isAsking, setAsking] = useState(false);
  const isJustSaved = useIsJustSaved();
  const arrival = useRequestArrival();
  const saved = toForm(client, secrets);
  const draft = useDraftOf(client.id);
  if (draft === 'loading') return null;

  const remove = async () => {
    await deleteClient(client.id);
    await dropDraft(client.id);
    navigate('/clients');
  };
  const duplicate = async () => {
    const copy = await duplicateClient(client);
    navigate(`/clients/${copy.id}`);
  };
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <ClientHeading client={client} />
        <Button icon="copy" onClick={() => void duplicate()}>
          Duplicate client
        </Button>
        <Button kind="danger" onClick={() => setAsking(true)}>
          Delete client
        </Button>
      </header>
      {arrival === undefined ? null : <RequestNotice client={client} arrival={arrival} />}
      <ClientForm
        draft={draft ?? { id: client.id, slug: client.slug, values: saved }}
        saved={saved}
        isJustSaved={isJustSaved}
        setting={setting}
      />
      <ConfirmDialog
        isOpen={isAsking}
        title={`Delete “${client.label}”?`}
        description="The client and its secrets are removed from this browser. At the provider nothing changes."
        action="Delete"
        onConfirm={() => void remove()}
        onClose={() => setAsking(false)}
      />
    </div>
  );
}

/** What was left unsaved of a client, if anything. Read once: from then on the form is the truth. */
function useDraftOf(clientId: string): ClientDraft | undefined | 'loading' {
  const [draft, setDraft] = useState<ClientDraft | undefined | 'loading'>('loading');
  useEffect(() => {
    void loadClientDraft(clientId).then(setDraft);
  }, [clientId]);
  return draft;
}
