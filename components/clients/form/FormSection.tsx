import { type ReactNode, useId } from 'react';
import styles from './FormSection.module.css';

/** A titled group of fields. */
export function FormSection({
  title,
  note,
  children,
}: {
  readonly title: string;
  readonly note?: string | undefined;
  readonly children: ReactNode;
}) {
  const headingId = useId();
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <div>
        <h2 id={headingId}>{title}</h2>
        {note === undefined ? null : <p className={styles.note}>{note}</p>}
      </div>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}
