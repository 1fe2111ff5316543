import { decodeToken } from '@/utils/tokens/decode-token';
import type { RecognisedToken } from '@/utils/tokens/recognised';
import { TokenRegion } from '../tokens/TokenRegion';
import { TokenTimes } from '../tokens/TokenTimes';

/** One token of what was pasted. */
export function InspectedToken({ recognised }: { readonly recognised: RecognisedToken }) {
  const token = decodeToken(recognised.value, recognised.unprotected);
  return <TokenRegion name={recognised.name} token={token} aside={<TokenTimes token={token} />} />;
}
