import { type ReactNode, useId } from 'react';
import type { Breach } from '@/utils/clients/registration-rules';
import { Icon } from '../../common/Icon';
import styles from './Field.module.css';

export type FieldMessages = {
  readonly hint?: ReactNode;
  readonly warning?: string | undefined;
  readonly error?: string | undefined;
  readonly breaches?: readonly Breach[];
};

/** What the field is called elsewhere. */
export type FieldNames = {
  readonly label: string;
  /** The provider's word, where it is another. */
  readonly term?: string | undefined;
  /** The name in client metadata (RFC 7591 §2). */
  readonly wireName?: string | undefined;
};

type FieldProps = FieldMessages &
  FieldNames & {
    /** Renders the control with the attributes that tie it to its label and messages. */
    readonly control: (attributes: ControlAttributes) => ReactNode;
  };

type ControlAttributes = {
  readonly id: string;
  readonly className: string;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
};

/** A labelled control with its hint, warning, error, and the provider's rules that it breaks. */
export function Field(props: FieldProps) {
  const { label, term, wireName, hint, warning, error, breaches = [], control } = props;
  const id = useId();
  const termId = `${id}-term`;
  const hintId = `${id}-hint`;
  const messageId = `${id}-message`;
  const breachesId = `${id}-breaches`;
  const message = error ?? warning;
  const describedBy = [
    term === undefined ? '' : termId,
    message === undefined ? '' : messageId,
    breaches.length === 0 ? '' : breachesId,
    hint === undefined ? '' : hintId,
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <div className={styles.field}>
      <div className={styles.names}>
        <label className={styles.label} htmlFor={id}>
          {label}
        </label>
        {term === undefined ? null : (
          <span id={termId} className={styles.term}>
            there: “{term}”
          </span>
        )}
        {wireName === undefined ? null : <code className={styles.wire}>{wireName}</code>}
      </div>
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
      {breaches.length === 0 ? null : (
        <div id={breachesId}>
          {breaches.map((breach) => (
            <p key={breach.rule.says} className={styles.warning}>
              <Icon name="warning" />
              <span>
                {breach.rule.says} {breach.message}{' '}
                <a href={breach.rule.source.url} target="_blank" rel="noopener noreferrer">
                  {breach.rule.source.name}
                </a>
              </span>
            </p>
          ))}
        </div>
      )}
      {hint === undefined ? null : (
        <p id={hintId} className={styles.hint}>
          {hint}
        </p>
      )}
    </div>
  );
}
