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

/** A character of a text that cannot be seen, or changes how others are seen. */
export type HiddenCharacter = { readonly shown: string; readonly effect: string };

const JOINED_PICTURE = /^\p{Extended_Pictographic}/u;
const MAX_HIDDEN = 4;

/** The first few characters of a text that cannot be seen, each once; line breaks and tabs are no news. */
export function hiddenCharacters(text: string): readonly HiddenCharacter[] {
  const found = new Map<number, HiddenCharacter>();
  for (const { kind, content } of splitVisible(text)) {
    if (kind === 'text') continue;
    const codePoint = Number.parseInt(content.slice(2), 16);
    found.set(codePoint, { shown: content, effect: effectOf(codePoint) });
    if (found.size === MAX_HIDDEN) break;
  }
  return [...found.values()];
}

/** A text in pieces: what can be seen as it is, and the code points (`U+202E`) of what cannot. */
export function splitVisible(
  text: string,
): readonly { readonly kind: 'text' | 'hidden'; readonly content: string }[] {
  const pieces: { kind: 'text' | 'hidden'; content: string }[] = [];
  let start = 0;
  for (const { 0: character, index } of text.matchAll(invisible)) {
    const codePoint = character.codePointAt(0) ?? 0;
    if (isOrdinary(text, index, codePoint)) continue;
    if (index > start) pieces.push({ kind: 'text', content: text.slice(start, index) });
    pieces.push({ kind: 'hidden', content: showCodePoint(codePoint) });
    start = index + character.length;
  }
  if (start < text.length) pieces.push({ kind: 'text', content: text.slice(start) });
  return pieces;
}

/** A text with the code points of what cannot be seen in it, for names and other short texts. */
export function visibleText(text: string): string {
  return splitVisible(text)
    .map(({ content }) => content)
    .join('');
}

/** Line breaks and tabs, and the joiner that makes one picture of several. */
function isOrdinary(text: string, index: number, codePoint: number): boolean {
  if (codePoint === 0x0a || codePoint === 0x0d || codePoint === 0x09) return true;
  return codePoint === 0x200d && JOINED_PICTURE.test(text.slice(index + 1, index + 3));
}

function effectOf(codePoint: number): string {
  if (codePoint === 0x202e) return 'which reverses what follows';
  if (
    (codePoint >= 0x202a && codePoint <= 0x202d) ||
    (codePoint >= 0x2066 && codePoint <= 0x2069) ||
    [0x200e, 0x200f, 0x061c].includes(codePoint)
  ) {
    return 'which changes the direction of writing';
  }
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
    return 'half of a character, which other programs may replace or refuse';
  }
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return 'a control character';
  return 'which cannot be seen';
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
