import type { Run } from '@/utils/oauth/run';
import type { RunResult } from '@/utils/oauth/run-result';
import type { IdTokenVerdict } from '@/utils/tokens/verify-id-token';
import { Pill } from '../common/Pill';
import { ChecksList } from '../tokens/ChecksList';
import { Countdown } from '../tokens/Countdown';
import { TokenRegion } from '../tokens/TokenRegion';

/** What stands below the summary of an ID token; without a word, that it was not verified. */
const VERDICTS: Readonly<Record<IdTokenVerdict['outcome'], string | undefined>> = {
  genuine: 'Verified: its signature and its claims passed every check.',
  refused: 'Refused: it failed a check.',
  unverified: undefined,
};

/** Every token that a run brought. */
export function RunTokens({ run, result }: { readonly run: Run; readonly result: RunResult }) {
  const { response, accessToken, idToken, refreshToken, isRefreshTokenKept, nested } = result;
  const verdict = run.idTokenVerdict;
  // Where the answer has no access token of its own, that of another member stands for it.
  const outer = response?.accessToken === undefined ? response?.nested[0] : undefined;
  return (
    <>
      {accessToken === undefined ? null : (
        <TokenRegion
          name="Access token"
          token={accessToken}
          aside={
            <>
              {outer === undefined ? null : <Pill tone="neutral">{`In ${outer.member}`}</Pill>}
              {response?.expiresAt === undefined ? null : (
                <Countdown expiresAt={response.expiresAt} />
              )}
            </>
          }
        />
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
          aside={isRefreshTokenKept ? <Pill tone="neutral">As it was sent</Pill> : null}
        />
      )}
      {nested.map(({ member, token }) => (
        <TokenRegion key={member} name={`Access token in ${member}`} token={token} />
      ))}
    </>
  );
}

function VerdictPill({ outcome }: { readonly outcome: IdTokenVerdict['outcome'] }) {
  switch (outcome) {
    case 'genuine':
      return <Pill tone="good">Genuine</Pill>;
    case 'refused':
      return <Pill tone="bad">Refused</Pill>;
    case 'unverified':
      return <Pill tone="caution">Not verified</Pill>;
  }
}
