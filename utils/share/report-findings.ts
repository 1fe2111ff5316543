import type { Evidence } from '../findings/evidence';
import { findAll } from '../findings/find-all';
import type { Redaction } from './redaction';
import type { ReportedFinding } from './report';

/** What the rules have to say of a run or of what was pasted, redacted. */
export function reportFindings(
  evidence: Evidence,
  redaction: Redaction,
): readonly ReportedFinding[] {
  const words = (text: string) => redaction.text(withoutShortened(text));
  return findAll(evidence).map(({ rule, severity, title, detail, remedy, specification }) => ({
    rule,
    severity,
    title: words(title),
    ...(detail === undefined ? {} : { detail: words(detail) }),
    ...(remedy === undefined ? {} : { remedy: words(remedy) }),
    ...(specification === undefined ? {} : { specification: specification.name }),
  }));
}

/** The beginning of a value cannot be recognised as that value, so it goes too. */
function withoutShortened(text: string): string {
  return text.replace(/"[^"]*…"/g, '‹shortened value›');
}
