import { capitalised } from '../tokens/capitalised';

const MOST_QUOTED = 200;

/** A text as a sentence: with a capital and a full stop. */
export function sentence(text: string): string {
  const first = capitalised(text);
  return /[.?!…”)]$/.test(first) ? first : `${first}.`;
}

/**
 * A value from outside within a sentence: in quotation marks, cut, on one line, and with nothing in it that cannot be
 * seen or that turns the text around it.
 * @param most how many characters of it are kept
 */
export function quoted(value: string, most = MOST_QUOTED): string {
  const line = seen(value.slice(0, most + 1));
  return `“${value.length > most ? `${line.slice(0, most - 1)}…` : line}”`;
}

/** Values in a row: “a”, “b” and “c”; of many, the first few and how many more there are. */
export function listed(values: readonly string[], most = 6): string {
  const shown = values.slice(0, most).map((value) => quoted(value));
  const rest = values.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** A duration in milliseconds as people say it. */
export function spanInWords(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 2) return `${(milliseconds / 1000).toFixed(1)} s`;
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 120) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What cannot be seen as an escape that can; white space as a blank. */
function seen(text: string): string {
  return text
    .replace(/[\t\n\r\u00A0]+/g, ' ')
    .replace(
      /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu,
      (character) =>
        String.raw`\u` +
        (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase(),
    );
}
