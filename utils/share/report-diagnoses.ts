import type { Diagnosis } from '../diagnosis/diagnosis';
import type { Redaction } from './redaction';

/** A diagnosis with its words redacted, without where to click: that belongs to a run that can be acted on. */
export function redactDiagnosis(
  { rule, certainty, cause, reasons, remedy, specification }: Diagnosis,
  redaction: Redaction,
): Omit<Diagnosis, 'places'> {
  const words = (text: string) => redaction.text(withoutShortened(text));
  return {
    rule,
    certainty,
    cause: words(cause),
    reasons: reasons.map(words),
    remedy: words(remedy),
    ...(specification === undefined ? {} : { specification }),
  };
}

/** The beginning of a value cannot be recognised as that value, so it goes too. */
function withoutShortened(text: string): string {
  return text.replace(/“[^“”]*…”/g, '‹shortened value›');
}
