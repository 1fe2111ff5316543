import { VisibleText } from '../tokens/VisibleText';
import { copyAsItCame } from './copy-as-it-came';
import styles from './RawText.module.css';

const MAX_SHOWN = 100_000;

/**
 * Text from outside in a box that scrolls, with code points for what cannot be seen, which a copy has as it came; very
 * long text is cut, and said to be.
 */
export function RawText({ label, text }: { readonly label: string; readonly text: string }) {
  const isCut = text.length > MAX_SHOWN;
  return (
    // Scrolling with the keyboard needs focus, and focus needs a name and a role.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={styles.raw} role="group" aria-label={label} tabIndex={0} onCopy={copyAsItCame}>
      <VisibleText text={isCut ? text.slice(0, MAX_SHOWN) : text} dir="ltr" />
      {isCut ? (
        <span className={styles.cut}>
          {`\n… ${(text.length - MAX_SHOWN).toLocaleString('en')} more characters are not shown.`}
        </span>
      ) : null}
    </pre>
  );
}
