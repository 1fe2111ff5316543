import { useState } from 'react';
import { Button } from '../common/Button';
import styles from './SecretValue.module.css';

/** A value that is not shown before somebody asks for it. */
export function SecretValue({ name, value }: { readonly name: string; readonly value: string }) {
  const [isShown, setShown] = useState(false);
  const word = isShown ? 'Hide' : 'Show';
  return (
    <div className={styles.secret}>
      {/* As long for every value: its length is nobody's business either. */}
      <code>{isShown ? value : '••••••••'}</code>
      <Button
        size="small"
        kind="quiet"
        aria-label={`${word} ${name}`}
        onClick={() => setShown(!isShown)}
      >
        {word}
      </Button>
    </div>
  );
}
