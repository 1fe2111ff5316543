import { useEffect, useRef, useState } from 'react';
import type { SecretFormValue } from '@/utils/clients/client-form';
import { useVault } from '@/utils/state/vault-store';
import { Button } from '../../common/Button';
import { Notice } from '../../common/Notice';
import { VaultDialog } from '../../vault/VaultDialog';
import { Field } from './Field';
import { useFieldMessages } from './form-context';
import { SecretCheck } from './SecretCheck';
import { dayInWords } from './day-in-words';
import styles from './SecretsField.module.css';

type ActiveSecretProps = {
  readonly secret: SecretFormValue;
  readonly canBeRemembered: boolean;
  readonly term?: string | undefined;
  readonly hint: string;
  readonly onChange: (secret: SecretFormValue) => void;
  /** Grows each time that the field is to take the focus. */
  readonly focusWanted: number;
};

/** The secret that runs use: masked until revealed, in memory unless sealed. */
export function ActiveSecret(props: ActiveSecretProps) {
  const { secret, canBeRemembered, term, hint, onChange, focusWanted } = props;
  const inputRef = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focusWanted > 0) inputRef.current?.focus();
  }, [focusWanted]);
  const [isRevealed, setRevealed] = useState(false);
  const vault = useVault();
  const messages = useFieldMessages('clientSecret');
  const isRemembered = secret.isRemembered && canBeRemembered;
  const [isAsking, setAsking] = useState(false);
  const mode =
    vault.status === 'none' ? 'create' : vault.status === 'locked' ? 'unlock' : undefined;
  const isLeavingVault =
    !isRemembered && secret.addedAt > 0 && secret.value === '' && vault.status === 'locked';
  const isSealed = isRemembered && secret.value === '' && vault.status === 'locked';
  return (
    <>
      <Field
        label="Client secret"
        term={term}
        wireName="client_secret"
        hint={hint === '' ? undefined : hint}
        {...messages}
        control={(attributes) => (
          <div className={styles.row}>
            <input
              {...attributes}
              ref={inputRef}
              name="clientSecret"
              type={isRevealed ? 'text' : 'password'}
              // Browsers keep what is typed into other fields, and write it to the disk.
              autoComplete="off"
              spellCheck={false}
              placeholder={isSealed ? 'Sealed in the vault, which is locked' : ''}
              value={secret.value}
              onChange={(event) =>
                onChange({ ...secret, value: event.target.value, addedAt: Date.now() })
              }
            />
            <Button
              aria-label={isRevealed ? 'Hide the secret' : 'Reveal the secret'}
              aria-pressed={isRevealed}
              onClick={() => setRevealed(!isRevealed)}
            >
              {isRevealed ? 'Hide' : 'Reveal'}
            </Button>
            <SecretCheck name="Check secret" value={secret.value} />
          </div>
        )}
      />
      <Field
        label="Secret description"
        hint={secret.addedAt === 0 ? undefined : `Typed in on ${dayInWords(secret.addedAt)}.`}
        control={(attributes) => (
          <input
            {...attributes}
            type="text"
            autoComplete="off"
            maxLength={200}
            value={secret.description}
            onChange={(event) => onChange({ ...secret, description: event.target.value })}
          />
        )}
      />
      {canBeRemembered ? (
        <div>
          <label className={styles.remember}>
            <input
              type="checkbox"
              checked={isRemembered}
              onChange={(event) => {
                onChange({ ...secret, isRemembered: event.target.checked });
                setAsking(event.target.checked);
              }}
            />
            <span>Remember on this device</span>
          </label>
          <p className={styles.quiet}>
            {isRemembered
              ? 'Sealed in the vault under your passphrase when you save.'
              : isLeavingVault
                ? 'Saved so, the vault forgets the secret. Unlock the vault first to keep its value.'
                : 'Kept in memory until the browser closes; never written to disk, exported or logged.'}
          </p>
        </div>
      ) : null}
      {isRemembered && mode !== undefined ? (
        <Notice tone="note">
          <p>
            {mode === 'create'
              ? secret.addedAt > 0 && secret.value === ''
                ? 'The vault was forgotten, and the value with it. Type it in again, and create a new vault.'
                : 'There is no vault yet: choose its passphrase before you save.'
              : 'The vault is locked: unlock it to see or change what is sealed.'}
          </p>
          <Button onClick={() => setAsking(true)}>
            {mode === 'create' ? 'Create the vault' : 'Unlock the vault'}
          </Button>
        </Notice>
      ) : null}
      {mode === undefined ? null : (
        <VaultDialog mode={mode} isOpen={isAsking} onClose={() => setAsking(false)} />
      )}
    </>
  );
}
