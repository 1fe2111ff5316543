import { use } from 'react';
import { splitHits } from '@/utils/trace/split-hits';
import styles from './Hits.module.css';
import { SearchedText } from './searched-text';

/** A text in which what somebody searches for is marked. */
export function Hits({ text }: { readonly text: string }) {
  const query = use(SearchedText);
  if (query === '') return text;
  return splitHits(text, query).map((piece, index) =>
    piece.isHit ? (
      // Pieces have no identity but their place.
      // oxlint-disable-next-line react/no-array-index-key
      <mark key={index} className={styles.hit}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
