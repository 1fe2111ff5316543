import { type ReactNode, useId } from 'react';
import styles from './Card.module.css';

type CardProps = {
  readonly title: string;
  /** Stands at the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A titled region. */
export function Card({ title, aside, children }: CardProps) {
  const headingId = useId();
  return (
    <section className={styles.card} aria-labelledby={headingId}>
      <header className={styles.header}>
        <h2 id={headingId}>{title}</h2>
        <div className={styles.aside}>{aside}</div>
      </header>
      {children}
    </section>
  );
}
