import { useMemo, useState } from 'react';
import { decodeToken } from '@/utils/tokens/decode-token';
import type { RecognisedToken } from '@/utils/tokens/recognised';
import { TokenRegion } from '../tokens/TokenRegion';
import { TokenTimes } from '../tokens/TokenTimes';
import { VerifyPanel } from './VerifyPanel';

type InspectedTokenProps = {
  readonly recognised: RecognisedToken;
  /** All tokens of what was pasted: an ID token and a DPoP proof name the access token that they go with. */
  readonly siblings?: readonly RecognisedToken[];
};

/** One token of what was pasted. */
export function InspectedToken({ recognised, siblings }: InspectedTokenProps) {
  const { name, value, unprotected } = recognised;
  const token = useMemo(() => decodeToken(value, unprotected), [value, unprotected]);
  const [checked, setChecked] = useState<string>();
  return (
    <TokenRegion
      name={name}
      token={token}
      aside={<TokenTimes token={token} isChecked={checked === value} />}
    >
      {/* What was typed in for one token says nothing about another. */}
      <VerifyPanel
        key={value}
        name={name}
        token={token}
        unprotected={unprotected}
        hints={{
          accessToken: siblings?.find(
            (other) => other.name === 'Access token' && name !== other.name,
          )?.value,
        }}
        onChecked={(isChecked) => setChecked(isChecked ? value : undefined)}
      />
    </TokenRegion>
  );
}
