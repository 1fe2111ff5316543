import { isOver, type Run } from '@/utils/oauth/run';
import { signOutUrl } from '@/utils/oauth/sign-out';
import { useIsStored } from '@/utils/state/clients-store';
import { Card } from '../common/Card';
import styles from './RunOtherwise.module.css';
import { RunVariants } from './RunVariants';
import { useRunActions } from './use-run-actions';

/** How a run with a user can be repeated otherwise, once it is over: as another user, or without a page. */
export function RunOtherwise({ run }: { readonly run: Run }) {
  const { run: runAgain } = useRunActions();
  const { client, server } = run;
  const isStored = useIsStored(client.id);
  if (!isOver(run.state) || run.grant !== 'authorization_code') return null;
  const signOut = server === undefined ? undefined : signOutUrl(server, client);
  return (
    <Card title="Run it otherwise">
      <div className={styles.body}>
        <RunVariants
          isDisabled={!isStored}
          onRun={(overrides) => runAgain(client, { overrides })}
        />
        {signOut === undefined ? null : (
          <a href={signOut} target="_blank" rel="noopener noreferrer">
            Sign out at the provider
          </a>
        )}
      </div>
    </Card>
  );
}
