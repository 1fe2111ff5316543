import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';

export type Severity = 'error' | 'warning' | 'info' | 'passed';

/** What a rule saw: plain text, with the place in the specification. */
export type Finding = {
  readonly severity: Severity;
  /** What was seen, in one line. */
  readonly title: string;
  /** Why it matters, and what to do. */
  readonly detail?: string;
  readonly specification?: { readonly name: string; readonly url: string };
};

/** One rule for one fault. It says nothing where it does not apply, and says so where the check passed. */
export type FindingRule = (run: Run, result: RunResult) => readonly Finding[];

/** A section of an RFC. */
export function rfc(number: number, section: string): NonNullable<Finding['specification']> {
  return {
    name: `RFC ${number} §${section}`,
    url: `https://www.rfc-editor.org/rfc/rfc${number}.html#section-${section}`,
  };
}

/** A section of OpenID Connect Core 1.0, by the name of its anchor. */
export function openIdCore(section: string, anchor: string): NonNullable<Finding['specification']> {
  return {
    name: `OpenID Connect Core §${section}`,
    url: `https://openid.net/specs/openid-connect-core-1_0.html#${anchor}`,
  };
}
