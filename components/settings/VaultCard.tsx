import { useState } from 'react';
import { useKeptUsage } from '@/utils/state/kept-runs-store';
import {
  forgetVault,
  lockVault,
  setVaultIdle,
  useVault,
  type VaultState,
} from '@/utils/state/vault-store';
import { LOCK_MINUTES, type LockMinutes } from '@/utils/vault/vault-document';
import { Field } from '../clients/form/Field';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Notice } from '../common/Notice';
import { Pill, type Tone } from '../common/Pill';
import { PassphraseForm } from '../vault/PassphraseForm';
import styles from './VaultCard.module.css';

type Status = Exclude<VaultState['status'], 'loading'>;

const STATES = {
  none: { word: 'No vault', tone: 'neutral' },
  locked: { word: 'Locked', tone: 'note' },
  open: { word: 'Open', tone: 'good' },
  unreadable: { word: 'Cannot be read', tone: 'bad' },
} as const satisfies Record<Status, { readonly word: string; readonly tone: Tone }>;

/** The vault that remembers client secrets: made, opened, locked and forgotten here. */
export function VaultCard() {
  const vault = useVault();
  const [isChanging, setChanging] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  const [done, setDone] = useState<string>();
  const sealedRuns = useKeptUsage()?.sealed ?? 0;

  if (vault.status === 'loading') return null;

  const act = async (action: () => ReturnType<typeof lockVault>) => {
    setDone(undefined);
    const reply = await action();
    setError(reply.ok ? undefined : reply.message);
  };
  const { word, tone } = STATES[vault.status];

  return (
    <Card
      title="Vault"
      aside={
        <div role="status" aria-label="Vault">
          <Pill tone={tone}>{word}</Pill>
        </div>
      }
    >
      <div className={styles.body}>
        <p className={styles.about}>
          The vault remembers client secrets on this device, and runs that you keep whole, sealed
          under a passphrase. It locks when you say so, when nobody uses it, and when the browser
          closes. A run that is under way keeps its secret until it ends. Nobody can recover a
          forgotten passphrase.
        </p>
        {error === undefined ? null : (
          <Notice tone="bad" role="alert">
            {error}
          </Notice>
        )}
        {done === undefined || vault.status !== 'open' ? null : (
          <Notice tone="good" role="status">
            {done}
          </Notice>
        )}
        {vault.status === 'unreadable' ? <Notice tone="bad">{vault.message}</Notice> : null}
        {vault.status === 'none' ? <PassphraseForm key="create" mode="create" /> : null}
        {vault.status === 'locked' ? <PassphraseForm key="unlock" mode="unlock" /> : null}
        {vault.status === 'open' && isChanging ? (
          <PassphraseForm
            key="change"
            mode="change"
            onDone={() => {
              setChanging(false);
              setDone('The passphrase was changed.');
            }}
            onCancel={() => setChanging(false)}
          />
        ) : null}
        {vault.status === 'none' ? null : (
          <div className={styles.actions}>
            {vault.status === 'unreadable' ? null : (
              <IdleSelect
                minutes={vault.lockAfterMinutes}
                onChange={(minutes) => void act(() => setVaultIdle(minutes))}
              />
            )}
            {vault.status === 'open' ? (
              <Button
                icon="lock"
                onClick={() => {
                  setChanging(false);
                  void act(lockVault);
                }}
              >
                Lock vault
              </Button>
            ) : null}
            {vault.status === 'open' && !isChanging ? (
              <Button
                onClick={() => {
                  setDone(undefined);
                  setChanging(true);
                }}
              >
                Change passphrase
              </Button>
            ) : null}
            <Button kind="danger" onClick={() => setAsking(true)}>
              Forget vault
            </Button>
          </div>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        title="Forget the vault?"
        description={`Every secret that is sealed in it is deleted and must be typed in again${sealedRunsInWords(sealedRuns)}. This is also the way out when the passphrase is forgotten: it cannot be recovered.`}
        action="Delete what is sealed"
        onConfirm={() => {
          setChanging(false);
          void act(forgetVault);
        }}
        onClose={() => setAsking(false)}
      />
    </Card>
  );
}

function sealedRunsInWords(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? ', and 1 kept run that is sealed in it is forgotten'
    : `, and ${count.toLocaleString('en')} kept runs that are sealed in it are forgotten`;
}

type IdleSelectProps = {
  readonly minutes: LockMinutes;
  readonly onChange: (minutes: LockMinutes) => void;
};

function IdleSelect({ minutes, onChange }: IdleSelectProps) {
  return (
    <div className={styles.idle}>
      <Field
        label="Lock when unused for"
        control={(attributes) => (
          <select
            {...attributes}
            value={minutes}
            onChange={(event) => {
              const chosen = LOCK_MINUTES.find((value) => String(value) === event.target.value);
              if (chosen !== undefined) onChange(chosen);
            }}
          >
            {LOCK_MINUTES.map((value) => (
              <option key={value} value={value}>
                {inWords(value)}
              </option>
            ))}
          </select>
        )}
      />
    </div>
  );
}

function inWords(minutes: LockMinutes): string {
  if (minutes < 60) return `${minutes} minutes`;
  return minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
}
