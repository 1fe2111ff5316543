import { useEffect, useRef, useState } from 'react';
import { useFormContext } from 'react-hook-form';
import { MAX_SECRETS } from '@/utils/clients/client';
import {
  type ClientFormValues,
  newSecret,
  type SecretFormValue,
} from '@/utils/clients/client-form';
import { templateOf } from '@/utils/clients/templates/all-templates';
import { useSecretValues } from '@/utils/state/secrets-store';
import { useVault } from '@/utils/state/vault-store';
import { Button } from '../../common/Button';
import { ActiveSecret } from './ActiveSecret';
import { useFormSurroundings, useFormValues } from './form-context';
import { OtherSecrets } from './OtherSecrets';
import styles from './SecretsField.module.css';

type SecretsFieldProps = {
  readonly term?: string | undefined;
  readonly hint?: string | undefined;
};

/** The secrets of the client: the one in use, and those kept beside it. */
export function SecretsField({ term, hint }: SecretsFieldProps) {
  const { setValue } = useFormContext<ClientFormValues>();
  const { provider, secrets } = useFormValues();
  const policy = templateOf(provider).secrets;
  const replace = (changed: readonly SecretFormValue[]) =>
    setValue('secrets', [...changed], { shouldDirty: true, shouldTouch: true });
  useVaultFollowing(secrets, replace);
  // The control that had the focus may be gone after a change: the secret in use takes it.
  const [focusWanted, setFocusWanted] = useState(0);

  const active = secrets.find(({ state }) => state === 'active') ?? newSecret(secrets);
  const others = secrets.filter((secret) => secret !== active);
  const change = (changed: SecretFormValue) =>
    replace(secrets.map((secret) => (secret.id === changed.id ? changed : secret)));
  const add = () => {
    replace([
      ...secrets.map((secret) =>
        secret.state === 'active' ? ({ ...secret, state: 'spare' } as const) : secret,
      ),
      newSecret(secrets),
    ]);
    setFocusWanted(focusWanted + 1);
  };
  return (
    <div className={styles.secrets}>
      <ActiveSecret
        key={active.id}
        secret={active}
        canBeRemembered={policy.canBeRemembered}
        term={term}
        hint={[hint, policy.note].filter(Boolean).join(' ')}
        onChange={change}
        focusWanted={focusWanted}
      />
      {others.length === 0 ? null : (
        <OtherSecrets
          secrets={others}
          active={active}
          onChange={(changed) => {
            replace(changed);
            setFocusWanted(focusWanted + 1);
          }}
        />
      )}
      <div className={styles.rotation}>
        {policy.rotation === 'replace' ||
        active.value === '' ||
        secrets.length >= MAX_SECRETS ? null : (
          <Button size="small" icon="plus" onClick={add}>
            Add a secret
          </Button>
        )}
        <span className={styles.quiet}>{policy.rotationNote}</span>
      </div>
    </div>
  );
}

/** When the vault locks, its secrets leave the form; when it opens, they come back into fields left empty. */
function useVaultFollowing(
  secrets: readonly SecretFormValue[],
  replace: (secrets: readonly SecretFormValue[]) => void,
): void {
  const { status } = useVault();
  const { id: clientId } = useFormSurroundings();
  const known = useSecretValues();
  const values = known === 'loading' ? undefined : known[clientId];
  const before = useRef({ status, values });
  useEffect(() => {
    const { status: earlier, values: earlierValues } = before.current;
    before.current = { status, values };
    const hasLocked = earlier === 'open' && status === 'locked';
    const followed = secrets.map((secret) => {
      if (!secret.isRemembered) return secret;
      // What was typed and is not sealed stays: it would be lost.
      if (hasLocked && secret.value === earlierValues?.[secret.id]) return { ...secret, value: '' };
      const sealed = values?.[secret.id];
      return status === 'open' && secret.value === '' && sealed !== undefined
        ? { ...secret, value: sealed }
        : secret;
    });
    if (followed.some((secret, index) => secret !== secrets[index])) replace(followed);
    // Only what happens to the vault counts: what is typed or cleared meanwhile stays.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [status, values]);
}
