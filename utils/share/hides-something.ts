import { E_MAIL } from './e-mail';
import type { SensitiveValues } from './sensitive-values';

/** Whether a word is the base64 of something that must not be shared, or that holds it. */
export function hidesSomething(word: string, known: SensitiveValues): boolean {
  const decoded = decodeBase64(word);
  return (
    decoded !== undefined &&
    (decoded.search(E_MAIL) !== -1 ||
      [...known.keys()].some((value) => value.length > 3 && decoded.includes(value)))
  );
}

/** The text that is base64 or base64url encoded (RFC 4648 §4, §5) in a word; nothing where it is no text. */
function decodeBase64(word: string): string | undefined {
  try {
    const binary = atob(word.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, ''));
    const bytes = Uint8Array.from(binary, (byte) => byte.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
