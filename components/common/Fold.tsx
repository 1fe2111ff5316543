import { type ReactNode, useState } from 'react';
import styles from './Fold.module.css';

type FoldProps = {
  readonly title: string;
  /** Whether it is open at first. */
  readonly isOpen: boolean;
  /** A function is called once the part has been opened: for what is long. */
  readonly children: ReactNode | (() => ReactNode);
};

/** A part of a card that can be folded away. */
export function Fold({ title, isOpen, children }: FoldProps) {
  const [wasOpened, setOpened] = useState(isOpen);
  const show = (details: HTMLDetailsElement) => {
    if (details.open) setOpened(true);
  };
  return (
    <details
      className={styles.fold}
      open={isOpen}
      onToggle={({ currentTarget }) => show(currentTarget)}
    >
      <summary>{title}</summary>
      {typeof children === 'function' ? (wasOpened ? children() : null) : children}
    </details>
  );
}
