import { isOver, type Run } from '@/utils/oauth/run';
import { signOutUrl } from '@/utils/oauth/sign-out';
import { serverForUses } from '@/utils/oauth/use-endpoints';
import { useClientList } from '@/utils/state/clients-store';
import { Card } from '../common/Card';
import styles from './RunOtherwise.module.css';
import { RunVariants } from './RunVariants';
import { useRunActions } from './use-run-actions';

/** How a run with a user can be repeated otherwise, once it is over: as another user, or without a page. */
export function RunOtherwise({ run }: { readonly run: Run }) {
  const { run: runAgain } = useRunActions();
  const { client } = run;
  const stored = useClientList().find(({ id }) => id === client.id);
  const server = serverForUses(run, stored);
  if (!isOver(run.state) || run.grant !== 'authorization_code') return null;
  const signOut = server === undefined ? undefined : signOutUrl(server, client);
  return (
    <Card title="Run it otherwise">
      <div className={styles.body}>
        <RunVariants
          isDisabled={stored === undefined}
          onRun={(overrides) => runAgain(client, { overrides })}
        />
        {signOut === undefined ? null : (
          <p>
            <a href={signOut} target="_blank" rel="noopener noreferrer">
              Log out
            </a>{' '}
            <span className={styles.quiet}>
              at the provider, in a tab. The ID token is not sent along, since it would stand in the
              address: so the server asks first.
            </span>
          </p>
        )}
      </div>
    </Card>
  );
}
