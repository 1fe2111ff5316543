import { Fragment } from 'react';
import styles from './Breakable.module.css';

const PARTS = /[^_.:/-]*[_.:/-]?/g;

/** A protocol name that may break into lines after its separators. */
export function Breakable({ text }: { readonly text: string }) {
  const parts = text.match(PARTS)?.filter(Boolean) ?? [];
  return (
    <span className={styles.breakable}>
      {parts.map((part, index) => (
        // Parts have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {index === 0 ? null : <wbr />}
          {part}
        </Fragment>
      ))}
    </span>
  );
}
