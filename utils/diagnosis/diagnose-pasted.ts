import type { Recognised } from '../tokens/recognised';
import { diagnose } from './diagnose';
import { CERTAINTIES, type Diagnosis } from './diagnosis';
import { symptomsOfPasted } from './pasted-symptoms';

/** The causes that explain an error which was pasted, each once, the surest first. @param now milliseconds */
export function diagnosePasted(recognised: Recognised, now: number): readonly Diagnosis[] {
  const found = new Map<string, Diagnosis>();
  for (const diagnosis of symptomsOfPasted(recognised, now).flatMap(diagnose)) {
    if (!found.has(diagnosis.rule)) found.set(diagnosis.rule, diagnosis);
  }
  return [...found.values()].toSorted(
    (a, b) => CERTAINTIES.indexOf(a.certainty) - CERTAINTIES.indexOf(b.certainty),
  );
}
