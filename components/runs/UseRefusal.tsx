import { hostsInWords } from '@/utils/oauth/failure';
import type { Run } from '@/utils/oauth/run';
import type { UseProgress } from '@/utils/state/runs-store';
import { useIsStored } from '@/utils/state/clients-store';
import { Button } from '../common/Button';
import { Notice } from '../common/Notice';
import { VaultNotice } from '../vault/VaultNotice';

type UseRefusalProps = {
  readonly run: Run;
  readonly refusal: Extract<UseProgress, { readonly status: 'refused' }>['refusal'];
  /** Asks for access where it is missing, and tries again. */
  readonly onRetry: () => void;
};

/** Why a token was not used, and what to do about it. */
export function UseRefusal({ run, refusal, onRetry }: UseRefusalProps) {
  const { message, obstacle, origins } = refusal;
  const isStored = useIsStored(run.client.id);
  if (obstacle === 'vault_locked') return <VaultNotice onUnlocked={onRetry} />;
  return (
    <Notice tone="bad" role="alert">
      <p>{message}</p>
      {origins === undefined ? null : (
        <Button kind="primary" icon="lock" onClick={onRetry}>
          Allow access to {hostsInWords(origins)}
        </Button>
      )}
      {isStored && obstacle === 'secret_missing' ? (
        <a href={`#/clients/${run.client.id}`}>Edit the client “{run.client.label}”</a>
      ) : null}
    </Notice>
  );
}
