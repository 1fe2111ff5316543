import { badInputFaults } from './bad-input-faults.ts';
import { callbackFaults } from './callback-faults.ts';
import { discoveryFaults } from './discovery-faults.ts';
import type { Fault } from './fault.ts';
import { signInPageFaults } from './sign-in-page-faults.ts';
import { tokenFaults } from './token-faults.ts';
import { tokenRequestFaults } from './token-request-faults.ts';
import { useFaults } from './use-faults.ts';

/** Every fault that the demo server can have, in the order of a run. */
export const allFaults: readonly Fault[] = [
  ...discoveryFaults,
  ...signInPageFaults,
  ...callbackFaults,
  ...tokenRequestFaults,
  ...tokenFaults,
  ...useFaults,
  ...badInputFaults,
];
