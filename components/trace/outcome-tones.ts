import type { TraceOutcome } from '@/utils/trace/trace';
import type { Tone } from '../common/Pill';

/** The tone in which each end of a message is shown. */
export const OUTCOME_TONES = {
  ok: 'good',
  error: 'bad',
  'no-answer': 'bad',
  redirect: 'caution',
  pending: 'busy',
} as const satisfies Record<TraceOutcome['kind'], Tone>;
