import { useMemo } from 'react';
import { VisibleText } from '../tokens/VisibleText';
import { copyAsItCame } from './copy-as-it-came';
import styles from './RawText.module.css';

const MAX_SHOWN = 100_000;

/** What is read beyond the cut, so that nothing that begins before it is taken for something else. */
const BEYOND_CUT = 20_000;

type RawTextProps = {
  readonly label: string;
  readonly text: string;
  /** Gives the text as it may be shown. */
  readonly mask?: ((text: string) => string) | undefined;
};

/**
 * Text from outside in a box that scrolls, with code points for what cannot be seen, which a copy has as it came; very
 * long text is cut, and said to be.
 */
export function RawText({ label, text, mask = asItIs }: RawTextProps) {
  const isCut = text.length > MAX_SHOWN;
  const shown = useMemo(
    () => (isCut ? mask(text.slice(0, MAX_SHOWN + BEYOND_CUT)).slice(0, MAX_SHOWN) : mask(text)),
    [isCut, mask, text],
  );
  return (
    // Scrolling with the keyboard needs focus, and focus needs a name and a role.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.raw} role="group" aria-label={label} tabIndex={0} onCopy={copyAsItCame}>
      <VisibleText text={shown} dir="ltr" />
      {isCut ? (
        <span className={styles.cut}>
          {`\n… ${(text.length - MAX_SHOWN).toLocaleString('en')} more characters are not shown.`}
        </span>
      ) : null}
    </pre>
  );
}

function asItIs(text: string): string {
  return text;
}
