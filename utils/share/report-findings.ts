import type { Evidence } from '../findings/evidence';
import { findAll } from '../findings/find-all';
import type { Finding } from '../findings/finding';
import type { Redaction } from './redaction';
import type { ReportedFinding } from './report';
import { withoutShortened } from './without-shortened';

/** What the rules have to say of a run or of what was pasted, redacted. */
export function reportFindings(
  evidence: Evidence,
  redaction: Redaction,
): readonly ReportedFinding[] {
  return findAll(evidence).map((finding) => {
    const { specification, ...rest } = redactFinding(finding, redaction);
    return {
      ...rest,
      ...(specification === undefined ? {} : { specification: specification.name }),
    };
  });
}

/** A finding with its words redacted. */
export function redactFinding(finding: Finding, redaction: Redaction): Finding {
  const { rule, severity, title, detail, remedy, specification } = finding;
  const words = (text: string) => redaction.text(withoutShortened(text));
  return {
    rule,
    severity,
    title: words(title),
    ...(detail === undefined ? {} : { detail: words(detail) }),
    ...(remedy === undefined ? {} : { remedy: words(remedy) }),
    ...(specification === undefined ? {} : { specification }),
  };
}
