/** A text as a sentence: with a capital and a full stop. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1);
  return /[.?!…”]$/.test(first) ? first : `${first}.`;
}
