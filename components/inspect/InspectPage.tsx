import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { useHandedOverText } from '@/utils/state/handed-over-text';
import { recognise } from '@/utils/tokens/recognise/recognise';
import { isRecognised } from '@/utils/tokens/recognised';
import { Pill } from '../common/Pill';
import { ShareReport } from '../share/ShareReport';
import { RecognisedParts } from './RecognisedParts';
import { useInsertionAtOnce } from './use-insertion-at-once';
import styles from './InspectPage.module.css';

/** Says what was pasted. It is not stored, and nothing is sent. */
export function InspectPage() {
  const [pasted, setPasted] = useState({ text: '', at: 0 });
  const read = useCallback((text: string) => setPasted({ text, at: Date.now() }), []);
  useHandedOverText(read);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  useInsertionAtOnce(fieldRef);
  // Reading megabytes takes a while, and typing does not wait for it.
  const { text, at } = useDeferredValue(pasted);
  const found = useMemo(() => (text.trim() === '' ? undefined : recognise(text)), [text]);
  return (
    <div className={styles.page}>
      <header>
        <h1>Inspect</h1>
        <p className={styles.lead}>
          Paste a token, a header, an answer of the server, an error page, a callback URL, an
          authorization URL, a cURL command, keys, or any text with tokens in it. It is read here,
          in this page. Nothing is stored, unless you save it as a client; nothing is sent, unless
          you ask an issuer for its keys.
        </p>
      </header>
      <textarea
        ref={fieldRef}
        className={styles.input}
        aria-label="Paste anything"
        placeholder="eyJhbGciOi…"
        rows={5}
        // Browsers keep what is typed into other fields, and write it to the disk.
        autoComplete="off"
        spellCheck={false}
        value={pasted.text}
        onChange={(event) => read(event.target.value)}
      />
      <div className={styles.row}>
        <div role="status" aria-label="Recognised as">
          {found === undefined ? null : (
            <Pill tone={isRecognised(found) ? 'note' : 'caution'}>{found.what}</Pill>
          )}
        </div>
        {found === undefined ? null : (
          <ShareReport source={{ kind: 'pasted', recognised: found }} />
        )}
      </div>
      {found === undefined ? null : <RecognisedParts found={found} at={at} />}
    </div>
  );
}
