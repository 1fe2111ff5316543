import type { RunState } from '@/utils/oauth/run';
import type { Tone } from '../common/Pill';

/** The tone in which each state of a run is shown. */
export const TONES = {
  preparing: 'busy',
  discovering: 'busy',
  authorizing: 'busy',
  exchanging: 'busy',
  verifying: 'busy',
  done: 'good',
  failed: 'bad',
  cancelled: 'neutral',
  interrupted: 'caution',
} as const satisfies Record<RunState['status'], Tone>;
