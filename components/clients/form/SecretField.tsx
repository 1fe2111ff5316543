import { useState } from 'react';
import { useFormContext } from 'react-hook-form';
import type { ClientFormValues } from '@/utils/clients/client-form';
import { Button } from '../../common/Button';
import { Field } from './Field';
import { useFieldMessages } from './form-context';
import styles from './SecretField.module.css';

/** The client secret: masked until revealed. */
export function SecretField() {
  const [isRevealed, setRevealed] = useState(false);
  const { register } = useFormContext<ClientFormValues>();
  return (
    <Field
      label="Client secret"
      hint="Kept in memory until the browser closes; never written to disk, exported or logged. Public clients have none."
      {...useFieldMessages('clientSecret')}
      control={(attributes) => (
        <div className={styles.row}>
          <input
            {...attributes}
            type={isRevealed ? 'text' : 'password'}
            autoComplete="off"
            spellCheck={false}
            {...register('clientSecret')}
          />
          <Button
            aria-label={isRevealed ? 'Hide the secret' : 'Reveal the secret'}
            aria-pressed={isRevealed}
            onClick={() => setRevealed(!isRevealed)}
          >
            {isRevealed ? 'Hide' : 'Reveal'}
          </Button>
        </div>
      )}
    />
  );
}
