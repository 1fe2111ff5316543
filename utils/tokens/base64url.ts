import { showCharacter } from './show-value';

/** Bytes of a base64url text, what was tolerated on the way, and why reading stopped if it did. */
export type Base64urlReading = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly remarks: readonly string[];
  readonly fault?: string;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digits = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) digits[alphabet.charCodeAt(value)] = value;

/**
 * Reads base64url (RFC 4648 §5; without padding or white space in JOSE, RFC 7515 §2) as far as it
 * goes. White space, padding, the letters of plain base64 and stray last bits are tolerated with a
 * remark; any other character, or a length that no bytes can have, is a fault.
 *
 * @param name what the text is, for the messages: `payload`
 */
export function readBase64url(text: string, name: string): Base64urlReading {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  const remarks: string[] = [];
  let length = 0;
  let buffer = 0;
  let bits = 0;
  let blanks = 0;
  let padding = 0;
  let plain = 0;
  let fault: string | undefined;

  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) {
      blanks += 1;
      if (blanks === 1) {
        remarks.push(
          `White space in the ${name}, first at character ${index + 1}, was ignored: a token has none (RFC 7515 §2).`,
        );
      }
      continue;
    }
    if (code === 0x3d) {
      padding += 1;
      if (padding === 1) {
        remarks.push(`Padding ("=") in the ${name} was ignored: a token has none (RFC 7515 §2).`);
      }
      continue;
    }
    const digit = code === 0x2b ? 62 : code === 0x2f ? 63 : code < 128 ? (digits[code] ?? -1) : -1;
    if (digit === -1 || padding > 0) {
      fault =
        digit === -1
          ? `The ${name} is not base64url: ${showCharacter(text, index)} at character ${index + 1}.`
          : `The ${name} is not base64url: it goes on after its padding, at character ${index + 1}.`;
      break;
    }
    if (code === 0x2b || code === 0x2f) {
      plain += 1;
      if (plain === 1) {
        remarks.push(
          `The ${name} is in base64, not base64url: ${showCharacter(text, index)} at character ${index + 1} (RFC 7515 §2).`,
        );
      }
    }
    buffer = ((buffer << 6) | digit) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (buffer >> bits) & 0xff;
      length += 1;
    }
  }

  if (fault === undefined && bits === 6) {
    fault = `The ${name} is cut off: its last character alone makes no whole byte.`;
  } else if (fault === undefined && bits > 0 && (buffer & ((1 << bits) - 1)) !== 0) {
    remarks.push(
      `The last character of the ${name} is not the one an encoder writes: its spare bits are not zero (RFC 4648 §3.5).`,
    );
  }
  const read = bytes.subarray(0, length);
  return fault === undefined ? { bytes: read, remarks } : { bytes: read, remarks, fault };
}
