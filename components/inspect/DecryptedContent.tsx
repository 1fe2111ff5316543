import { type ReactNode, useMemo } from 'react';
import { decodeToken, type DecodedToken } from '@/utils/tokens/decode-token';
import { parseJsonObject } from '@/utils/tokens/json';
import { membersOf } from '@/utils/tokens/json-members';
import type { Decryption } from '@/utils/tokens/verify/decrypt-token';
import { Notice } from '../common/Notice';
import { RawText } from '../common/RawText';
import { ClaimsTable } from '../tokens/ClaimsTable';
import { TokenRegion } from '../tokens/TokenRegion';
import { TokenSummary } from '../tokens/TokenSummary';
import { TokenTimes } from '../tokens/TokenTimes';
import type { Verdict } from '../tokens/verdict-words';
import { useVerdict } from './use-verdict';
import styles from './VerifyPanel.module.css';

type DecryptedContentProps = {
  readonly decryption: Extract<Decryption, { ok: true }>;
  /** Verifies the token that was inside, and calls back with the verdict. */
  readonly panel: (
    token: DecodedToken,
    onVerdict: (verdict: Verdict | undefined) => void,
  ) => ReactNode;
};

/** What was inside of an encrypted token: another token (RFC 7519 §5.2), claims or any text. */
export function DecryptedContent({ decryption, panel }: DecryptedContentProps) {
  const { text, bytes, detail } = decryption;
  const inner = useMemo(() => (text === undefined ? undefined : decodeToken(text)), [text]);
  const claims = useMemo(() => {
    const parsed = parseJsonObject(text ?? '');
    return parsed.ok ? parsed.value : undefined;
  }, [text]);
  const { verdict, words, onVerdict } = useVerdict(inner?.raw);
  return (
    <>
      <Notice tone="good" role="status">
        {detail}
      </Notice>
      {inner !== undefined && inner.kind !== 'opaque' ? (
        <TokenRegion
          name="Decrypted token"
          token={inner}
          verdict={words}
          aside={<TokenTimes token={inner} verdict={verdict} />}
        >
          {panel(inner, onVerdict)}
        </TokenRegion>
      ) : text === undefined ? (
        <p className={styles.quiet}>It holds {bytes} bytes that are no text (UTF-8).</p>
      ) : (
        <>
          {claims === undefined ? null : (
            <>
              <TokenSummary
                claims={claims}
                verdict="Encrypted, but not signed: whoever can encrypt for this key can have written it."
              />
              <ClaimsTable name="Claims" members={membersOf(text)} />
            </>
          )}
          <RawText label="Decrypted content" text={text} />
        </>
      )}
    </>
  );
}
