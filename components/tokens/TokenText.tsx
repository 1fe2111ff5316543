import type { DecodedToken } from '@/utils/tokens/decode-token';
import styles from './TokenText.module.css';

type TokenTextProps = {
  readonly token: DecodedToken;
  /** Whether the part that makes the token usable is shown too. */
  readonly isWhole: boolean;
};

const SHOWN_OF_SECRET = 6;
const SHOWN_OF_SEGMENT = 480;
const MAX_SHOWN = 20_000;

/** The text of a token, its parts in constant colours. What would let others use it is cut short at first. */
export function TokenText({ token, isWhole }: TokenTextProps) {
  if (token.kind === 'opaque') {
    return (
      <p className={styles.text}>
        <code>{isWhole ? limit(token.raw, MAX_SHOWN) : limit(token.raw, SHOWN_OF_SECRET)}</code>
      </p>
    );
  }
  const last = token.segments.length - 1;
  return (
    <p className={styles.text}>
      <code>
        {token.segments.map((segment, index) => (
          // Segments have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index}>
            {index === 0 ? '' : '.'}
            <span className={styles[partOf(index, last)]}>
              {isWhole ? limit(segment, MAX_SHOWN) : shortened(segment, index === last)}
            </span>
          </span>
        ))}
      </code>
    </p>
  );
}

function partOf(index: number, last: number): 'header' | 'payload' | 'signature' {
  if (index === 0) return 'header';
  return index === last ? 'signature' : 'payload';
}

function shortened(segment: string, isLast: boolean): string {
  return limit(segment, isLast ? SHOWN_OF_SECRET : SHOWN_OF_SEGMENT);
}

function limit(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most)}…`;
}
