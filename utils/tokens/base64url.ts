import { showCharacter } from './show-value';

/** What was noticed in a text, and at which of its characters. */
export type Remark = { readonly message: string; readonly index?: number };

/** Bytes of a base64url text, what was tolerated on the way, and why reading stopped if it did. */
export type Base64urlReading = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly remarks: readonly Remark[];
  readonly fault?: Remark;
};

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const digits = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) digits[alphabet.charCodeAt(value)] = value;

/**
 * Reads base64url (RFC 4648 §5; without padding or white space in JOSE, RFC 7515 §2) as far as it
 * goes. White space, padding, the letters of plain base64, percent-encoding of any of these and
 * stray last bits are tolerated with a remark; any other character, or a length that no bytes can
 * have, is a fault.
 *
 * @param name what the text is, for the messages: `payload`
 */
export function readBase64url(text: string, name: string): Base64urlReading {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  const remarks = new Map<string, Remark>();
  const notice = (kind: string, index: number, message: () => string): void => {
    if (!remarks.has(kind)) remarks.set(kind, { message: message(), index });
  };
  let length = 0;
  let buffer = 0;
  let bits = 0;
  let isPadded = false;
  let fault: Remark | undefined;

  for (let next = 0; next < text.length && fault === undefined;) {
    const index = next;
    const { code, width } = characterAt(text, index);
    next += width;
    if (width > 1) {
      notice(
        'percent',
        index,
        () =>
          `The ${name} is percent-encoded: "${text.slice(index, index + width)}" at character ${index + 1} was read as ${showCharacter(String.fromCharCode(code), 0)}.`,
      );
    }
    if (isBlank(code)) {
      notice(
        'blank',
        index,
        () =>
          `White space in the ${name}, first at character ${index + 1}, was ignored: a token has none (RFC 7515 §2).`,
      );
      continue;
    }
    if (code === 0x3d) {
      isPadded = true;
      notice(
        'padding',
        index,
        () => `Padding ("=") in the ${name} was ignored: a token has none (RFC 7515 §2).`,
      );
      continue;
    }
    const digit = digitOf(code);
    if (digit === -1 || isPadded) {
      const message =
        digit === -1
          ? `The ${name} is not base64url: ${showCharacter(text, index)} at character ${index + 1}.`
          : `The ${name} is not base64url: it goes on after its padding, at character ${index + 1}.`;
      fault = { message, index };
      break;
    }
    if (code === 0x2b || code === 0x2f) {
      notice(
        'plain',
        index,
        () =>
          `The ${name} is in base64, not base64url: "${String.fromCharCode(code)}" at character ${index + 1} (RFC 7515 §2).`,
      );
    }
    buffer = ((buffer << 6) | digit) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length] = (buffer >> bits) & 0xff;
      length += 1;
    }
  }

  const last = text.length - 1;
  if (fault === undefined && bits === 6) {
    const message = `The ${name} is cut off: its last character alone makes no whole byte.`;
    fault = { message, index: last };
  } else if (fault === undefined && bits > 0 && (buffer & ((1 << bits) - 1)) !== 0) {
    notice(
      'spare bits',
      last,
      () =>
        `The last character of the ${name} is not the one an encoder writes: its spare bits are not zero (RFC 4648 §3.5).`,
    );
  }
  const read = { bytes: bytes.subarray(0, length), remarks: [...remarks.values()] };
  return fault === undefined ? read : { ...read, fault };
}

/** The character of a base64url text with which a byte begins. */
export function indexOfByte(text: string, byte: number): number {
  let left = Math.floor((byte * 8) / 6);
  let index = 0;
  while (index < text.length) {
    const { code, width } = characterAt(text, index);
    if (digitOf(code) !== -1) {
      if (left === 0) return index;
      left -= 1;
    }
    index += width;
  }
  return Math.max(0, text.length - 1);
}

/** A character, or what it stands for where it is percent-encoded and could stand in base64. */
function characterAt(
  text: string,
  index: number,
): { readonly code: number; readonly width: number } {
  const code = text.charCodeAt(index);
  if (code !== 0x25) return { code, width: 1 };
  const hex = text.slice(index + 1, index + 3);
  const encoded = /^[0-9a-fA-F]{2}$/.test(hex) ? Number.parseInt(hex, 16) : -1;
  const isReadable = encoded === 0x3d || isBlank(encoded) || digitOf(encoded) !== -1;
  return isReadable ? { code: encoded, width: 3 } : { code, width: 1 };
}

function digitOf(code: number): number {
  if (code === 0x2b) return 62;
  if (code === 0x2f) return 63;
  return code >= 0 && code < 128 ? (digits[code] ?? -1) : -1;
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d);
}

/** Bytes in base64url without padding (RFC 7515 §2). */
export function toBase64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
