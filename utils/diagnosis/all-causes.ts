import type { CauseRule } from './diagnosis';
import { asItFailed } from './as-it-failed';
import { authorizationCauses } from './sign-in/authorization-causes';

/** Every cause that is known, from the particular to the general. */
export const ALL_CAUSES: readonly CauseRule[] = [...authorizationCauses, asItFailed];
