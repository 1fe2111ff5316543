import { type ReactNode, useId } from 'react';
import { Icon } from '../../common/Icon';
import styles from './Field.module.css';

export type FieldMessages = {
  readonly hint?: ReactNode;
  readonly warning?: string | undefined;
  readonly error?: string | undefined;
};

type FieldProps = FieldMessages & {
  readonly label: string;
  /** Renders the control with the attributes that tie it to its label and messages. */
  readonly control: (attributes: ControlAttributes) => ReactNode;
};

type ControlAttributes = {
  readonly id: string;
  readonly className: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
};

/** A labelled control with its hint, warning and error. */
export function Field({ label, hint, warning, error, control }: FieldProps) {
  const id = useId();
  const hintId = `${id}-hint`;
  const messageId = `${id}-message`;
  const message = error ?? warning;
  const describedBy = [hint === undefined ? '' : hintId, message === undefined ? '' : messageId]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={styles.field}>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      {control({
        id,
        className: styles.control ?? '',
        'aria-invalid': error !== undefined,
        'aria-describedby': describedBy || undefined,
      })}
      {message === undefined ? null : (
        <p id={messageId} className={error === undefined ? styles.warning : styles.error}>
          <Icon name={error === undefined ? 'info' : 'warning'} />
          <span>{message}</span>
        </p>
      )}
      {hint === undefined ? null : (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
