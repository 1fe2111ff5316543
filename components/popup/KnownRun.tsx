import { isOver, type Run } from '@/utils/oauth/run';
import { type RunResult, resultOf } from '@/utils/oauth/run-result';
import { workbenchUrl } from '@/utils/state/browser-facts';
import { cancelRun, restartRun } from '@/utils/state/runs-store';
import { isDenied } from '@/utils/tokens/scopes';
import { formatRelative } from '@/utils/tokens/times';
import { Button } from '../common/Button';
import { CopyButton } from '../common/CopyButton';
import { Icon } from '../common/Icon';
import { useNow } from '../common/use-now';
import { RunStatus } from '../runs/RunStatus';
import { VaultNotice } from '../vault/VaultNotice';
import { Countdown } from '../tokens/Countdown';
import styles from './KnownRun.module.css';

/** How a run is, what it brought, and what can be done with it. Loaded when there is one. */
export function KnownRun({ run }: { readonly run: Run }) {
  const result = resultOf(run);
  const { response } = result;
  const { state } = run;
  return (
    <>
      <div className={styles.row}>
        <RunStatus state={state} />
        {response?.expiresAt === undefined ? null : <Countdown expiresAt={response.expiresAt} />}
      </div>
      <p className={styles.quiet}>
        {run.client.label} · <Ago milliseconds={run.updatedAt} />
      </p>
      {state.status === 'failed' && state.failure.code === 'vault_locked' ? (
        <VaultNotice onUnlocked={() => void restartRun(run)} />
      ) : state.status === 'failed' ? (
        <p className={styles.remedy}>{state.failure.remedy}</p>
      ) : null}
      <Scopes result={result} />
      <div className={styles.actions}>
        {isOver(state) ? null : (
          <Button size="small" icon="stop" onClick={() => void cancelRun(run.id)}>
            Cancel run
          </Button>
        )}
        {response?.accessToken === undefined ? null : (
          <CopyButton name="Copy token" text={response.accessToken} />
        )}
        <a
          className={styles.details}
          href={workbenchUrl(`#/runs/${run.id}`)}
          target="_blank"
          rel="noopener"
        >
          {wayOn(run)}
        </a>
      </div>
    </>
  );
}

/** Where a run needs its user, what for; the workbench has the room for it. */
function wayOn({ state, redirect }: Run): string {
  if (state.status === 'failed' && state.failure.origins !== undefined) {
    return 'Allow access in the workbench';
  }
  return state.status === 'authorizing' && redirect.mode === 'manual'
    ? 'Paste the callback in the workbench'
    : 'Details';
}

function Ago({ milliseconds }: { readonly milliseconds: number }) {
  const now = useNow();
  return formatRelative(milliseconds / 1000, now);
}

function Scopes({ result: { response, scopes } }: { readonly result: RunResult }) {
  if (response === undefined) return null;
  const denied = scopes.filter(isDenied);
  return (
    <>
      <ul className={styles.scopes} aria-label="Scopes">
        {scopes.map(({ scope, granted }) => (
          <li key={scope} className={granted === false ? styles.denied : styles.scope}>
            {granted === false ? <span className="visually-hidden">not granted: </span> : null}
            {scope}
          </li>
        ))}
      </ul>
      {denied.length === 0 ? null : (
        <p className={styles.warning}>
          <Icon name="warning" />
          {denied.length === 1
            ? '1 scope asked for was not granted'
            : `${denied.length} scopes asked for were not granted`}
        </p>
      )}
    </>
  );
}
