import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { JUST_SAVED } from './just-saved';
import { type ClientDraft, loadNewClientDraft } from '@/utils/state/drafts';
import { ClientForm } from './ClientForm';
import styles from './ClientPage.module.css';

/** The form of a new client. */
export function NewClientPage() {
  const [draft, setDraft] = useState<ClientDraft>();
  const [, navigate] = useLocation();
  useEffect(() => {
    void loadNewClientDraft().then(setDraft);
  }, []);
  if (draft === undefined) return null;
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1>New client</h1>
      </header>
      <ClientForm
        draft={draft}
        saved={undefined}
        onSaved={(id) => navigate(`/clients/${id}`, { replace: true, state: JUST_SAVED })}
      />
    </div>
  );
}
