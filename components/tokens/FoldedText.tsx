import { useState } from 'react';
import { Button } from '../common/Button';
import { VisibleText } from './VisibleText';
import styles from './FoldedText.module.css';

type FoldedTextProps = {
  /** Of what it is, for the name of the button: `claim sub`. */
  readonly of: string;
  readonly text: string;
};

const MAX_FOLDED = 300;
const MAX_SHOWN = 100_000;

/** A text that is cut short until it is asked for, and at some length for good. */
export function FoldedText({ of, text }: FoldedTextProps) {
  const [isOpen, setOpen] = useState(false);
  const isLong = text.length > MAX_FOLDED;
  const shown = cut(text, isOpen ? MAX_SHOWN : MAX_FOLDED);
  return (
    <>
      <code className={styles.text}>
        <VisibleText text={shown} />
        {shown.length < text.length ? '…' : ''}
      </code>
      {isLong ? (
        <span className={styles.rest}>
          <Button
            kind="quiet"
            size="small"
            aria-label={`${isOpen ? 'Show less' : 'Show all'} of ${of}`}
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
          >
            {isOpen ? 'Show less' : 'Show all'}
          </Button>{' '}
          {text.length.toLocaleString('en')} characters
        </span>
      ) : null}
      {isOpen && shown.length < text.length ? (
        <span className={styles.rest}>
          {`${(text.length - shown.length).toLocaleString('en')} more characters are not shown; a copy has them.`}
        </span>
      ) : null}
    </>
  );
}

/** The beginning of a text, without half a character at its end. */
function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? most - 1 : most);
}
