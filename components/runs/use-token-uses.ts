import type { Run } from '@/utils/oauth/run';
import type { ServerMetadata } from '@/utils/oauth/server-metadata';
import type { WantedUse } from '@/utils/oauth/token-use';
import { endpointOfUse, serverForUses } from '@/utils/oauth/use-endpoints';
import { askForAccess } from '@/utils/state/access-store';
import { useClientList } from '@/utils/state/clients-store';
import { actOnToken, type UseProgress, useProgress } from '@/utils/state/runs-store';

/** What can be done with the tokens of a run, and how far that is. */
export function useTokenUses(run: Run): {
  readonly server: ServerMetadata | undefined;
  readonly isStored: boolean;
  readonly progress: UseProgress | undefined;
  /** Call it in the handler of a click: where access is missing, the browser asks for it now. */
  readonly act: (wanted: WantedUse) => void;
} {
  const stored = useClientList().find(({ id }) => id === run.client.id);
  const server = serverForUses(run, stored);
  const progress = useProgress(run.id);
  return {
    server,
    isStored: stored !== undefined,
    progress,
    act: (wanted) => {
      const address = wanted.kind === 'resource' ? wanted.url : endpointOfUse(server, wanted.kind);
      const origin = URL.parse(address ?? '')?.origin;
      void actOnToken(run.id, wanted, askForAccess(origin === undefined ? [] : [origin]));
    },
  };
}
