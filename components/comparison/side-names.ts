import type { SideNames } from './ComparedTable';

/** The two runs of a comparison. */
export const RUNS_A_AND_B: SideNames = {
  a: 'Run A',
  b: 'Run B',
  onlyInA: 'only in A',
  onlyInB: 'only in B',
};
