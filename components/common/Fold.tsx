import type { ReactNode } from 'react';
import styles from './Fold.module.css';

type FoldProps = {
  readonly title: string;
  /** Whether it is open at first. */
  readonly isOpen: boolean;
  readonly children: ReactNode;
};

/** A part of a card that can be folded away. */
export function Fold({ title, isOpen, children }: FoldProps) {
  return (
    <details className={styles.fold} open={isOpen}>
      <summary>{title}</summary>
      {children}
    </details>
  );
}
