import type { KeptAs } from '@/utils/history/kept-run';

/** How a run is kept, in a word or two. */
export const KEPT_WORDS = {
  redacted: 'Kept redacted',
  sealed: 'Kept sealed',
} as const satisfies Record<KeptAs, string>;
