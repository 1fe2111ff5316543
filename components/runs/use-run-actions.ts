import { useLocation } from 'wouter';
import { withOverrides } from '@/utils/clients/authorization-parameters';
import type { Client } from '@/utils/clients/client';
import { requiredOrigins } from '@/utils/clients/origins';
import type { Run } from '@/utils/oauth/run';
import { askForAccess, askForRun } from '@/utils/state/access-store';
import { cancelRun, restartRun, type RunWish, startRun } from '@/utils/state/runs-store';

/** Starting and ending runs from the workbench. */
export function useRunActions() {
  const [, navigate] = useLocation();

  const start = async (clientId: string, wish: RunWish = {}) => {
    const runId = await startRun(clientId, wish);
    if (runId !== undefined) navigate(`/runs/${runId}`);
  };

  return {
    /**
     * Starts a stored client. Where a permission is missing the browser asks for it now, which only a click may do;
     * the run says meanwhile that it lacks it, and begins anew when it is given.
     */
    run: (client: Client, wish: Pick<RunWish, 'overrides'> = {}) => {
      void askForRun(client);
      void start(client.id, wish);
    },
    /** Runs a client as it was run before, refreshing the same tokens if it did that. */
    runAsBefore: ({ client, redirect, overrides, refreshes }: Run) => {
      void askForRun(client, redirect);
      void start(client.id, {
        overrides,
        ...(redirect.mode === client.redirectMode ? {} : { redirectMode: redirect.mode }),
        ...(refreshes === undefined ? {} : { refreshes: refreshes.runId }),
      });
    },
    /** The same, with the server asked to let the user choose an account (OpenID Connect Core §3.1.2.1). */
    runAsOther: ({ client, redirect, overrides }: Run) => {
      void askForRun(client, redirect);
      void start(client.id, {
        overrides: withOverrides(overrides, [['prompt', 'select_account']]),
        ...(redirect.mode === client.redirectMode ? {} : { redirectMode: redirect.mode }),
      });
    },
    /** Runs a client as it was run before, but in a tab, where one sees what the sign-in window hid. */
    runInTab: ({ client, redirect, overrides }: Run) => {
      const redirectMode = 'capture';
      void askForRun(client, { ...redirect, mode: redirectMode });
      void start(client.id, { redirectMode, overrides });
    },
    /** Begins a run anew without capturing anything: its callback is pasted. */
    runManually: (run: Run) => {
      void restartRun(run, 'manual');
    },
    /** The same for a client that has to be stored first; `save` gives its id, or nothing if it cannot be. */
    saveAndRun: (
      client: Client,
      save: () => Promise<string | undefined>,
      wish: Pick<RunWish, 'overrides'> = {},
    ) => {
      void askForRun(client);
      void save().then((id) => (id === undefined ? undefined : start(id, wish)));
    },
    /** Asks for access; the worker begins the run anew when it is given. */
    allow: (run: Run, origins: readonly string[]) => {
      void askForAccess(origins).then((isAllowed) => (isAllowed ? restartRun(run) : undefined));
    },
    /** Refreshes the tokens of a run; that is a run of its own. */
    refresh: (run: Run) => {
      void askForAccess(requiredOrigins(run.client));
      void start(run.client.id, { refreshes: run.id });
    },
    cancel: (runId: string) => {
      void cancelRun(runId);
    },
  };
}
