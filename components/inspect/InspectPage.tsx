import { useDeferredValue, useMemo, useState } from 'react';
import { useHandedOverText } from '@/utils/state/handed-over-text';
import { recognise } from '@/utils/tokens/recognise/recognise';
import { isRecognised } from '@/utils/tokens/recognised';
import { Pill } from '../common/Pill';
import { ShareReport } from '../share/ShareReport';
import { RecognisedParts } from './RecognisedParts';
import styles from './InspectPage.module.css';

/** Says what was pasted. It is not stored, and nothing is sent. */
export function InspectPage() {
  const [text, setText] = useState('');
  useHandedOverText(setText);
  // Reading megabytes takes a while, and typing does not wait for it.
  const readText = useDeferredValue(text);
  const found = useMemo(
    () => (readText.trim() === '' ? undefined : recognise(readText)),
    [readText],
  );
  return (
    <div className={styles.page}>
      <header>
        <h1>Inspect</h1>
        <p className={styles.lead}>
          Paste a token, a header, an answer of the server, a callback URL, an authorization URL, a
          cURL command, keys, or any text with tokens in it. It is read here, in this page: nothing
          is stored or sent, unless you save it as a client.
        </p>
      </header>
      <textarea
        className={styles.input}
        aria-label="Paste anything"
        placeholder="eyJhbGciOi…"
        rows={5}
        // Browsers keep what is typed into other fields, and write it to the disk.
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
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
      {found === undefined ? null : <RecognisedParts found={found} />}
    </div>
  );
}
