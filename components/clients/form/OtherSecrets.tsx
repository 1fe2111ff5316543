import type { SecretFormValue } from '@/utils/clients/client-form';
import { Button } from '../../common/Button';
import { useVault } from '@/utils/state/vault-store';
import { dayInWords } from './day-in-words';
import { SecretCheck } from './SecretCheck';
import styles from './SecretsField.module.css';

type OtherSecretsProps = {
  readonly secrets: readonly SecretFormValue[];
  readonly active: SecretFormValue;
  readonly onChange: (secrets: readonly SecretFormValue[]) => void;
};

/** Secrets that are kept beside the one in use, and notes of those that were retired. */
export function OtherSecrets({ secrets, active, onChange }: OtherSecretsProps) {
  const { status } = useVault();
  const change = (changed: SecretFormValue) =>
    onChange([...secrets.map((secret) => (secret.id === changed.id ? changed : secret)), active]);
  const use = (chosen: SecretFormValue) =>
    onChange([
      ...secrets.map((secret) =>
        secret.id === chosen.id ? ({ ...secret, state: 'active' } as const) : secret,
      ),
      { ...active, state: 'spare' },
    ]);
  const remove = (removed: SecretFormValue) =>
    onChange([...secrets.filter(({ id }) => id !== removed.id), active]);
  return (
    <ul className={styles.others} aria-label="Other secrets">
      {secrets.map((secret) => {
        const name = secret.description || `Secret ${secret.id}`;
        return (
          <li key={secret.id} className={styles.other}>
            <span className={styles.words}>
              <b>{name}</b>
              <span className={styles.quiet}>{stateInWords(secret, status === 'locked')}</span>
            </span>
            {secret.state === 'retired' ? (
              <Button size="small" aria-label={`Remove ${name}`} onClick={() => remove(secret)}>
                Remove
              </Button>
            ) : (
              <>
                <SecretCheck name={`Check ${name}`} value={secret.value} isSmall />
                <Button size="small" aria-label={`Use ${name}`} onClick={() => use(secret)}>
                  Use this one
                </Button>
                <Button
                  size="small"
                  kind="danger"
                  aria-label={`Retire ${name}`}
                  onClick={() =>
                    change({ ...secret, state: 'retired', value: '', isRemembered: false })
                  }
                >
                  Retire
                </Button>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function stateInWords(
  { state, addedAt, value, isRemembered }: SecretFormValue,
  isVaultLocked: boolean,
): string {
  const added = addedAt === 0 ? [] : [`added ${dayInWords(addedAt)}`];
  if (state === 'retired') return ['Retired: its value is forgotten here', ...added].join(' · ');
  const where =
    value === ''
      ? isRemembered && isVaultLocked
        ? 'sealed'
        : 'its value is not here any more'
      : 'kept, not in use';
  return [where, ...added].join(' · ');
}
