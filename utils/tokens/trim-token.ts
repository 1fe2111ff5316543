import type { Remark } from './base64url';
import { showValue } from './show-value';

/** What of a text is taken for the token, where it begins, and why the rest is not. */
export type TrimmedToken = {
  readonly text: string;
  readonly start: number;
  readonly remarks: readonly Remark[];
};

const BEFORE = /^[\s"'`<({[,;:]$/;
const AFTER = /^[\s"'`>)}\],;:]$/;

/**
 * A token without white space around it, and without what is left of the text from which it was
 * cut: quotes, brackets, commas, the full stop of a sentence.
 */
export function trimToken(raw: string): TrimmedToken {
  let start = 0;
  while (start < raw.length && BEFORE.test(raw.charAt(start))) start += 1;
  let end = raw.length;
  while (end > start && AFTER.test(raw.charAt(end - 1))) end -= 1;
  if (endsWithFullStop(raw.slice(start, end))) end -= 1;
  const remarks = [
    ...remarkOnRemains(raw.slice(0, start), 0, 'before'),
    ...remarkOnRemains(raw.slice(end), end, 'after'),
  ];
  const isBlank = remarks.length === 0 && end - start < raw.length;
  return {
    text: raw.slice(start, end),
    start,
    remarks: isBlank ? [{ message: 'White space around the token was ignored.' }] : remarks,
  };
}

/** Whether a dot follows the third part, or the fifth. The dot before a missing signature belongs to the token. */
function endsWithFullStop(text: string): boolean {
  if (!text.endsWith('.')) return false;
  const parts = text.split('.', 7).length;
  return (parts === 4 || parts === 6) && !text.endsWith('..');
}

function remarkOnRemains(text: string, start: number, side: 'before' | 'after'): readonly Remark[] {
  const visible = text.search(/\S/);
  if (visible === -1) return [];
  return [
    {
      message: `${showValue(text.trim(), 20)} ${side} the token was ignored.`,
      index: start + visible,
    },
  ];
}
