import { splitVisible } from '@/utils/tokens/show-value';
import { Hits } from '../common/Hits';
import styles from './VisibleText.module.css';

type VisibleTextProps = {
  readonly text: string;
  /** The direction of the whole; without it that of its first letter. */
  readonly dir?: 'ltr';
};

/** Text from outside, isolated from what stands around it, with code points for what cannot be seen. */
export function VisibleText({ text, dir }: VisibleTextProps) {
  return (
    <bdi dir={dir}>
      {splitVisible(text).map(({ kind, content }, index) =>
        kind === 'text' ? (
          // Pieces have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <Hits key={index} text={content} />
        ) : (
          // Pieces have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index} className={styles.hidden} data-code-point={content}>
            {content}
          </span>
        ),
      )}
    </bdi>
  );
}
