import type { CauseRule } from '../diagnosis';
import { useClientCauses } from './client-causes';
import { endpointCauses } from './endpoint-causes';
import { inactiveCauses } from './inactive-causes';
import { scopeCauses } from './scope-causes';
import { tokenCauses } from './token-causes';

/** Causes that show where tokens are used after a run. */
export const useCauses: readonly CauseRule[] = [
  ...endpointCauses,
  ...useClientCauses,
  ...scopeCauses,
  ...tokenCauses,
  ...inactiveCauses,
];
