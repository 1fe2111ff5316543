import { useState } from 'react';
import type { Run, RunStep } from '@/utils/oauth/run';
import { seePage } from '@/utils/state/runs-store';

/** Asks for the sign-in page of a run that is over, and shows what came of it. */
export function useSeePage(run: Run, onStep: (step: RunStep) => void) {
  const [isBusy, setBusy] = useState(false);
  const see = async () => {
    setBusy(true);
    const isSeen = await seePage(run.id);
    setBusy(false);
    if (isSeen) onStep('sign-in');
  };
  return { isBusy, see };
}
