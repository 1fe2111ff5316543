import { ALL_CAUSES } from './all-causes';
import { asItFailed } from './as-it-failed';
import { CERTAINTIES, type Diagnosis, toDiagnosis } from './diagnosis';
import type { Symptoms } from './symptoms';

/**
 * The causes that fit, the surest first; among equally sure ones in the order of the rules, which goes from the
 * particular to the general. What was noticed as it failed is said only where nothing better is known, and fallbacks
 * only where no cause is likely.
 */
export function diagnose(symptoms: Symptoms): readonly Diagnosis[] {
  const found = ALL_CAUSES.flatMap((rule) => {
    const suspicion = rule.find(symptoms);
    return suspicion === undefined ? [] : [{ rule, diagnosis: toDiagnosis(rule, suspicion) }];
  });
  const isCauseKnown = found.some(
    ({ rule, diagnosis }) => rule.isFallback !== true && diagnosis.certainty !== 'possible',
  );
  const better = found.filter(
    ({ rule }) => rule !== asItFailed && !(isCauseKnown && rule.isFallback === true),
  );
  return (better.length === 0 ? found : better)
    .map(({ diagnosis }) => diagnosis)
    .toSorted((a, b) => CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty));
}
