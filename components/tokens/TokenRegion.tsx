import { type ReactNode, useState } from 'react';
import type { DecodedToken } from '@/utils/tokens/decode-token';
import { Button } from '../common/Button';
import { Card } from '../common/Card';
import { CopyButton } from '../common/CopyButton';
import { Fold } from '../common/Fold';
import { Pill } from '../common/Pill';
import { ClaimsTable } from './ClaimsTable';
import { TokenText } from './TokenText';
import styles from './TokenRegion.module.css';

type TokenRegionProps = {
  readonly name: string;
  readonly token: DecodedToken;
  /** A verdict, or time left: stands before the buttons. */
  readonly aside?: ReactNode;
  /** What stands below the claims. */
  readonly children?: ReactNode;
};

/** A token: its text, and what can be read of it. */
export function TokenRegion({ name, token, aside, children }: TokenRegionProps) {
  const [isWhole, setWhole] = useState(false);
  const lowerName = name.charAt(0).toLowerCase() + name.slice(1);
  return (
    <Card
      title={name}
      aside={
        <>
          {aside}
          <KindPill token={token} />
          <Button
            size="small"
            aria-label={`${isWhole ? 'Hide' : 'Show whole'} ${name.startsWith('ID') ? name : lowerName}`}
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? 'Hide' : 'Show whole'}
          </Button>
          <CopyButton
            name={name.startsWith('ID') ? `Copy ${name}` : `Copy ${lowerName}`}
            label="Copy"
            text={token.raw}
          />
        </>
      }
    >
      <TokenText token={token} isWhole={isWhole} />
      <Explanation token={token} />
      {token.kind !== 'opaque' && token.header !== undefined ? (
        <Fold title="Header" isOpen={token.kind !== 'jwt'}>
          <ClaimsTable name="Header" members={token.header} />
        </Fold>
      ) : null}
      {'claims' in token && token.claims !== undefined ? (
        <ClaimsTable name="Claims" members={token.claims} />
      ) : null}
      {children}
    </Card>
  );
}

function KindPill({ token }: { readonly token: DecodedToken }) {
  switch (token.kind) {
    case 'jwt':
    case 'jws':
      return null;
    case 'jwe':
      return <Pill tone="note">Encrypted</Pill>;
    case 'broken':
      return <Pill tone="bad">Broken</Pill>;
    case 'opaque':
      return <Pill tone="neutral">Opaque</Pill>;
  }
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
