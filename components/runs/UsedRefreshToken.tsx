import type { Run } from '@/utils/oauth/run';
import { revokedTokens } from '@/utils/oauth/used-tokens';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';

type UsedRefreshTokenProps = {
  /** The run that has the newest refresh token. */
  readonly newest: string | undefined;
  readonly onUseAnyway: () => void;
};

/** Asks before a refresh token is used that was replaced by a newer one, or revoked. */
export function UsedRefreshToken({ newest, onUseAnyway }: UsedRefreshTokenProps) {
  return (
    <Notice tone="caution" role="alert">
      <p>
        {newest === undefined ? (
          'This refresh token was revoked here: the server should refuse it.'
        ) : (
          <>
            This refresh token was replaced by a newer one in{' '}
            <a href={`#/runs/${newest}`}>a later run: open it</a>. A server may take a second use of
            the old one for theft, and end all tokens of this sign-in (RFC 9700 §4.14.2).
          </>
        )}
      </p>
      <Button onClick={onUseAnyway}>Use the old one all the same</Button>
    </Notice>
  );
}

/** Whether the refresh token of a run is known to be of no use any more. */
export function isRefreshTokenUsedUp(run: Run, newest: string | undefined): boolean {
  return newest !== undefined || revokedTokens(run).has('refresh_token');
}
