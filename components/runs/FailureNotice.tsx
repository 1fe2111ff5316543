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
  /** Runs again in a tab. */
  readonly onOpenTab: () => void;
  /** Runs again with a callback that is pasted. */
  readonly onPaste: () => void;
};

/** Why a run failed, and what to do about it. */
export function FailureNotice(props: FailureNoticeProps) {
  const { run, failure, onAllow, onUnlocked, onOpenTab, onPaste } = props;
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
      {isStored && origins !== undefined && run.redirect.mode === 'capture' ? (
        <Button onClick={onPaste}>Paste the callback URL instead</Button>
      ) : null}
      {isStored && failure.code === 'page_not_loaded' && run.redirect.mode === 'extension' ? (
        <Button icon="open" onClick={onOpenTab}>
          Open in a tab
        </Button>
      ) : null}
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
