/** Characters that cannot be seen, or turn the direction of the text around them; not the end of a line. */
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Cn}\p{DI}]/gu;

/** A text with each hidden character as an escape of JSON, such as `\u202E`. */
export function withEscapes(text: string): string {
  return text.replace(HIDDEN, (character) =>
    Array.from(
      { length: character.length },
      (_, index) =>
        String.raw`\u` + character.charCodeAt(index).toString(16).toUpperCase().padStart(4, '0'),
    ).join(''),
  );
}
