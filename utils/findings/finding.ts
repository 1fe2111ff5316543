import type { Evidence } from './evidence';

export type Severity = 'error' | 'warning' | 'info' | 'passed';

/** A place in a specification, or in the documents of a provider. */
export type Specification = { readonly name: string; readonly url: string };

/** What a rule looks at. */
export const ABOUT = [
  'request',
  'response',
  'token response',
  'token',
  'scopes',
  'use',
  'registration',
] as const;
export type About = (typeof ABOUT)[number];

/** What a rule found: plain text, with the place in the specification. */
export type Finding = {
  /** The id of the rule. */
  readonly rule: string;
  readonly severity: Severity;
  /** What was seen, in one line. */
  readonly title: string;
  /** What was seen besides, and why it matters. */
  readonly detail?: string;
  /** What to do. */
  readonly remedy?: string;
  readonly specification?: Specification;
};

/** What a rule saw in this case; the rest of the finding is what the rule says of every case. */
export type Seen = {
  /** The first of the rule, where it is not another. */
  readonly severity?: Severity;
  readonly title: string;
  /** More of what was seen, in sentences: stands before the reason. */
  readonly seen?: string;
  /** Why it matters, where that is not what the rule says. */
  readonly why?: string;
  /** What to do, where that is not what the rule says; `null` for nothing. */
  readonly remedy?: string | null;
  readonly specification?: Specification;
};

/** One rule for one fault. It says nothing where its evidence is absent, and may say that the check passed. */
export type FindingRule = {
  /** In kebab-case; never changes. */
  readonly id: string;
  readonly about: About;
  /** The fault, in one sentence. */
  readonly looksFor: string;
  readonly why: string;
  readonly remedy: string;
  readonly severities: readonly [Severity, ...Severity[]];
  readonly specifications: readonly [Specification, ...Specification[]];
  readonly find: (evidence: Evidence) => readonly Seen[];
};

/** What was seen and what the rule says of it, as one finding. Of a check that passed only what was seen is said. */
export function toFinding(rule: FindingRule, seen: Seen): Finding {
  const severity = seen.severity ?? rule.severities[0];
  const isPassed = severity === 'passed';
  const why = isPassed ? seen.why : (seen.why ?? rule.why);
  const detail = [seen.seen, why].filter(Boolean).join(' ');
  const remedy = isPassed || seen.remedy === null ? undefined : (seen.remedy ?? rule.remedy);
  return {
    rule: rule.id,
    severity,
    title: seen.title,
    ...(detail === '' ? {} : { detail }),
    ...(remedy === undefined ? {} : { remedy }),
    specification: seen.specification ?? rule.specifications[0],
  };
}
