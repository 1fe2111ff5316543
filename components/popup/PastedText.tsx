import type { ReactNode } from 'react';
import { decodeToken } from '@/utils/tokens/decode-token';
import { recognise } from '@/utils/tokens/recognise/recognise';
import { isRecognised, type RecognisedToken } from '@/utils/tokens/recognised';
import { Pill } from '../common/Pill';
import { EntriesTable } from '../inspect/EntriesTable';
import { ClaimsTable } from '../tokens/ClaimsTable';
import { TokenTimes } from '../tokens/TokenTimes';
import styles from './PastedText.module.css';

type PastedTextProps = {
  readonly text: string;
  /** What can be done with the text; stands beside what it is. */
  readonly action: ReactNode;
};

/** Says what was pasted, and decodes it. Loaded with the first paste. */
export function PastedText({ text, action }: PastedTextProps) {
  const found = recognise(text);
  return (
    <>
      <div className={styles.head}>
        <div role="status">
          <Pill tone={isRecognised(found) ? 'note' : 'caution'}>{found.what}</Pill>
        </div>
        {action}
      </div>
      {found.parameters === undefined ? null : (
        <EntriesTable name="Parameters" entries={found.parameters} />
      )}
      {found.tokens.map((recognised, index) => (
        // The tokens of one text have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <PastedToken key={index} recognised={recognised} />
      ))}
    </>
  );
}

function PastedToken({ recognised }: { readonly recognised: RecognisedToken }) {
  const { name, value, unprotected } = recognised;
  const token = decodeToken(value, unprotected);
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
      {token.kind === 'jws' ? <p>This token signs other content than claims.</p> : null}
      {token.kind === 'broken'
        ? token.problems.map(({ where, message }) => (
            <p key={where + message}>
              {where}: {message}
            </p>
          ))
        : null}
      {'claims' in token && token.claims !== undefined ? (
        <ClaimsTable name="Claims" members={token.claimMembers} />
      ) : null}
    </section>
  );
}
