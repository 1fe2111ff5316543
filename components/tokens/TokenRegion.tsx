import { type ReactNode, useState } from 'react';
import type { DecodedToken } from '@/utils/tokens/decode-token';
import { isJsonObject } from '@/utils/tokens/json';
import { profileOf } from '@/utils/tokens/token-profile';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { CopyButton } from '../common/CopyButton';
import { Fold } from '../common/Fold';
import { Pill } from '../common/Pill';
import { CopyHeaderButton } from '../share/CopyHeaderButton';
import { ClaimsTable } from './ClaimsTable';
import { FoldedText } from './FoldedText';
import { TokenSizes } from './TokenSizes';
import { TokenSummary } from './TokenSummary';
import { TokenText } from './TokenText';
import styles from './TokenRegion.module.css';

type TokenRegionProps = {
  readonly name: string;
  readonly token: DecodedToken;
  /** A verdict, or time left: stands before the buttons. */
  readonly aside?: ReactNode;
  /** What is known beyond what the token says, for its summary: `Verified: …`. */
  readonly verdict?: string | undefined;
  /** What a scope means at the provider. */
  readonly scopeMeaning?: ((scope: string) => string | undefined) | undefined;
  /** The text of the token was not kept: a mark stands for it, which nobody can use. */
  readonly isRedacted?: boolean;
  /** What stands between the text of the token and its claims. */
  readonly children?: ReactNode;
};

/** A token: its text, and what can be read of it. */
export function TokenRegion({
  name,
  token,
  aside,
  verdict,
  scopeMeaning,
  isRedacted = false,
  children,
}: TokenRegionProps) {
  const [isWhole, setWhole] = useState(false);
  const ofToken = name.startsWith('ID') ? name : name.charAt(0).toLowerCase() + name.slice(1);
  return (
    <Card
      title={name}
      aside={
        <>
          {aside}
          <KindPill token={token} />
          {isRedacted ? null : (
            <>
              <Button
                size="small"
                aria-label={isWhole ? 'Hide token' : 'Show whole token'}
                aria-expanded={isWhole}
                onClick={() => setWhole(!isWhole)}
              >
                {isWhole ? 'Hide' : 'Show whole'}
              </Button>
              <CopyButton name="Copy token" label="Copy" text={token.raw} />
              {name.startsWith('Access token') || profileOf(token, name) === 'access-token' ? (
                <CopyHeaderButton token={token.raw.trim()} scheme={schemeOf(token)} />
              ) : null}
            </>
          )}
        </>
      }
    >
      {'claims' in token && token.claims !== undefined ? (
        <TokenSummary claims={token.claims} verdict={verdict} />
      ) : null}
      {isRedacted ? (
        <p className={styles.explanation}>
          The text of this token was not kept. <code>{token.raw}</code> stands for it.
        </p>
      ) : (
        <>
          <TokenText token={token} isWhole={isWhole} />
          <TokenSizes token={token} />
        </>
      )}
      {isRedacted && token.kind === 'opaque' ? null : <Explanation token={token} />}
      {token.kind === 'jws' && token.payloadText !== '' ? (
        <Payload name={ofToken} text={token.payloadText} />
      ) : null}
      {token.kind === 'broken' && token.content !== undefined ? (
        <Payload name={ofToken} text={token.content} />
      ) : null}
      {children}
      {token.kind !== 'opaque' && token.header !== undefined ? (
        <Fold title="Header" isOpen={token.kind !== 'jwt'}>
          <ClaimsTable name="Header" members={token.headerMembers} />
        </Fold>
      ) : null}
      {'claims' in token && token.claims !== undefined ? (
        <ClaimsTable name="Claims" members={token.claimMembers} scopeMeaning={scopeMeaning} />
      ) : null}
    </Card>
  );
}

/** A token that is bound to a key is no bearer token (RFC 9449 §7.1). */
function schemeOf(token: DecodedToken): 'Bearer' | 'DPoP' {
  const cnf = 'claims' in token ? token.claims?.['cnf'] : undefined;
  return isJsonObject(cnf) && Object.hasOwn(cnf, 'jkt') ? 'DPoP' : 'Bearer';
}

function KindPill({ token }: { readonly token: DecodedToken }) {
  switch (token.kind) {
    case 'jwt':
      return null;
    case 'jws':
      return <Pill tone="note">Signed content</Pill>;
    case 'jwe':
      return <Pill tone="note">Encrypted</Pill>;
    case 'broken':
      return <Pill tone="bad">{token.content === undefined ? 'Broken' : 'Not OAuth'}</Pill>;
    case 'opaque':
      return <Pill tone="neutral">Opaque</Pill>;
  }
}

function Payload({ name, text }: { readonly name: string; readonly text: string | undefined }) {
  return (
    <Fold title="Payload" isOpen>
      {text === undefined ? (
        <p className={styles.payload}>Bytes that are no text.</p>
      ) : (
        <p className={styles.payload}>
          <FoldedText of={`the payload of ${name}`} text={text} />
        </p>
      )}
    </Fold>
  );
}

function Explanation({ token }: { readonly token: DecodedToken }) {
  if (token.kind === 'opaque') {
    return (
      <p className={styles.explanation}>
        This token is opaque: it is a reference of {token.raw.length} characters that only the
        server can read. It carries no claims.
      </p>
    );
  }
  return (
    <>
      {token.kind === 'jwe' ? (
        <p className={styles.explanation}>
          This token is encrypted (JWE): its claims can be read only with the key of its recipient.
        </p>
      ) : null}
      {token.kind === 'jws' ? (
        <p className={styles.explanation}>
          This is signed content (JWS), but no JWT: its payload is no set of claims.
        </p>
      ) : null}
      {token.problems.length > 0 ? (
        <ul className={styles.problems}>
          {token.problems.map(({ where, message }) => (
            <li key={where + message}>
              <Pill tone="caution">{where}</Pill> {message}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
