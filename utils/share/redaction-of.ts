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

/** The redaction of everything that is told of a source. */
export function redactionOf(source: ReportSource, options: ReportOptions, marks: Marks): Redaction {
  const isRun = source.kind === 'run';
  return makeRedaction({
    known: new Map([
      ...textsOf(source, options).map(
        (text) => [text, 'text of the server'] as const satisfies readonly [string, SensitiveKind],
      ),
      ...(isRun
        ? sensitiveValuesOfRun(source.run, source.result)
        : sensitiveValuesOf(source.recognised)),
    ]),
    harmless: isRun
      ? harmlessOfRun(source.run, source.result)
      : harmlessOfPasted(source.recognised),
    hasHosts: options.hasHosts,
    hasServerTexts: options.hasClaims,
    marks,
  });
}

/** What servers say in their own words is a matter of claims; APIs may say anything of anybody. */
function textsOf(source: ReportSource, { hasClaims }: ReportOptions): readonly string[] {
  if (source.kind === 'run') return serverTextsOfRun(source.run, hasClaims);
  return hasClaims ? [] : serverTextsOfPasted(source.recognised);
}
