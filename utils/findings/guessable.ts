const WORDS = /^(?:state|nonce|test|xyz|abc|foo|bar|random|secret|string|default|example|login)+$/i;

/** Why a value that should be random can be guessed, in a sentence; nothing if it looks random enough. */
export function whyGuessable(value: string): string | undefined {
  if (WORDS.test(value.replace(/[-_.\d]/g, ''))) return 'It is a plain word.';
  if (/^\d+$/.test(value) && value.length < 20) return 'It is a number.';
  if (value.length < 8) return `It has ${value.length} characters.`;
  const bits = entropyOf(value);
  return bits < MIN_BITS
    ? `Its ${value.length} characters hold at most ${Math.round(bits)} bits of chance.`
    : undefined;
}

/** A random text of 8 letters and digits has some 40 bits by its alphabet; this counts only the letters in it. */
const MIN_BITS = 20;

/** Shannon entropy of the characters, times their number. */
function entropyOf(value: string): number {
  const counts = new Map<string, number>();
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= count * Math.log2(count / value.length);
  return bits;
}
