import { useState } from 'react';
import { recognise } from '@/utils/tokens/recognise';
import { Card } from '../common/Card';
import { NameValueTable } from '../common/NameValueTable';
import { Pill } from '../common/Pill';
import { InspectedToken } from './InspectedToken';
import { SaveAsClient } from './SaveAsClient';
import styles from './InspectPage.module.css';

/** Says what was pasted. It is not stored, and nothing is sent. */
export function InspectPage() {
  const [text, setText] = useState('');
  const found = text.trim() === '' ? undefined : recognise(text);
  return (
    <div className={styles.page}>
      <header>
        <h1>Inspect</h1>
        <p className={styles.lead}>
          Paste a token, an Authorization header, a token response, a callback URL or an
          authorization URL. It is read here, in this page: nothing is stored or sent, unless you
          save it as a client.
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
      <div role="status" aria-label="Recognised as">
        {found === undefined ? null : (
          <Pill tone={found.tokens.length > 0 || found.parameters ? 'note' : 'caution'}>
            {found.what}
          </Pill>
        )}
      </div>
      {found?.request === undefined ? null : <SaveAsClient request={found.request} />}
      {found?.parameters === undefined ? null : (
        <Card title="Parameters">
          <NameValueTable name="Parameters" entries={found.parameters} />
        </Card>
      )}
      {found?.tokens.map((recognised, index) => (
        // The tokens of one text have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <InspectedToken key={index} recognised={recognised} />
      ))}
    </div>
  );
}
