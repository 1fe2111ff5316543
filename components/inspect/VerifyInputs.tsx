import { useId } from 'react';
import { useClientList } from '@/utils/state/clients-store';
import { useSecretValues } from '@/utils/state/secrets-store';
import { Field } from '../clients/form/Field';
import { Fold } from '../common/Fold';
import type { VerifyFields } from './use-verification';
import { MemoryTextarea } from './MemoryTextarea';
import styles from './VerifyPanel.module.css';

type VerifyInputsProps = {
  readonly fields: VerifyFields;
  readonly onChange: (changes: Partial<VerifyFields>) => void;
  /** What is wrong with the key. */
  readonly error: string | undefined;
  readonly isSymmetric: boolean;
  readonly isDetached: boolean;
  readonly hasClaims: boolean;
};

/** What a token is to be held against. It stays in this page. */
export function VerifyInputs(props: VerifyInputsProps) {
  const { fields, onChange, error, isSymmetric, isDetached, hasClaims } = props;
  const text = (name: 'audience' | 'nonce' | 'skew', label: string) => (
    <Field
      label={label}
      control={(attributes) => (
        <input
          {...attributes}
          type="text"
          inputMode={name === 'skew' ? 'numeric' : 'text'}
          autoComplete="off"
          spellCheck={false}
          value={fields[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    />
  );
  return (
    <Fold title="Verify with a key, or against what is expected" isOpen={isDetached}>
      <div className={styles.inputs}>
        <Field
          label="Key, PEM, JWKS or secret"
          error={error}
          hint={
            isSymmetric
              ? 'The secret as text, in base64url, in hexadecimal or as a JWK. It stays in this page.'
              : 'A public key as JWK, JWKS or PEM (also a certificate), or the address of keys or of a discovery document.'
          }
          control={(attributes) => (
            <MemoryTextarea
              {...attributes}
              value={fields.keyText}
              onText={(keyText) => onChange({ keyText })}
            />
          )}
        />
        {isSymmetric ? <StoredSecrets onChange={onChange} /> : null}
        {isDetached ? (
          <Field
            label="Detached payload"
            hint="The text that was signed, exactly: it is not in the token."
            control={(attributes) => (
              <MemoryTextarea
                {...attributes}
                value={fields.payload}
                onText={(payload) => onChange({ payload })}
              />
            )}
          />
        ) : null}
        {hasClaims ? (
          <div className={styles.columns}>
            {text('audience', 'Expected audience')}
            {text('nonce', 'Expected nonce')}
            {text('skew', 'Clock skew in seconds')}
          </div>
        ) : null}
      </div>
    </Fold>
  );
}

/** The secrets of clients that are in memory now; nothing where there are none. */
function StoredSecrets({ onChange }: Pick<VerifyInputsProps, 'onChange'>) {
  const id = useId();
  const clients = useClientList();
  const values = useSecretValues();
  if (values === 'loading') return null;
  const secrets = clients.flatMap((client) =>
    client.secrets.flatMap((secret) => {
      const value = values[client.id]?.[secret.id];
      const label =
        secret.description === '' ? client.label : `${client.label}: ${secret.description}`;
      return value === undefined ? [] : [{ key: `${id} ${client.id} ${secret.id}`, label, value }];
    }),
  );
  return secrets.length === 0 ? null : (
    <Field
      label="Or the secret of a stored client"
      control={(attributes) => (
        <select
          {...attributes}
          defaultValue=""
          onChange={({ target }) =>
            onChange({ clientSecret: secrets.find(({ key }) => key === target.value)?.value })
          }
        >
          <option value="">None</option>
          {secrets.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      )}
    />
  );
}
