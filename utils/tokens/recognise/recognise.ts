import { isUnusable } from './format';
import { recogniseErrorText } from './error-text';
import { formats } from './formats';
import { recogniseText } from './text-with-tokens';
import { unquote } from './wrapped-text';
import type { Recognised } from '../recognised';

/** Longer than what people paste. */
const MAX_CHARACTERS = 20_000_000;

/**
 * Says what was pasted, by the first of the formats of `formats.ts` that knows it: a token in compact or JSON
 * form, a header, an answer of a server, an address, a request, a command, keys; else any text with tokens in it.
 * Then the words of an error page or message. Anything else is said not to be recognised, and why. Linear in the length of the text. Never throws.
 */
export function recognise(text: string): Recognised {
  const pasted = unquote(text.trim());
  if (pasted === '') return nothing('there is no text');
  if (pasted.length > MAX_CHARACTERS) {
    return nothing('the text is longer than 20,000,000 characters');
  }
  for (const format of formats) {
    const found = format(pasted);
    if (found === undefined) continue;
    return isUnusable(found)
      ? (recogniseText(pasted) ?? recogniseErrorText(pasted) ?? nothing(found.why))
      : found;
  }
  return (
    recogniseText(pasted) ??
    recogniseErrorText(pasted) ??
    nothing('text of several words, not a token, a header, JSON or a URL')
  );
}

function nothing(why: string): Recognised {
  return { what: `Nothing recognised: ${why}`, tokens: [] };
}
