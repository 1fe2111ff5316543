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
  return minutes < 120
    ? inUnits([minutes, 'min'], [seconds % 60, 's'])
    : inUnits([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min']);
}

/** The same for times that are known to a second or two only: from two minutes on in whole minutes. */
export function roughSpanInWords(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 2 ? spanInWords(milliseconds) : `about ${spanInWords(minutes * 60_000)}`;
}

/** Two units; the smaller one is left out where there is none of it. */
function inUnits(
  [large, largeUnit]: readonly [number, string],
  [small, smallUnit]: readonly [number, string],
): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
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
