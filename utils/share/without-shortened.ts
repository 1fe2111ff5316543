/**
 * A sentence without values that are cut, in quotation marks of either kind: the beginning of a value cannot be
 * recognised as that value, so it goes too.
 */
export function withoutShortened(text: string): string {
  return text.replace(/"[^"]*…"|“[^“”]*…”/g, '‹shortened value›');
}
