import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Client } from '@/utils/clients/client';
import { requiredOrigins } from '@/utils/clients/origins';
import type { Run } from '@/utils/oauth/run';
import { askForAccess } from '@/utils/state/access-store';
import { cancelRun, startRun } from '@/utils/state/runs-store';

/** Starting and ending runs from the workbench. `message` says why the last attempt was refused. */
export function useRunActions() {
  const [message, setMessage] = useState<string>();
  const [, navigate] = useLocation();

  const start = async (clientId: string, runId?: string) => {
    setMessage(undefined);
    const reply = await startRun(clientId, runId);
    if (!reply.ok) setMessage(reply.message);
    else if (reply.runId !== undefined) navigate(`/runs/${reply.runId}`);
  };

  return {
    message,
    /**
     * Starts a stored client. Where a permission is missing the browser asks for it now, which only a click may do;
     * the run says meanwhile that it lacks it, and begins anew when it is given. `prepare` may call it off.
     */
    run: (client: Client, prepare: () => Promise<boolean> = () => Promise.resolve(true)) => {
      void askForAccess(requiredOrigins(client));
      void prepare().then((isReady) => (isReady ? start(client.id) : undefined));
    },
    runAgain: (run: Run) => {
      void askForAccess(requiredOrigins(run.client));
      void start(run.client.id);
    },
    /** Asks for access; the worker begins the run anew when it is given. */
    allow: (run: Run, origins: readonly string[]) => {
      void askForAccess(origins).then((isAllowed) =>
        isAllowed ? startRun(run.client.id, run.id) : undefined,
      );
    },
    cancel: (runId: string) => {
      void cancelRun(runId);
    },
  };
}
