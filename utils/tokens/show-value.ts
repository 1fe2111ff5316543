const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}]/gu;

/** One character of a text in quotes; by its code point where it cannot be seen (`U+202E`). */
export function showCharacter(text: string, index: number): string {
  const codePoint = text.codePointAt(index) ?? 0;
  const character = String.fromCodePoint(codePoint);
  return character.search(invisible) === -1 && character.trim() !== ''
    ? `"${character}"`
    : showCodePoint(codePoint);
}

/**
 * A value from outside for use in a sentence: strings in quotes, shortened, with characters that
 * cannot be seen (controls, direction marks) written as code points.
 */
export function showValue(value: unknown, longest = 100): string {
  if (value === undefined) return 'nothing';
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return `${value}`;
  if (Array.isArray(value)) return showList(value, longest);
  if (typeof value !== 'string') return 'an object';
  const kept = value.length > longest ? `${value.slice(0, longest)}…` : value;
  return `"${kept.replace(invisible, (character) => `[${showCodePoint(character.codePointAt(0) ?? 0)}]`)}"`;
}

function showList(values: readonly unknown[], longest: number): string {
  if (values.length === 0) return 'an empty list';
  const shown = values
    .slice(0, 5)
    .map((value) => (Array.isArray(value) ? 'a list' : showValue(value, longest)));
  const more = values.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

function showCodePoint(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
