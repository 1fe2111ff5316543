import { useHistoryState } from 'wouter/use-browser-location';
import type { RequestNote } from '@/utils/clients/request-notes';

/** The history state of a client's page that one comes to with “Save as client”. It holds nothing of the request. */
export type RequestArrival = {
  /** Whether the client was made for it, or was here already. */
  readonly isNew: boolean;
  readonly notes: readonly RequestNote[];
};

/** How one came to this page from an authorization request; nothing if one did not. */
export function useRequestArrival(): RequestArrival | undefined {
  const state = useHistoryState<unknown>();
  // Only our own pages write it.
  return typeof state === 'object' && state !== null && 'isNew' in state
    ? (state as RequestArrival)
    : undefined;
}
