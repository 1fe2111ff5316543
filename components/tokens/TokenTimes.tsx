import type { DecodedToken } from '@/utils/tokens/decode-token';
import { Countdown } from './Countdown';

/** How long a token says that it is still good for. */
export function TokenTimes({ token }: { readonly token: DecodedToken }) {
  const exp = token.kind === 'jwt' ? token.claims['exp'] : undefined;
  return typeof exp === 'number' ? <Countdown expiresAt={exp * 1000} /> : null;
}
