import type { DecodedToken } from '@/utils/tokens/decode-token';
import type { Unprotected } from '@/utils/tokens/recognised';
import type { SdJwt } from '@/utils/tokens/sd-jwt';
import type { Verdict } from '../tokens/verdict-words';
import { DecryptForm } from './DecryptForm';
import { DecryptedContent } from './DecryptedContent';
import type { TokenHints } from './token-hints';
import { VerifyForm } from './VerifyForm';

export type VerifyPanelProps = {
  readonly token: DecodedToken;
  /** What the token is called where it was found: `Access token` */
  readonly name: string;
  readonly unprotected?: Unprotected | undefined;
  readonly hints?: TokenHints;
  /** What the token is a part of. */
  readonly sdJwt?: SdJwt | undefined;
  /** Called with the verdict once the signature was checked, and without when that does not hold any more. */
  readonly onVerdict?: (verdict: Verdict | undefined) => void;
};

/** Verifies a token with the keys of its issuer or with a key that is pasted; decrypts it first where it is encrypted. */
export function VerifyPanel({ token, unprotected, ...rest }: VerifyPanelProps) {
  if (token.kind === 'jwe') {
    return (
      <DecryptForm token={token} unprotected={unprotected}>
        {(decryption) => (
          <DecryptedContent
            decryption={decryption}
            panel={(inner, onVerdict) => (
              <VerifyPanel
                key={inner.raw}
                token={inner}
                name="Decrypted token"
                hints={rest.hints ?? {}}
                onVerdict={onVerdict}
              />
            )}
          />
        )}
      </DecryptForm>
    );
  }
  const isSigned =
    token.kind === 'jwt' ||
    token.kind === 'jws' ||
    (token.kind === 'broken' && token.segments.length === 3);
  return isSigned ? <VerifyForm token={token} unprotected={unprotected} {...rest} /> : null;
}
