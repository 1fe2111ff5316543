import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import type { Recognised } from '../tokens/recognised';
import type { Marks } from './marks';
import { makeRedaction, type Redaction } from './redaction';
import type { ReportOptions } from './report';
import { harmlessOfPasted } from './report-pasted';
import { harmlessOfRun } from './report-run';
import type { SensitiveKind } from './sensitive-names';
import { sensitiveValuesOf, sensitiveValuesOfRun } from './sensitive-values';
import { serverTextsOfPasted, serverTextsOfRun } from './server-texts';

/** What is told of: a run, or what was pasted. */
export type ReportSource =
  | { readonly kind: 'run'; readonly run: Run; readonly result: RunResult }
  | { readonly kind: 'pasted'; readonly recognised: Recognised };

type RedactionOptions = Pick<ReportOptions, 'hasHosts' | 'hasClaims'>;

/** The redaction of everything that is told of a source. */
export function redactionOf(
  source: ReportSource,
  options: RedactionOptions,
  marks: Marks,
): Redaction {
  return source.kind === 'run'
    ? redactionOfRun(source.run, source.result, options, marks)
    : redactionOfPasted(source.recognised, options, marks);
}

/**
 * The redaction of what is told of a run: it knows every sensitive value of it. What APIs said in their own words goes
 * always, since they may say anything of anybody; what other servers said is a matter of claims.
 */
export function redactionOfRun(
  run: Run,
  result: RunResult,
  { hasHosts, hasClaims }: RedactionOptions,
  marks: Marks,
): Redaction {
  return makeRedaction({
    known: knownOf(serverTextsOfRun(run, hasClaims), sensitiveValuesOfRun(run, result)),
    harmless: harmlessOfRun(run, result),
    hasHosts,
    hasServerTexts: hasClaims,
    marks,
  });
}

/** What servers say in their own words is a matter of claims. */
function redactionOfPasted(
  recognised: Recognised,
  { hasHosts, hasClaims }: RedactionOptions,
  marks: Marks,
): Redaction {
  return makeRedaction({
    known: knownOf(hasClaims ? [] : serverTextsOfPasted(recognised), sensitiveValuesOf(recognised)),
    harmless: harmlessOfPasted(recognised),
    hasHosts,
    hasServerTexts: hasClaims,
    marks,
  });
}

function knownOf(
  texts: readonly string[],
  values: ReadonlyMap<string, SensitiveKind>,
): ReadonlyMap<string, SensitiveKind> {
  return new Map<string, SensitiveKind>([
    ...texts.map((text) => [text, 'text of the server'] as const),
    ...values,
  ]);
}
