import { asItFailed } from '../diagnosis/as-it-failed';
import { diagnose } from '../diagnosis/diagnose';
import type { Diagnosis } from '../diagnosis/diagnosis';
import { symptomsOfRun } from '../diagnosis/gather-symptoms';
import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import type { Redaction } from './redaction';
import type { ReportedDiagnosis, ReportOptions } from './report';
import { withoutShortened } from './without-shortened';

/** Why a run ended as it did, redacted; what servers say in their own words only where that is wanted. */
export function reportDiagnoses(
  run: Run,
  result: RunResult,
  redaction: Redaction,
  { hasClaims }: ReportOptions,
): readonly ReportedDiagnosis[] {
  const symptoms = symptomsOfRun(run, result, run.updatedAt);
  if (symptoms === undefined) return [];
  const said = symptoms.said.replace(/\s+/g, ' ');
  // The run says itself how it failed.
  const causes = diagnose(symptoms).filter(({ rule }) => rule !== asItFailed.id);
  return causes.map((cause) => {
    const { specification, ...words } = redactDiagnosis(cause, (text) =>
      redaction.text(hasClaims ? text : withoutQuoted(text, said)),
    );
    return {
      ...words,
      ...(specification === undefined ? {} : { specification: specification.name }),
    };
  });
}

/** A diagnosis with its words redacted, without where to click: that belongs to a run that can be acted on. */
export function redactDiagnosis(
  { rule, certainty, cause, reasons, remedy, specification }: Diagnosis,
  redact: (text: string) => string,
): Omit<Diagnosis, 'places'> {
  const words = (text: string) => redact(withoutShortened(text));
  return {
    rule,
    certainty,
    cause: words(cause),
    reasons: reasons.map(words),
    remedy: words(remedy),
    ...(specification === undefined ? {} : { specification }),
  };
}

/** Without what is quoted of the words of the server: a sentence of its own, rather than a code or an address. */
function withoutQuoted(text: string, said: string): string {
  return text.replace(/“([^“”]*)”/g, (whole, quoted: string) =>
    /\s/.test(quoted) && said.includes(quoted.replace(/…$/, '')) ? '‹text of the server›' : whole,
  );
}
