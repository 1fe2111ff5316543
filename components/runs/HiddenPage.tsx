import { type Exchange, headerOf, mediaTypeOf } from '@/utils/oauth/exchange';
import { statusInWords } from '@/utils/oauth/http-status';
import { readPage } from '@/utils/tokens/page-text';
import { FoldedText } from '../tokens/FoldedText';
import { VisibleText } from '../tokens/VisibleText';
import styles from './HiddenPage.module.css';

/** What a person would have read on a page that the browser hid, and how the server sent it. */
export function HiddenPage({ exchange: { outcome } }: { readonly exchange: Exchange }) {
  if (outcome.kind !== 'response') return null;
  const isPage = /html|plain|^$/.test(mediaTypeOf(outcome));
  const { title, text } = isPage ? readPage(outcome.body) : { title: '', text: '' };
  const retryAfter = headerOf(outcome, 'retry-after');
  return (
    <section className={styles.page} aria-label="What the page says">
      <dl className={styles.facts}>
        <dt>Status</dt>
        <dd>{statusInWords(outcome.status)}</dd>
        {title === '' ? null : (
          <>
            <dt>Title</dt>
            <dd>
              <VisibleText text={title.slice(0, MAX_TITLE)} />
            </dd>
          </>
        )}
        {retryAfter === undefined ? null : (
          <>
            <dt>Retry-After</dt>
            <dd>{/^\d+$/.test(retryAfter) ? `${retryAfter} seconds` : retryAfter}</dd>
          </>
        )}
      </dl>
      {!isPage ? null : text === '' ? (
        <p className={styles.quiet}>There is nothing to read on it.</p>
      ) : (
        <div className={styles.text}>
          <FoldedText of="the page" text={text} />
        </div>
      )}
    </section>
  );
}

const MAX_TITLE = 300;
