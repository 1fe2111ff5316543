/** The fewest characters of a passphrase. */
export const MIN_PASSPHRASE = 8;

/**
 * The passphrase as it is used, whatever keyboard typed it: every blank is a space, and composed characters are one
 * (RFC 8265 §4.2.2, OpaqueString). That is NFC; NFKC would take for equal what looks different, such as ² and 2.
 */
export function normalisePassphrase(passphrase: string): string {
  return passphrase.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

/** Why a new passphrase is refused, in words. */
export function passphraseProblem(passphrase: string): string | undefined {
  return Array.from(normalisePassphrase(passphrase)).length < MIN_PASSPHRASE
    ? `The passphrase needs at least ${MIN_PASSPHRASE} characters. Several words are a good one.`
    : undefined;
}
