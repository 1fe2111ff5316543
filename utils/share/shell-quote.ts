/** A text as one word of a POSIX shell, which takes it literally. */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
