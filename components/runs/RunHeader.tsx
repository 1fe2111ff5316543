import { useState } from 'react';
import { isOver, type Run } from '@/utils/oauth/run';
import { useIsStored } from '@/utils/state/clients-store';
import { useNewestRefresh } from '@/utils/state/runs-store';
import { Button } from '../common/Button';
import { ClientHeading } from '../common/ClientHeading';
import styles from './RunPage.module.css';
import { useRunActions } from './use-run-actions';
import { isRefreshTokenUsedUp, UsedRefreshToken } from './UsedRefreshToken';

type RunHeaderProps = { readonly run: Run; readonly hasRefreshToken: boolean };

/** Whose run it is, and what can be done with it. */
export function RunHeader({ run, hasRefreshToken }: RunHeaderProps) {
  const { run: runAgain, refresh, cancel } = useRunActions();
  const { client } = run;
  const isStored = useIsStored(client.id);
  const hasEnded = isOver(run.state);
  const newest = useNewestRefresh(run.id);
  const [isWarned, setWarned] = useState(false);
  const askOrRefresh = () => {
    // Whoever presses twice has read it.
    if (isRefreshTokenUsedUp(run, newest) && !isWarned) setWarned(true);
    else refresh(run);
  };
  return (
    <>
      <header className={styles.header}>
        <ClientHeading client={client} />
        {isStored ? (
          <a className={styles.client} href={`#/clients/${client.id}`}>
            Open client
          </a>
        ) : (
          <span className={styles.quiet}>The client was deleted.</span>
        )}
        {hasEnded && hasRefreshToken ? (
          <Button icon="refresh" onClick={askOrRefresh} disabled={!isStored}>
            Refresh
          </Button>
        ) : null}
        {hasEnded ? (
          <Button kind="primary" icon="play" onClick={() => runAgain(client)} disabled={!isStored}>
            Run again
          </Button>
        ) : (
          <Button icon="stop" onClick={() => cancel(run.id)}>
            Cancel run
          </Button>
        )}
      </header>
      {isWarned ? <UsedRefreshToken newest={newest} onUseAnyway={() => refresh(run)} /> : null}
    </>
  );
}
