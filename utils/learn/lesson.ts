import type { Specification } from '../findings/finding';

/** What happens at one step, why it exists, and what an attacker could do without it: one paragraph. */
export type Lesson = {
  readonly text: string;
  /** Where it is written. */
  readonly specifications: readonly [Specification, ...Specification[]];
};
