import { type ReactNode, type SyntheticEvent, useState } from 'react';
import { MIN_PASSPHRASE, normalisePassphrase, passphraseProblem } from '@/utils/vault/passphrase';
import { changePassphrase, createVault, unlockVault } from '@/utils/state/vault-store';
import { Field } from '../clients/form/Field';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import styles from './PassphraseForm.module.css';

type Mode = 'create' | 'unlock' | 'change';

type PassphraseFormProps = {
  readonly mode: Mode;
  /** Called once the worker has done it. */
  readonly onDone?: () => void;
  /** Where given, there is a way out. */
  readonly onCancel?: () => void;
};

const ACTIONS = {
  create: 'Create vault',
  unlock: 'Unlock vault',
  change: 'Change passphrase',
} as const satisfies Record<Mode, string>;

/** Asks for the passphrase of the vault: a new one, the one it has, or both. */
export function PassphraseForm({ mode, onDone, onCancel }: PassphraseFormProps) {
  const [current, setCurrent] = useState('');
  const [chosen, setChosen] = useState('');
  const [repeated, setRepeated] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const submit = async () => {
    const problem = mode === 'unlock' ? undefined : problemOf(chosen, repeated);
    setError(problem);
    if (problem !== undefined) return;
    setBusy(true);
    const reply = await send(mode, current, chosen);
    setBusy(false);
    if (!reply.ok) {
      setError(reply.message);
      return;
    }
    setCurrent('');
    setChosen('');
    setRepeated('');
    onDone?.();
  };

  return (
    <form
      className={styles.form}
      aria-busy={isBusy}
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      {mode === 'create' ? null : (
        <PassphraseField
          label={mode === 'unlock' ? 'Vault passphrase' : 'Current passphrase'}
          value={current}
          onChange={setCurrent}
        />
      )}
      {mode === 'unlock' ? null : (
        <>
          <PassphraseField
            label={mode === 'create' ? 'Vault passphrase' : 'New passphrase'}
            hint={`At least ${MIN_PASSPHRASE} characters. It is stored nowhere and cannot be recovered.`}
            value={chosen}
            onChange={setChosen}
          />
          <PassphraseField label="Repeat passphrase" value={repeated} onChange={setRepeated} />
        </>
      )}
      {error === undefined ? null : (
        <Notice tone="bad" role="alert">
          {error}
        </Notice>
      )}
      <div className={styles.actions}>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {ACTIONS[mode]}
        </Button>
        {onCancel === undefined ? null : <Button onClick={onCancel}>Cancel</Button>}
      </div>
    </form>
  );
}

type PassphraseFieldProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
};

function PassphraseField({ label, hint, value, onChange }: PassphraseFieldProps) {
  return (
    <Field
      label={label}
      hint={hint}
      control={(attributes) => (
        <input
          {...attributes}
          type="password"
          // A browser that kept the passphrase would keep the key beside the lock.
          autoComplete="off"
          spellCheck={false}
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    />
  );
}

function problemOf(chosen: string, repeated: string): string | undefined {
  const problem = passphraseProblem(chosen);
  if (problem !== undefined) return problem;
  return normalisePassphrase(chosen) === normalisePassphrase(repeated)
    ? undefined
    : 'The two passphrases differ. Type the same one twice.';
}

async function send(mode: Mode, current: string, chosen: string) {
  switch (mode) {
    case 'create':
      return createVault(chosen);
    case 'unlock':
      return unlockVault(current);
    case 'change':
      return changePassphrase(current, chosen);
  }
}
