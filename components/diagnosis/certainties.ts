import type { Certainty } from '@/utils/diagnosis/diagnosis';
import type { IconName } from '../common/Icon';

/** How sure a cause is, in words and as a sign. */
export const CERTAINTIES = {
  seen: { icon: 'check', words: 'Seen in the record' },
  said: { icon: 'info', words: 'The server says so' },
  likely: { icon: 'warning', words: 'Likely' },
  possible: { icon: 'dash', words: 'Possible' },
} as const satisfies Record<Certainty, { readonly icon: IconName; readonly words: string }>;
