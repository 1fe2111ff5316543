import type { Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import { revokedTokens } from '@/utils/oauth/used-tokens';
import { scopeMeaning } from '@/utils/clients/templates/all-templates';
import { Pill } from '../common/Pill';
import { useVerdict } from '../inspect/use-verdict';
import { VerifyPanel } from '../inspect/VerifyPanel';
import { ChecksList } from '../tokens/ChecksList';
import { Countdown } from '../tokens/Countdown';
import { TokenRegion } from '../tokens/TokenRegion';
import { VERDICT_WORDS } from '../tokens/verdict-words';
import { VerdictPill } from '../tokens/VerdictPill';

type RunTokensProps = {
  readonly run: Run;
  readonly result: RunResult;
  /** Only what the tokens say was kept, redacted. */
  readonly isRedacted?: boolean;
};

/** Every token that a run brought. */
export function RunTokens({ run, result, isRedacted = false }: RunTokensProps) {
  const { response, accessToken, idToken, refreshToken, isRefreshTokenKept, nested } = result;
  const verdict = run.idTokenVerdict;
  const revoked = revokedTokens(run);
  const ofAccessToken = useVerdict(accessToken?.raw);
  const meaningOfScope = (scope: string) => scopeMeaning(run.client.provider, scope);
  // Where the answer has no access token of its own, that of another member stands for it.
  const outer = response?.accessToken === undefined ? response?.nested[0] : undefined;
  return (
    <>
      {accessToken === undefined ? null : (
        <TokenRegion
          name="Access token"
          token={accessToken}
          isRedacted={isRedacted}
          verdict={ofAccessToken.words}
          scopeMeaning={meaningOfScope}
          aside={
            <>
              {ofAccessToken.verdict === undefined ? null : (
                <VerdictPill outcome={ofAccessToken.verdict} />
              )}
              {revoked.has('access_token') ? <Pill tone="bad">Revoked</Pill> : null}
              {outer === undefined ? null : <Pill tone="neutral">{`In ${outer.member}`}</Pill>}
              {response?.expiresAt === undefined ? null : (
                <Countdown expiresAt={response.expiresAt} />
              )}
            </>
          }
        >
          {isRedacted ? null : (
            <VerifyPanel
              name="Access token"
              token={accessToken}
              hints={{
                issuer: run.server?.issuer,
                jwksUri: run.server?.jwks_uri,
                clientId: run.client.clientId,
              }}
              onVerdict={ofAccessToken.onVerdict}
            />
          )}
        </TokenRegion>
      )}
      {idToken === undefined ? null : (
        <TokenRegion
          name="ID token"
          token={idToken}
          isRedacted={isRedacted}
          verdict={verdict === undefined ? undefined : VERDICT_WORDS[verdict.outcome]}
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
          isRedacted={isRedacted}
          aside={
            <>
              {revoked.has('refresh_token') ? <Pill tone="bad">Revoked</Pill> : null}
              {isRefreshTokenKept ? <Pill tone="neutral">As it was sent</Pill> : null}
            </>
          }
        />
      )}
      {nested.map(({ member, token }) => (
        <TokenRegion
          key={member}
          name={`Access token in ${member}`}
          token={token}
          isRedacted={isRedacted}
        />
      ))}
    </>
  );
}
