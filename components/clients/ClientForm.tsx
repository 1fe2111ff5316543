import { useEffect, useRef, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import { type ClientFormValues, fromForm, isSameForm } from '@/utils/clients/client-form';
import { checkClientForm } from '@/utils/clients/client-form-rules';
import { useAccessLookup } from '@/utils/state/access-store';
import { saveClient, useClientList } from '@/utils/state/clients-store';
import { type ClientDraft, dropDraft, keepDraft } from '@/utils/state/drafts';
import type { ServerMetadata } from '@/utils/oauth/server-metadata';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import { Pill } from '../common/Pill';
import { useRunActions } from '../runs/use-run-actions';
import styles from './ClientForm.module.css';
import { CredentialsSection } from './form/CredentialsSection';
import { FormMessagesContext } from './form/form-context';
import { IdentitySection } from './form/IdentitySection';
import { RedirectSection } from './form/RedirectSection';
import { RequestSection } from './form/RequestSection';
import { ServerSection } from './form/ServerSection';

type Outcome = { readonly ok: boolean; readonly message: string };
const SAVED: Outcome = { ok: true, message: 'Saved' };

type ClientFormProps = {
  readonly draft: ClientDraft;
  /** The form of what is stored; undefined while the client is new. */
  readonly saved: ClientFormValues | undefined;
  /** It was stored a moment ago, by another page. */
  readonly isJustSaved?: boolean;
  /** Called when the client was stored. */
  readonly onSaved?: () => void;
};

/** The registration of a client. What is typed is kept at once, so that no reload loses it. */
export function ClientForm({ draft, saved, isJustSaved = false, onSaved }: ClientFormProps) {
  const { id, slug } = draft;
  const formRef = useRef<HTMLFormElement>(null);
  const [outcome, setOutcome] = useState<Outcome | undefined>(isJustSaved ? SAVED : undefined);
  const [server, setServer] = useState<ServerMetadata>();
  const { message: runMessage, run } = useRunActions();
  const form = useForm<ClientFormValues>({ defaultValues: structuredClone(draft.values) });
  const values = useWatch({ control: form.control }) as ClientFormValues;
  const others = useClientList().filter((client) => client.id !== id);
  const messages = checkClientForm(values, others);
  const client = fromForm(values, { id, slug });
  const isChanged = !isSameForm(values, saved);
  useAccessLookup([client]);
  useKeptDraft({ id, slug, values }, saved === undefined, isChanged);

  const save = async (): Promise<boolean> => {
    setOutcome(undefined);
    // Marks the form as submitted, so that every error is shown.
    await form.handleSubmit(() => undefined)();
    const count = Object.keys(messages.errors).length;
    if (count > 0) {
      const fields = count === 1 ? '1 field needs' : `${count} fields need`;
      setOutcome({ ok: false, message: `Not saved: ${fields} correction.` });
      formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return false;
    }
    try {
      await saveClient(client, values.clientSecret);
      await dropDraft(saved === undefined ? undefined : id);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setOutcome({ ok: false, message: `Not saved: ${reason}` });
      return false;
    }
    setOutcome(SAVED);
    onSaved?.();
    return true;
  };

  return (
    <FormProvider {...form}>
      <FormMessagesContext value={messages}>
        <form
          ref={formRef}
          className={styles.form}
          aria-label="Client"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void save();
          }}
        >
          <div className={styles.sections}>
            <IdentitySection />
            <ServerSection onDiscovered={setServer} />
            <CredentialsSection />
            <RedirectSection slug={draft.slug} />
            <RequestSection offeredScopes={server?.scopes_supported ?? []} />
          </div>
          <div className={styles.actions}>
            <Button type="submit" icon="check">
              Save client
            </Button>
            <Button kind="primary" icon="play" onClick={() => run(client, save)}>
              Run flow
            </Button>
            <span className={styles.state}>
              {isChanged ? 'Not saved yet; kept here until you do. Run flow saves first.' : ''}
            </span>
            <div role="status">
              {outcome === undefined ? null : (
                <Pill tone={outcome.ok ? 'good' : 'bad'}>{outcome.message}</Pill>
              )}
            </div>
            {runMessage === undefined ? null : (
              <Notice tone="bad" role="alert">
                {runMessage}
              </Notice>
            )}
          </div>
        </form>
      </FormMessagesContext>
    </FormProvider>
  );
}

/** Keeps the form on every change, and forgets it when it says what is stored. */
function useKeptDraft(draft: ClientDraft, isNew: boolean, isChanged: boolean): void {
  const formId = isNew ? undefined : draft.id;
  const text = JSON.stringify(draft);
  const isFirst = useRef(true);
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else void (isChanged ? keepDraft(formId, JSON.parse(text) as ClientDraft) : dropDraft(formId));
  }, [formId, text, isChanged]);
}
