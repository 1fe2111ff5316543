/** Longer words are not compared: nobody misspells them by hand, and comparing takes the product of both lengths. */
const MAX_COMPARED = 200;

/**
 * How many characters have to be put in, left out, replaced or swapped with their neighbour to make one word of the
 * other; `Infinity` for words too long to be compared.
 */
export function editDistance(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length > MAX_COMPARED || b.length > MAX_COMPARED) return Infinity;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row: number[] = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const isSame = a[i - 1] === b[j - 1];
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? Infinity) + 1,
          (row[j - 1] ?? Infinity) + 1,
          (last[j - 1] ?? Infinity) + (isSame ? 0 : 1),
          isSwapped ? (beforeLast[j - 2] ?? Infinity) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? Infinity;
}

/**
 * The word that was probably meant: the one that differs in upper and lower case alone, or the nearest by a slip or two.
 * Nothing where the word itself is among them, or none is near.
 */
export function nearest(word: string, among: readonly string[]): string | undefined {
  if (among.includes(word)) return undefined;
  const lower = word.toLowerCase();
  const sameButCase = among.find((other) => other.toLowerCase() === lower);
  if (sameButCase !== undefined) return sameButCase;
  const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
  let found: string | undefined;
  let least = most + 1;
  for (const other of among) {
    if (Math.abs(other.length - word.length) > most) continue;
    const distance = editDistance(lower, other.toLowerCase());
    if (distance < least) {
      least = distance;
      found = other;
    }
  }
  return found;
}
