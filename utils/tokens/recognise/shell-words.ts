/** The words of a command, and whether it went on: the quoting of which shell was used is told by the text. */
export function shellWords(command: string): readonly string[] {
  return isForWindows(command) ? windowsWords(withoutCarets(command)) : unixWords(command);
}

/** The prompt of Windows escapes with carets, also line breaks; no other shell does. */
function isForWindows(command: string): boolean {
  return /\^(?:"|\r?\n)/.test(command);
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['0', '\0'],
]);

/** Words of a POSIX shell with its three kinds of quotes, and of those that continue lines with a back quote. */
function unixWords(command: string): readonly string[] {
  const words: string[] = [];
  const piece =
    /(?<blank>(?:\s|\\\r?\n|`\r?\n)+)|'(?<single>[^']*)'?|\$'(?<ansi>[^'\\]*(?:\\.[^'\\]*)*)'?|"(?<double>[^"\\]*(?:\\.[^"\\]*)*)"?|\\(?<escaped>.)|(?<plain>[^\s'"\\$`]+|.)/gsy;
  let word: string | undefined;
  for (const { groups } of command.matchAll(piece)) {
    const { blank, single, ansi, double, escaped, plain } = groups ?? {};
    if (blank === undefined) {
      word = `${word ?? ''}${
        single ??
        ansi?.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/gs, unescaped) ??
        double?.replace(/\\(?:\r?\n|(["\\$`]))/g, '$1') ??
        escaped ??
        plain ??
        ''
      }`;
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

function unescaped(_: string, unicode?: string, byte?: string, character?: string): string {
  const code = unicode ?? byte;
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
  return ESCAPES.get(character ?? '') ?? character ?? '';
}

/** Browsers write a line break within a value as two lines that end in a caret. */
function withoutCarets(command: string): string {
  return command.replace(/\^(\r?\n|[^\r\n])(\r?\n)?/g, (_, escaped: string, next = '') =>
    /^[\r\n]/.test(escaped) ? (next === '' ? ' ' : '\n') : escaped + next,
  );
}

/** Words as programs for Windows read their command line: double quotes, in which a backslash escapes a quote. */
function windowsWords(command: string): readonly string[] {
  const words: string[] = [];
  const piece =
    /(?<blank>\s+)|"(?<quoted>[^"\\]*(?:(?:\\.|"")[^"\\]*)*)"?|(?<escaped>\\")|(?<plain>[^\s"\\]+|.)/gsy;
  let word: string | undefined;
  for (const { groups } of command.matchAll(piece)) {
    const { blank, quoted, escaped, plain } = groups ?? {};
    if (blank === undefined) {
      const unquoted = quoted?.replace(/\\(["\\])|"(")/g, '$1$2');
      word = `${word ?? ''}${unquoted ?? (escaped === undefined ? plain : '"') ?? ''}`;
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}
