import { asItFailed } from './as-it-failed';
import { callbackCauses } from './callback/callback-causes';
import { stateCauses } from './callback/state-causes';
import type { CauseRule } from './diagnosis';
import { authorizationCauses } from './sign-in/authorization-causes';
import { endedCauses } from './sign-in/ended-causes';
import { pageCauses } from './sign-in/page-causes';
import { startCauses } from './start/start-causes';

/** Every cause that is known, from the particular to the general. */
export const ALL_CAUSES: readonly CauseRule[] = [
  ...startCauses,
  ...stateCauses,
  ...callbackCauses,
  ...authorizationCauses,
  ...pageCauses,
  ...endedCauses,
  asItFailed,
];
