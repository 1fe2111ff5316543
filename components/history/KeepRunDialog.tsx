import { Dialog } from '@base-ui/react/dialog';
import { type SyntheticEvent, useId, useRef, useState } from 'react';
import { KEPT_AS, type KeptAs, MAX_NOTE } from '@/utils/history/kept-run';
import { keep, type KeptOutcome, useForgettingNotice } from '@/utils/state/kept-runs-store';
import { useVault } from '@/utils/state/vault-store';
import { Field } from '../clients/form/Field';
import { Button } from '../common/Button';
import dialogs from '../common/ConfirmDialog.module.css';
import { Notice } from '../common/Notice';
import { PassphraseForm } from '../vault/PassphraseForm';
import styles from './KeepRunDialog.module.css';

type KeepRunDialogProps = {
  readonly runId: string;
  readonly onKept: (outcome: KeptOutcome) => void;
  readonly onClose: () => void;
};

const CHOICES = {
  redacted: {
    label: 'Redacted',
    hint: 'Tokens, codes, secrets, cookies and what says who somebody is are taken out before anything is stored. You see later what happened, but cannot use the tokens.',
  },
  sealed: {
    label: 'Whole, sealed in the vault',
    hint: 'Everything is kept as it is, and can be read only while the vault is open.',
  },
} as const satisfies Record<KeptAs, { readonly label: string; readonly hint: string }>;

/** Asks how a run is to be kept, and what it is to be called. */
export function KeepRunDialog({ runId, onKept, onClose }: KeepRunDialogProps) {
  const [keptAs, setKeptAs] = useState<KeptAs>('redacted');
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const vault = useVault();
  const forgetting = useForgettingNotice(runId);
  const formId = useId();
  // What opened the dialog gives way to what came of it: the focus must not return there.
  const isKept = useRef(false);
  const isVaultMissing = keptAs === 'sealed' && vault.status !== 'open';

  const submit = async () => {
    setBusy(true);
    setRefusal(undefined);
    const outcome = await keep({ runId, as: keptAs, note: note.trim() });
    setBusy(false);
    isKept.current = outcome.ok;
    if (outcome.ok) onKept(outcome);
    else setRefusal(outcome.message);
  };

  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialogs.backdrop ?? ''} />
        <Dialog.Popup
          className={`${dialogs.popup} ${styles.popup}`}
          finalFocus={() => !isKept.current}
        >
          <Dialog.Title>Keep this run</Dialog.Title>
          <Dialog.Description className={dialogs.description ?? ''}>
            It stays on this device when the browser closes, until you forget it.
          </Dialog.Description>
          <form
            id={formId}
            className={styles.form}
            aria-busy={isBusy}
            onSubmit={(event: SyntheticEvent) => {
              event.preventDefault();
              if (!isBusy && !isVaultMissing) void submit();
            }}
          >
            <fieldset className={styles.choices}>
              <legend>How</legend>
              {KEPT_AS.map((choice) => (
                <label key={choice} className={styles.choice}>
                  <input
                    type="radio"
                    name="kept-as"
                    aria-label={CHOICES[choice].label}
                    aria-describedby={`${formId}-${choice}`}
                    checked={keptAs === choice}
                    onChange={() => setKeptAs(choice)}
                  />
                  <span>
                    <span>{CHOICES[choice].label}</span>
                    <span id={`${formId}-${choice}`} className={styles.hint}>
                      {CHOICES[choice].hint}
                    </span>
                  </span>
                </label>
              ))}
            </fieldset>
            <Field
              label="Note"
              hint="Optional. It is shown in the list and is not sealed: write no secret into it. Values of this run are taken out of it."
              control={(attributes) => (
                <input
                  {...attributes}
                  type="text"
                  autoComplete="off"
                  maxLength={MAX_NOTE}
                  value={note}
                  onChange={({ target }) => setNote(target.value)}
                />
              )}
            />
          </form>
          {isVaultMissing ? <VaultNeeded status={vault.status} /> : null}
          {forgetting === undefined ? null : (
            <Notice tone="caution" role="status">
              {forgetting}
            </Notice>
          )}
          {refusal === undefined ? null : (
            <Notice tone="bad" role="alert">
              {refusal}
            </Notice>
          )}
          <div className={dialogs.actions}>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" form={formId} kind="primary" disabled={isBusy || isVaultMissing}>
              Keep run
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type VaultStatus = ReturnType<typeof useVault>['status'];

/** Nothing can be sealed before there is a vault, and it is open. */
function VaultNeeded({ status }: { readonly status: VaultStatus }) {
  switch (status) {
    case 'none':
      return (
        <Notice tone="note">
          <p>There is no vault yet. Choose a passphrase to create one; the run is sealed in it.</p>
          <PassphraseForm mode="create" />
        </Notice>
      );
    case 'locked':
      return (
        <Notice tone="note">
          <p>The vault is locked. Unlock it to seal the run in it.</p>
          <PassphraseForm mode="unlock" />
        </Notice>
      );
    case 'unreadable':
      return (
        <Notice tone="bad">
          <p>
            The vault cannot be read. See <a href="#/settings">Settings</a>.
          </p>
        </Notice>
      );
    case 'loading':
    case 'open':
      return null;
  }
}
