import { splitVisible } from '@/utils/tokens/show-value';
import styles from './VisibleText.module.css';

/** Text from outside, isolated from what stands around it, with code points for what cannot be seen. */
export function VisibleText({ text }: { readonly text: string }) {
  return (
    <bdi>
      {splitVisible(text).map(({ kind, content }, index) =>
        kind === 'text' ? (
          content
        ) : (
          // Pieces have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={styles.hidden}>
            {content}
          </span>
        ),
      )}
    </bdi>
  );
}
