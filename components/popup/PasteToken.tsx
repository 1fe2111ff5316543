import { useState } from 'react';
import { decodeToken } from '@/utils/tokens/decode-token';
import { recognise } from '@/utils/tokens/recognise';
import { ClaimsTable } from '../tokens/ClaimsTable';
import { NameValueTable } from '../common/NameValueTable';
import { Pill } from '../common/Pill';
import { TokenTimes } from '../tokens/TokenTimes';
import styles from './PasteToken.module.css';

/** Decodes what is pasted, in place. Nothing is stored or sent. */
export function PasteToken() {
  const [text, setText] = useState('');
  const found = text.trim() === '' ? undefined : recognise(text);
  return (
    <>
      <textarea
        className={styles.input}
        aria-label="Paste a token"
        placeholder="Paste a token, a header or a callback URL"
        rows={1}
        // Browsers keep what is typed into other fields, and write it to the disk.
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {found === undefined ? null : (
        <div className={styles.found}>
          <div role="status">
            <Pill tone={found.tokens.length > 0 || found.parameters ? 'note' : 'caution'}>
              {found.what}
            </Pill>
          </div>
          {found.parameters === undefined ? null : (
            <NameValueTable name="Parameters" entries={found.parameters} />
          )}
          {found.tokens.map(({ name, value }, index) => (
            // The tokens of one text have no identity but their place.
            // oxlint-disable-next-line react/no-array-index-key
            <PastedToken key={index} name={name} value={value} />
          ))}
        </div>
      )}
    </>
  );
}

function PastedToken({ name, value }: { readonly name: string; readonly value: string }) {
  const token = decodeToken(value);
  return (
    <section className={styles.token} aria-label={name}>
      <div className={styles.row}>
        <b>{name}</b>
        <TokenTimes token={token} />
      </div>
      {token.kind === 'opaque' ? (
        <p>This token is opaque: it carries no claims that could be read.</p>
      ) : null}
      {token.kind === 'jwe' ? (
        <p>This token is encrypted (JWE): only its recipient can read its claims.</p>
      ) : null}
      {token.kind === 'broken'
        ? token.problems.map(({ where, message }) => (
            <p key={where + message}>
              {where}: {message}
            </p>
          ))
        : null}
      {'claims' in token && token.claims !== undefined ? (
        <ClaimsTable name="Claims" members={token.claims} />
      ) : null}
    </section>
  );
}
