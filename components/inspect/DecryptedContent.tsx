import { type ReactNode, useMemo, useState } from 'react';
import { decodeToken, type DecodedToken } from '@/utils/tokens/decode-token';
import type { Decryption } from '@/utils/tokens/verify/decrypt-token';
import { Notice } from '../common/Notice';
import { RawText } from '../common/RawText';
import { TokenRegion } from '../tokens/TokenRegion';
import { TokenTimes } from '../tokens/TokenTimes';
import styles from './VerifyPanel.module.css';

type DecryptedContentProps = {
  readonly decryption: Extract<Decryption, { ok: true }>;
  /** What stands below the token that was inside; it says whether its signature was checked. */
  readonly panel: (token: DecodedToken, onChecked: (isChecked: boolean) => void) => ReactNode;
};

/** What was inside of an encrypted token: another token (RFC 7519 §5.2), claims or any text. */
export function DecryptedContent({ decryption, panel }: DecryptedContentProps) {
  const { text, bytes, detail } = decryption;
  const [isChecked, setChecked] = useState(false);
  const inner = useMemo(() => (text === undefined ? undefined : decodeToken(text)), [text]);
  return (
    <>
      <Notice tone="good" role="status">
        {detail}
      </Notice>
      {inner !== undefined && inner.kind !== 'opaque' ? (
        <TokenRegion
          name="Decrypted token"
          token={inner}
          aside={<TokenTimes token={inner} isChecked={isChecked} />}
        >
          {panel(inner, setChecked)}
        </TokenRegion>
      ) : text === undefined ? (
        <p className={styles.quiet}>It holds {bytes} bytes that are no text (UTF-8).</p>
      ) : (
        <RawText label="Decrypted content" text={text} />
      )}
    </>
  );
}
