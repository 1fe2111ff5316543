import type { Failure } from '../oauth/failure';
import type { Redaction } from './redaction';
import type { ReportOptions } from './report';

/** Where a screen shows what a server said; a report has it elsewhere, or leaves it out. */
const POINTERS: readonly (readonly [pointer: RegExp, instead: string])[] = [
  [/; its whole answer is shown (?:below|at the step [^.]*)\./gi, '.'],
  [
    / ?(?:Its|The) (?:whole (?:answer|text)|beginning) is (?:shown )?(?:below|at the step [^.]*)\./g,
    '',
  ],
  [/ ?What could be read of it is shown below, its whole text at the step [^.]*\./g, ''],
  [/^See the answer below\.$/, 'See the answer.'],
  [/ is listed with the token below\./g, ' is listed.'],
];

const PAGE_SAYS = /The page says: “[\s\S]*”/;

/** What to do about a failure, redacted, without pointers to the screen. */
export function remedyInReport(
  { remedy }: Failure,
  redaction: Redaction,
  { hasClaims }: ReportOptions,
): string {
  const words = hasClaims ? remedy : remedy.replace(PAGE_SAYS, 'What the page says was left out.');
  return redaction.text(
    POINTERS.reduce((text, [pointer, instead]) => text.replace(pointer, instead), words),
  );
}
