import type { Run } from '@/utils/oauth/run';
import { Notice } from '../common/Notice';
import { useNow } from '../common/use-now';
import { RefusalNotice } from './RefusalNotice';

/** What one must know of a run while nothing can be said of how it ends. */
export function RunNotices({ run }: { readonly run: Run }) {
  const { state, redirect } = run;
  return (
    <>
      <RefusalNotice />
      {state.status === 'authorizing' &&
      redirect.mode === 'extension' &&
      run.windowOpenedAt === undefined ? (
        <NoWindowNotice since={run.updatedAt} />
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
