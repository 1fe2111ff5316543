import { ALL_RULES } from './all-rules';
import type { Evidence } from './evidence';
import { type Finding, type FindingRule, type Severity, toFinding } from './finding';

const ORDER = { error: 0, warning: 1, info: 2, passed: 3 } as const satisfies Record<
  Severity,
  number
>;

/** How many findings of one rule are listed; a text may hold a thousand tokens with the same fault. */
const MOST_OF_ONE_RULE = 20;

/** Everything that the rules have to say, the gravest first. */
export function findAll(evidence: Evidence): readonly Finding[] {
  return gravestFirst(ALL_RULES.flatMap((rule) => findingsOf(rule, evidence)));
}

/** What one rule has to say: at most 20 findings, and how many there are besides. */
export function findingsOf(rule: FindingRule, evidence: Evidence): readonly Finding[] {
  const findings = gravestFirst(rule.find(evidence).map((seen) => toFinding(rule, seen)));
  const more = findings.length - MOST_OF_ONE_RULE;
  const [next] = findings.slice(MOST_OF_ONE_RULE);
  if (next === undefined) return findings;
  return [
    ...findings.slice(0, MOST_OF_ONE_RULE),
    {
      rule: rule.id,
      severity: next.severity,
      title: `And ${more} more like this: ${next.title} …`,
    },
  ];
}

function gravestFirst(findings: readonly Finding[]): readonly Finding[] {
  return findings.toSorted((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
