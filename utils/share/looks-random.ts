const MIN_LENGTH = 16;
const LONGEST_WORD = 24;

/** Some parts of what is random look like words by chance. */
const MIN_SHARE = 0.4;

/**
 * Whether somebody's random generator made this word: a token, a key, an identifier. Names of the protocol and of people
 * are made of letters, with a few digits at the end of their parts: `client_secret_basic`, `oauth2-proxy`.
 */
export function looksRandom(word: string): boolean {
  return word.length >= MIN_LENGTH && !word.split(/[-_=+~]/).every(isPlain);
}

/** What parts a run of base64: its two further signs, those of base64url, and padding, also percent-encoded. */
const SIGNS = /[+/_=~-]|%(?:25){0,2}(?:2[BF]|3D)/i;

/**
 * Whether much of a long run of base64, in which slashes and plus signs part short words, is no name. A path of an
 * address is one.
 */
export function looksDense(run: string): boolean {
  const pieces = run.split(SIGNS);
  const lengthOf = (some: readonly string[]) => some.reduce((sum, { length }) => sum + length, 0);
  const random = lengthOf(pieces.filter((piece) => !isPlain(piece)));
  return random >= MIN_LENGTH && random >= lengthOf(pieces) * MIN_SHARE;
}

function isPlain(piece: string): boolean {
  const letters = piece.replace(/\d{1,4}$/, '');
  if (/[^A-Za-z]/.test(letters)) return false;
  if (letters.split(/(?=[A-Z])/).some((word) => word.length > LONGEST_WORD)) return false;
  const changes = letters.match(/[a-z](?=[A-Z])|[A-Z](?=[a-z])/g)?.length ?? 0;
  return changes <= 2 + letters.length / 4;
}
