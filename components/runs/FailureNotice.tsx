import type { Run } from '@/utils/oauth/run';
import type { Failure } from '@/utils/oauth/failure';
import { hostsInWords } from '@/utils/oauth/failure';
import { useIsStored } from '@/utils/state/clients-store';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import { VaultNotice } from '../vault/VaultNotice';

type FailureNoticeProps = {
  readonly run: Run;
  readonly failure: Failure;
  readonly onAllow: (origins: readonly string[]) => void;
  readonly onUnlocked: () => void;
};

/** Why a run failed, and what to do about it. */
export function FailureNotice({ run, failure, onAllow, onUnlocked }: FailureNoticeProps) {
  const { origins } = failure;
  const isStored = useIsStored(run.client.id);
  if (failure.code === 'vault_locked') return <VaultNotice onUnlocked={onUnlocked} />;
  return (
    <Notice tone="bad">
      <p>{failure.remedy}</p>
      {origins === undefined ? null : (
        <Button kind="primary" icon="lock" onClick={() => onAllow(origins)}>
          Allow access to {hostsInWords(origins)}
        </Button>
      )}
      {isStored && EDITABLE.has(failure.code) ? (
        <a href={`#/clients/${run.client.id}`}>Edit the client “{run.client.label}”</a>
      ) : null}
    </Notice>
  );
}

/** Failures that are mended in the client's form. */
const EDITABLE: ReadonlySet<Failure['code']> = new Set([
  'client_incomplete',
  'secret_missing',
  'discovery_failed',
  'issuer_mismatch',
  'page_not_loaded',
  'redirect_mismatch',
  'authorization_error',
  'server_unreachable',
  'token_error',
  'token_response_invalid',
]);
