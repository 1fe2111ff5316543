import { useHistoryState } from 'wouter/use-browser-location';

/** The history state of a client's page that one comes to by saving it for the first time. */
export const JUST_SAVED = 'just-saved';

export function useIsJustSaved(): boolean {
  return useHistoryState<unknown>() === JUST_SAVED;
}
