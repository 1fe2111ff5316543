import type { CauseRule } from './diagnosis';
import { sentence } from './words';

/** What was noticed as the run failed: the last word where nothing better is known. */
export const asItFailed: CauseRule = {
  id: 'as-it-failed',
  part: 'start',
  cause: 'The run failed as its status says.',
  remedy: 'Look at the step where it failed.',
  places: [],
  find: ({ failure, run }) =>
    failure === undefined
      ? undefined
      : {
          certainty: 'possible',
          cause: sentence(failure.cause),
          remedy: failure.remedy,
          ...(run === undefined ? {} : { places: [{ kind: 'step', step: run.step }] }),
        },
};
