import { encodedForms } from '../oauth/redactor';
import { isPersonal, type SensitiveKind } from './sensitive-names';
import type { SensitiveValues } from './sensitive-values';

/** Shorter values are found only where they stand alone: they would tear words apart. */
const MIN_SEARCHED = 8;

/** Shorter personal values in small letters are ordinary words. */
const MIN_SMALL = 6;

/** Only sentences of this extension shorten what they quote. */
const MAX_SENTENCE = 2000;

/** What precedes a word is no letter or digit, unless it is the end of an escape: `%20Ada`, `\nAda`. */
const WORD_BEGINS = String.raw`(?:(?<![\p{L}\p{N}])|(?<=%[\dA-Fa-f]{2}|\\[bfnrt]|\\u[\dA-Fa-f]{4}))`;

/** Functions that replace known values in each form in which they travel, the longest first. */
export function searchesFor(
  known: SensitiveValues,
  mark: (kind: SensitiveKind, value: string) => string,
): readonly ((text: string) => string)[] {
  return [...known]
    .toSorted(([one], [other]) => other.length - one.length)
    .map(([value, kind]) => {
      // Names stand in addresses in small letters, and in lists in capitals.
      const isLong = isPersonal(kind) && value.length >= MIN_SMALL;
      const forms = encodedForms(
        value,
        isLong
          ? [value.toLowerCase(), value.toUpperCase()].flatMap((cased) => encodedForms(cased))
          : [],
      );
      const isAlone = value.length < MIN_SEARCHED || isPersonal(kind);
      const pattern = isAlone
        ? new RegExp(
            `${WORD_BEGINS}(?:${forms.map(escapePattern).join('|')})(?![\\p{L}\\p{N}])`,
            'gu',
          )
        : undefined;
      return (text: string) => {
        const found =
          pattern === undefined
            ? forms.reduce(
                (result, form) =>
                  result.includes(form) ? result.replaceAll(form, mark(kind, value)) : result,
                text,
              )
            : text.replace(pattern, () => mark(kind, value));
        return found.length < MAX_SENTENCE && found.includes('…')
          ? withoutBeginnings(found, value, () => mark(kind, value))
          : found;
      };
    });
}

/** Shorter beginnings say nothing. */
const MIN_BEGINNING = 4;

/** Values from outside stand in sentences shortened, with an ellipsis. */
function withoutBeginnings(text: string, value: string, mark: () => string): string {
  return text
    .split('…')
    .map((part, index, parts) => {
      if (index === parts.length - 1) return part;
      const longest = Math.min(value.length, part.length);
      for (let length = longest; length >= MIN_BEGINNING; length -= 1) {
        if (part.endsWith(value.slice(0, length))) return part.slice(0, -length) + mark();
      }
      return part;
    })
    .join('…');
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`);
}
