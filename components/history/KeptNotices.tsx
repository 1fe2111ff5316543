import type { KeptAs, KeptRunSummary } from '@/utils/history/kept-run';
import { formatLocalTime } from '@/utils/tokens/times';
import { Notice } from '../common/Notice';

const MEANINGS = {
  redacted:
    'Tokens, codes, secrets and what says who somebody is were taken out before it was stored. In the place of a value stands what it was and a fingerprint, the same for the same value within this run. Its tokens cannot be used any more.',
  sealed:
    'It is whole: everybody who can read this page can read its tokens. They cannot be used from here; copy one, or run the client again.',
} as const satisfies Record<KeptAs, string>;

/** What one must know of a run that was kept. */
export function KeptNotices({ kept }: { readonly kept: KeptRunSummary }) {
  const { keptAs, keptAt, note } = kept;
  return (
    <Notice tone="note">
      <p>
        {`This run was kept ${keptAs === 'sealed' ? 'sealed in the vault' : 'redacted'} on `}
        <time dateTime={new Date(keptAt).toISOString()}>
          {formatLocalTime(keptAt / 1000)}
        </time>. {MEANINGS[keptAs]}
      </p>
      {note === '' ? null : (
        <p>
          Note: <bdi>{note}</bdi>
        </p>
      )}
    </Notice>
  );
}
