import type { CauseRule } from './diagnosis';

/** The rule, said with less weight where one of those that know more of the same fault fits. */
export function weakerThan(particular: readonly CauseRule[], rule: CauseRule): CauseRule {
  return {
    ...rule,
    find: (symptoms) => {
      const found = rule.find(symptoms);
      return found !== undefined && particular.some((other) => other.find(symptoms) !== undefined)
        ? { ...found, certainty: 'possible' }
        : found;
    },
  };
}
