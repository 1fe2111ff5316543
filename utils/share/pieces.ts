import { isPersonal, isProtocolName } from './sensitive-names';
import type { SensitiveValues } from './sensitive-values';

/** A shorter piece says too little, and ordinary words would be taken for one. */
const MIN_AT_AN_END = 8;
const MIN_INSIDE = 12;

const RUNS = /[A-Za-z0-9_+/=~-]{8,}/g;
const WORDS = /[A-Za-z0-9_-]{8,}/g;

/**
 * A function that replaces pieces of known secrets: the beginning or end of one, or enough of its middle.
 *
 * @param isPublic words that may stand in a secret, and say nothing of it
 */
export function searchForPieces(
  known: SensitiveValues,
  isPublic: (word: string) => boolean,
  mark: (piece: string) => string,
): (text: string) => string {
  const secrets = [...known]
    .filter(([value, kind]) => value.length > MIN_AT_AN_END && isTorn(kind))
    .map(([value]) => value);
  if (secrets.length === 0) return (text) => text;
  const all = `\n${secrets.join('\n')}\n`;
  const judged = new Map<string, boolean>();
  const isPiece = (word: string): boolean => {
    const before = judged.get(word);
    if (before !== undefined) return before;
    const is =
      !isPublic(word) &&
      !isProtocolName(word) &&
      (word.length >= MIN_INSIDE
        ? all.includes(word)
        : all.includes(`\n${word}`) || all.includes(`${word}\n`));
    judged.set(word, is);
    return is;
  };
  return (text) =>
    text.replace(RUNS, (run) =>
      isPiece(run) ? mark(run) : run.replace(WORDS, (word) => (isPiece(word) ? mark(word) : word)),
    );
}

function isTorn(kind: Parameters<typeof isPersonal>[0]): boolean {
  return !isPersonal(kind) && kind !== 'host' && kind !== 'text of the server';
}
