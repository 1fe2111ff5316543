import type { Run } from '@/utils/oauth/run';
import { restartRun } from '@/utils/state/runs-store';
import { Notice } from '../common/Notice';
import { useNow } from '../common/use-now';
import { FailureNotice } from './FailureNotice';
import { RefusalNotice } from './RefusalNotice';
import { useRunActions } from './use-run-actions';

/** What one must know of the state that a run is in, and what can be done about it. */
export function RunNotices({ run }: { readonly run: Run }) {
  const { allow, runInTab, runManually } = useRunActions();
  const { state, redirect } = run;
  return (
    <>
      <RefusalNotice />
      {state.status === 'failed' ? (
        <FailureNotice
          run={run}
          failure={state.failure}
          onAllow={(origins) => allow(run, origins)}
          onUnlocked={() => void restartRun(run)}
          onOpenTab={() => runInTab(run)}
          onPaste={() => runManually(run)}
        />
      ) : null}
      {state.status === 'authorizing' &&
      redirect.mode === 'extension' &&
      run.windowOpenedAt === undefined ? (
        <NoWindowNotice since={run.updatedAt} />
      ) : null}
      {state.status === 'interrupted' ? (
        <Notice tone="caution">
          The background worker was stopped before this run ended. What had arrived is kept below;
          an authorization code is good for one use, so start again.
        </Notice>
      ) : null}
      {state.status === 'cancelled' ? (
        <Notice tone="note">
          {state.by === 'window'
            ? `The sign-in ${redirect.mode === 'capture' ? 'tab' : 'window'} was closed before an answer came. Nothing was sent to the token endpoint.`
            : 'You cancelled this run. Nothing more was sent.'}
        </Notice>
      ) : null}
    </>
  );
}

const PATIENCE_MS = 8000;

/** No window is there to be looked for until the server has sent its page. */
function NoWindowNotice({ since }: { readonly since: number }) {
  const now = useNow();
  return now - since < PATIENCE_MS ? null : (
    <Notice tone="note" role="status">
      No window has opened yet: the authorization server has not sent its page. Wait, or cancel the
      run.
    </Notice>
  );
}
