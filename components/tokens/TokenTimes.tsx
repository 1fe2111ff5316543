import type { DecodedToken } from '@/utils/tokens/decode-token';
import { isPlausibleTime } from '@/utils/tokens/times';
import { Pill } from '../common/Pill';
import { useNow } from '../common/use-now';
import { Countdown } from './Countdown';
import type { Verdict } from './verdict-words';
import { VerdictPill } from './VerdictPill';

type TokenTimesProps = {
  readonly token: DecodedToken;
  /** Once its signature was held against a key. */
  readonly verdict?: Verdict | undefined;
};

/** What a pasted token says of itself: whether it is valid yet, and for how long. */
export function TokenTimes({ token, verdict }: TokenTimesProps) {
  const now = useNow();
  if (token.kind !== 'jwt') return null;
  const { exp, nbf } = token.claims;
  const isEarly = typeof nbf === 'number' && isPlausibleTime(nbf) && nbf * 1000 > now;
  const hasEnd = typeof exp === 'number' && isPlausibleTime(exp);
  return (
    <>
      {isEarly ? <Pill tone="caution">Not valid yet</Pill> : null}
      {hasEnd && !isEarly ? <Countdown expiresAt={exp * 1000} /> : null}
      {verdict === undefined ? (
        <Pill tone="neutral">Signature not checked</Pill>
      ) : (
        <VerdictPill outcome={verdict} />
      )}
    </>
  );
}
