import { type RunState, stateInWords } from '@/utils/oauth/run';
import { Pill } from '../common/Pill';
import { TONES } from './run-tones';

/** The state of a run in a list. */
export function StatusWord({ state }: { readonly state: RunState }) {
  return <Pill tone={TONES[state.status]}>{stateInWords(state)}</Pill>;
}
