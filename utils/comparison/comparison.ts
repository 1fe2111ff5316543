import type { Finding } from '../findings/finding';
import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import type { SensitiveKind } from '../share/sensitive-names';
import type { JsonValue } from '../tokens/json';

/** One of two runs that are compared. What a kept run can no longer compute, it brings along. */
export type Side = {
  readonly run: Run;
  readonly result: RunResult;
  readonly findings: readonly Finding[];
};

/**
 * How two values are to each other: `by-nature` of what is new in every run, such as a code, and differs as it should;
 * `unknown` where one run was kept redacted, so that its value is not there to be compared.
 */
export type RowOutcome = 'changed' | 'only-a' | 'only-b' | 'by-nature' | 'unknown' | 'same';

/** A value as it may be shown: what lets somebody in is named by its kind alone. */
export type ShownValue =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'list';
      /** `isOther` marks what the other run does not have. */
      readonly members: readonly { readonly text: string; readonly isOther: boolean }[];
    }
  | { readonly kind: 'hidden'; readonly what: SensitiveKind };

/** One value of both runs; of that which has none, nothing is shown. */
export type ComparedRow = {
  readonly key: string;
  readonly name: string;
  readonly outcome: RowOutcome;
  readonly a?: ShownValue;
  readonly b?: ShownValue;
};

export type ComparedSection = {
  readonly id: string;
  readonly title: string;
  /** What its rows are named after, in a word. */
  readonly what: string;
  readonly rows: readonly ComparedRow[];
};

/** What is worth saying of two runs besides: plain text, with the place in the specification. */
export type Remark = Pick<Finding, 'title' | 'specification'> & { readonly detail: string };

export type Comparison = {
  /** In a sentence or two: what is the same, what is not, and how they ended. */
  readonly gist: string;
  readonly remarks: readonly Remark[];
  readonly sections: readonly ComparedSection[];
};

/** A value of one run, before it is held against that of the other. */
export type Entry = {
  /** Tells the entries of one section apart, and which belong together. */
  readonly key: string;
  readonly name: string;
  /** What is compared. */
  readonly value: JsonValue;
  /** What is shown, where that is not the value. */
  readonly shown?: string;
  /** The same as a list whose order says nothing. */
  readonly members?: readonly string[];
  /** It lets somebody in: only its kind is shown. */
  readonly secret?: SensitiveKind;
  /** It is new in every run. */
  readonly isNewEachTime?: boolean;
};

/** Whether this is a difference that says something. */
export function isDifference({ outcome }: ComparedRow): boolean {
  return outcome === 'changed' || outcome === 'only-a' || outcome === 'only-b';
}

/** The run that alone has values here, for instance where the other one failed before; undefined where both have some. */
export function onlySideOf({ rows }: ComparedSection): 'A' | 'B' | undefined {
  if (rows.length < 2) return undefined;
  if (rows.every(({ outcome }) => outcome === 'only-a')) return 'A';
  return rows.every(({ outcome }) => outcome === 'only-b') ? 'B' : undefined;
}
