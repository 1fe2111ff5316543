import type { Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import { revokedTokens } from '@/utils/oauth/used-tokens';
import { scopeMeaning } from '@/utils/clients/templates/all-templates';
import type { TokenVerification } from '@/utils/tokens/verify/verification';
import { Pill } from '../common/Pill';
import { VerifyPanel } from '../inspect/VerifyPanel';
import { ChecksList } from '../tokens/ChecksList';
import { Countdown } from '../tokens/Countdown';
import { TokenRegion } from '../tokens/TokenRegion';
import { VerdictPill } from '../tokens/VerdictPill';

/** What stands below the summary of an ID token; without a word, that it was not verified. */
const VERDICTS: Readonly<Record<TokenVerification['outcome'], string | undefined>> = {
  genuine: 'Verified: its signature and its claims passed every check.',
  refused: 'Refused: it failed a check.',
  unverified: undefined,
};

/** Every token that a run brought. */
export function RunTokens({ run, result }: { readonly run: Run; readonly result: RunResult }) {
  const { response, accessToken, idToken, refreshToken, isRefreshTokenKept, nested } = result;
  const verdict = run.idTokenVerdict;
  const revoked = revokedTokens(run);
  const meaningOfScope = (scope: string) => scopeMeaning(run.client.provider, scope);
  // Where the answer has no access token of its own, that of another member stands for it.
  const outer = response?.accessToken === undefined ? response?.nested[0] : undefined;
  return (
    <>
      {accessToken === undefined ? null : (
        <TokenRegion
          name="Access token"
          token={accessToken}
          scopeMeaning={meaningOfScope}
          aside={
            <>
              {revoked.has('access_token') ? <Pill tone="bad">Revoked</Pill> : null}
              {outer === undefined ? null : <Pill tone="neutral">{`In ${outer.member}`}</Pill>}
              {response?.expiresAt === undefined ? null : (
                <Countdown expiresAt={response.expiresAt} />
              )}
            </>
          }
        >
          <VerifyPanel
            name="Access token"
            token={accessToken}
            hints={{
              issuer: run.server?.issuer,
              jwksUri: run.server?.jwks_uri,
              clientId: run.client.clientId,
            }}
          />
        </TokenRegion>
      )}
      {idToken === undefined ? null : (
        <TokenRegion
          name="ID token"
          token={idToken}
          verdict={verdict === undefined ? undefined : VERDICTS[verdict.outcome]}
          aside={verdict === undefined ? null : <VerdictPill outcome={verdict.outcome} />}
        >
          {verdict === undefined ? null : (
            <ChecksList checks={verdict.checks} isFolded={verdict.outcome === 'genuine'} />
          )}
        </TokenRegion>
      )}
      {refreshToken === undefined ? null : (
        <TokenRegion
          name="Refresh token"
          token={refreshToken}
          aside={
            <>
              {revoked.has('refresh_token') ? <Pill tone="bad">Revoked</Pill> : null}
              {isRefreshTokenKept ? <Pill tone="neutral">As it was sent</Pill> : null}
            </>
          }
        />
      )}
      {nested.map(({ member, token }) => (
        <TokenRegion key={member} name={`Access token in ${member}`} token={token} />
      ))}
    </>
  );
}
