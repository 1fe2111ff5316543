import { useMemo } from 'react';
import { providerOfToken } from '@/utils/clients/provider-of-token';
import { scopeMeaning } from '@/utils/clients/templates/all-templates';
import { useClientList } from '@/utils/state/clients-store';
import { decodeToken } from '@/utils/tokens/decode-token';
import type { RecognisedToken } from '@/utils/tokens/recognised';
import type { SdJwt } from '@/utils/tokens/sd-jwt';
import { TokenRegion } from '../tokens/TokenRegion';
import { TokenTimes } from '../tokens/TokenTimes';
import { useVerdict } from './use-verdict';
import { VerifyPanel } from './VerifyPanel';

type InspectedTokenProps = {
  readonly recognised: RecognisedToken;
  /** All tokens of what was pasted: an ID token and a DPoP proof name the access token that they go with. */
  readonly siblings?: readonly RecognisedToken[];
  /** The SD-JWT that was pasted, whose issuer token or key binding this may be. */
  readonly sdJwt?: SdJwt | undefined;
};

/** One token of what was pasted. */
export function InspectedToken({ recognised, siblings, sdJwt }: InspectedTokenProps) {
  const { name, value, unprotected } = recognised;
  const token = useMemo(() => decodeToken(value, unprotected), [value, unprotected]);
  const { verdict, words, onVerdict } = useVerdict(value);
  const clients = useClientList();
  const claims = 'claims' in token ? token.claims : undefined;
  const provider = claims === undefined ? undefined : providerOfToken(claims, clients);
  return (
    <TokenRegion
      name={name}
      token={token}
      verdict={words}
      scopeMeaning={provider === undefined ? undefined : (scope) => scopeMeaning(provider, scope)}
      aside={<TokenTimes token={token} verdict={verdict} />}
    >
      {/* What was typed in for one token says nothing about another. */}
      <VerifyPanel
        key={value}
        name={name}
        token={token}
        unprotected={unprotected}
        sdJwt={isPartOf(sdJwt, recognised) ? sdJwt : undefined}
        hints={{
          accessToken: siblings?.find(
            (other) => other.name === 'Access token' && name !== other.name,
          )?.value,
        }}
        onVerdict={onVerdict}
      />
    </TokenRegion>
  );
}

function isPartOf(sdJwt: SdJwt | undefined, { name, value }: RecognisedToken): boolean {
  return value === (name === 'Key binding' ? sdJwt?.keyBinding : sdJwt?.jwt);
}
