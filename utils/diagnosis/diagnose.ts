import { ALL_CAUSES } from './all-causes';
import { CERTAINTIES, type Diagnosis, toDiagnosis } from './diagnosis';
import type { Symptoms } from './symptoms';

/**
 * The causes that fit, the surest first; among equally sure ones in the order of the rules, which goes from the
 * particular to the general.
 */
export function diagnose(symptoms: Symptoms): readonly Diagnosis[] {
  return ALL_CAUSES.flatMap((rule) => {
    const suspicion = rule.find(symptoms);
    return suspicion === undefined ? [] : [toDiagnosis(rule, suspicion)];
  }).toSorted((a, b) => CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty));
}
