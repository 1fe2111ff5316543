import { useEffect, useRef, useState } from 'react';
import { FormProvider, useForm, useWatch } from 'react-hook-form';
import type { Parameter } from '@/utils/clients/client';
import {
  type ClientFormValues,
  emptyForm,
  fromForm,
  isSameForm,
  keptSecrets,
  type SecretFormValue,
  toForm,
} from '@/utils/clients/client-form';
import { extensionRedirectUriOf, redirectOf } from '@/utils/clients/redirect';
import { checkClientForm } from '@/utils/clients/client-form-rules';
import { breachesOf, type RegistrationFacts } from '@/utils/clients/registration-rules';
import { templateOf } from '@/utils/clients/templates/all-templates';
import { useAccessLookup } from '@/utils/state/access-store';
import { extensionRedirectBase } from '@/utils/state/browser-facts';
import { useVault } from '@/utils/state/vault-store';
import { saveClient, useClientList, withNewIdentity } from '@/utils/state/clients-store';
import { type ClientDraft, dropDraft } from '@/utils/state/drafts';
import { writeSecrets } from '@/utils/state/secrets-store';
import type { ClientSetting } from '@/utils/diagnosis/diagnosis';
import type { ServerMetadata } from '@/utils/oauth/server-metadata';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import { Pill } from '../common/Pill';
import { RefusalNotice } from '../runs/RefusalNotice';
import { RunVariants } from '../runs/RunVariants';
import { useRunActions } from '../runs/use-run-actions';
import styles from './ClientForm.module.css';
import { focusSetting } from './focus-setting';
import { type FormSurroundings, FormSurroundingsContext } from './form/form-context';
import { FormSection } from './form/FormSection';
import { IdentitySection } from './form/IdentitySection';
import { TemplateField } from './form/TemplateField';
import { RuleNotice } from './RuleNotice';
import { useKeptDraft } from './use-kept-draft';
import { useStoredChanges } from './use-stored-changes';

/** What came of saving: what was stored as, or why it was not. */
type Outcome =
  | { readonly ok: true; readonly form: ClientFormValues }
  | { readonly ok: false; readonly message: string };

/** What is to be done once the rules of the provider were read: to save, or to run as well. */
type Wanted = 'save' | { readonly overrides: readonly Parameter[] };

type ClientFormProps = {
  readonly draft: ClientDraft;
  /** The form of what is stored; undefined while the client is new. */
  readonly saved: ClientFormValues | undefined;
  /** It was stored a moment ago, by another page. */
  readonly isJustSaved?: boolean;
  /** The setting whose field is to have the focus. */
  readonly setting?: ClientSetting | undefined;
  /** Called when the client was stored. */
  readonly onSaved?: (clientId: string) => void;
};

/** The registration of a client. What is typed is kept at once, so that no reload loses it. */
export function ClientForm(props: ClientFormProps) {
  const { draft, saved, isJustSaved = false, setting, onSaved } = props;
  const { id, slug } = draft;
  const formRef = useRef<HTMLFormElement>(null);
  const hasSaved = useRef(false);
  const [outcome, setOutcome] = useState<Outcome | undefined>(
    isJustSaved ? { ok: true, form: draft.values } : undefined,
  );
  const [server, setServer] = useState<ServerMetadata>();
  const [image, setImage] = useState<RegistrationFacts['image']>();
  const [asked, setAsked] = useState<Wanted>();
  const { saveAndRun } = useRunActions();
  const form = useForm<ClientFormValues>({ defaultValues: structuredClone(draft.values) });
  const values = useWatch({ control: form.control }) as ClientFormValues;
  const stored = useClientList();
  const others = saved === undefined ? stored : stored.filter((other) => other.id !== id);
  // Of two clients with one client ID, one is a copy that is to get another.
  const isCopy = others.some(
    ({ provider, clientId }) => provider === saved?.provider && clientId === saved.clientId,
  );
  const isVaultLocked = useVault().status === 'locked';
  const client = fromForm(values, { id, slug }, isVaultLocked);
  const facts: RegistrationFacts = {
    ...(saved === undefined || isCopy ? {} : { storedClientId: saved.clientId }),
    ...(image === undefined ? {} : { image }),
    redirectUri: redirectOf(client, extensionRedirectBase()).uri,
  };
  const messages = checkClientForm(values, others, facts);
  // What was saved so before was said before.
  const known = saved === undefined ? [] : breachesOf(fromForm(saved, { id, slug }));
  const news = messages.breaches.filter(
    ({ rule, message }) =>
      !known.some((breach) => breach.rule === rule && breach.message === message),
  );
  const isChanged = !isSameForm(values, saved);
  useAccessLookup([client]);
  useKeptDraft({ id, slug, values }, saved === undefined, isChanged);

  useEffect(() => {
    if (setting !== undefined && formRef.current !== null) focusSetting(formRef.current, setting);
  }, [setting]);

  const followed = useStoredChanges(saved, values, form.reset);

  const save = async (wanted: Wanted, isOnPurpose = false): Promise<string | undefined> => {
    setOutcome(undefined);
    setAsked(undefined);
    // Marks the form as submitted, so that every error is shown.
    await form.handleSubmit(() => undefined)();
    const count = Object.keys(messages.errors).length;
    if (count > 0) {
      const fields = count === 1 ? '1 field needs' : `${count} fields need`;
      setOutcome({ ok: false, message: `Not saved: ${fields} correction.` });
      formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
      return undefined;
    }
    if (news.length > 0 && !isOnPurpose) {
      setAsked(wanted);
      return undefined;
    }
    // Another tab may have saved the form of a new client, from which this one began.
    const isTaken = !hasSaved.current && others.some((other) => other.id === id);
    hasSaved.current = true;
    const final = isTaken ? withNewIdentity(client) : client;
    try {
      const secrets = keptSecrets(values, isVaultLocked);
      const sealed = await writeSecrets(final.id, secrets);
      if (!sealed.ok) throw new Error(sealed.message);
      await saveClient(final);
      await dropDraft(saved === undefined ? undefined : id);
      // What is stored was made tidy: blanks around a value are gone, an empty label is filled.
      const shown = saved === undefined ? values : toForm(final, valuesOf(secrets));
      if (saved !== undefined) form.reset(structuredClone(shown));
      setOutcome({ ok: true, form: shown });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      setOutcome({ ok: false, message: `Not saved: ${reason}` });
      return undefined;
    }
    onSaved?.(final.id);
    return final.id;
  };

  const run = (overrides: readonly Parameter[]) =>
    saveAndRun(client, () => save({ overrides }), { overrides });

  const surroundings: FormSurroundings = {
    id,
    slug,
    extensionRedirectUri: extensionRedirectUriOf(client, extensionRedirectBase()),
    messages,
    facts,
    setImage,
    server,
    setServer,
  };
  return (
    <FormProvider {...form}>
      <FormSurroundingsContext value={surroundings}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <form
          ref={formRef}
          className={styles.form}
          aria-label="Client"
          noValidate
          // A press must not leave the field first: its message would move the button from under the pointer.
          onMouseDown={(event) => {
            if (event.target instanceof Element && event.target.closest('button, summary')) {
              event.preventDefault();
            }
          }}
          onSubmit={(event) => {
            event.preventDefault();
            void save('save');
          }}
        >
          <div className={styles.sections}>
            <IdentitySection />
            {templateOf(values.provider).form.map(({ title, note, fields }) => (
              <FormSection key={title} title={title} note={note}>
                {fields.map((field) => (
                  <TemplateField
                    key={'name' in field ? `${values.provider} ${field.name}` : field.kind}
                    field={field}
                  />
                ))}
              </FormSection>
            ))}
          </div>
          {followed.isOutdated ? (
            <Notice tone="caution" role="status">
              This client was changed elsewhere since you opened it. Saving replaces that; “Discard
              changes” shows it.
            </Notice>
          ) : null}
          <RefusalNotice />
          <div className={styles.actions}>
            {asked !== undefined && news.length > 0 ? (
              <div className={styles.question}>
                <RuleNotice
                  breaches={news}
                  onSave={() =>
                    asked === 'save'
                      ? void save(asked, true)
                      : saveAndRun(client, () => save(asked, true), asked)
                  }
                />
              </div>
            ) : null}
            <Button type="submit" icon="check">
              Save client
            </Button>
            <Button kind="primary" icon="play" onClick={() => run([])}>
              Run flow
            </Button>
            <span className={styles.state}>
              {isChanged ? 'Not saved yet; kept here until you do. Run flow saves first.' : ''}
            </span>
            <div role="status">
              {outcome === undefined ? null : <OutcomePill outcome={outcome} values={values} />}
            </div>
            {saved === undefined && !isSameForm(values, emptyForm(values.provider)) ? (
              <Button
                kind="quiet"
                onClick={() => form.reset(structuredClone(emptyForm('generic-oidc')))}
              >
                Start over
              </Button>
            ) : null}
            {isChanged && saved !== undefined ? (
              <Button kind="quiet" onClick={followed.takeOver}>
                Discard changes
              </Button>
            ) : null}
            {values.grantType === 'authorization_code' ? (
              <div className={styles.variants}>
                <RunVariants onRun={run} />
              </div>
            ) : null}
          </div>
        </form>
      </FormSurroundingsContext>
    </FormProvider>
  );
}

type OutcomePillProps = { readonly outcome: Outcome; readonly values: ClientFormValues };

/** Says that the form is saved for as long as that is so, or why it is not. */
function OutcomePill({ outcome, values }: OutcomePillProps) {
  if (!outcome.ok) return <Pill tone="bad">{outcome.message}</Pill>;
  return isSameForm(values, outcome.form) ? <Pill tone="good">Saved</Pill> : null;
}

function valuesOf(secrets: readonly SecretFormValue[]): Readonly<Record<string, string>> {
  return Object.fromEntries(secrets.map(({ id, value }) => [id, value]));
}
