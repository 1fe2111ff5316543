import type { RunState } from '@/utils/oauth/run';
import { Pill } from '../common/Pill';
import { StatusWord } from './StatusWord';

/** The state of the run that one looks at; read out as it changes. */
export function RunStatus({ state }: { readonly state: RunState | undefined }) {
  return (
    <div role="status" aria-label="Run status">
      {state === undefined ? <Pill tone="neutral">No run yet</Pill> : <StatusWord state={state} />}
    </div>
  );
}
