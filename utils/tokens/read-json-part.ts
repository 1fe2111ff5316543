import { readBase64url } from './base64url';
import { parseJsonObject, readCompleteMembers, type JsonObject } from './json';

/** What a header or payload says, read as far as it goes. */
export type JsonPart = {
  /** The whole object, or the members that are complete when there is a fault */
  readonly value?: JsonObject;
  /** The decoded text, with U+FFFD in place of invalid UTF-8 */
  readonly text: string;
  readonly remarks: readonly string[];
  /** Why it cannot be read whole */
  readonly fault?: string;
};

/** Reads a base64url part that holds a JSON object in UTF-8 (RFC 7515 §3, RFC 7519 §7.2). Never throws. */
export function readJsonPart(segment: string, name: 'header' | 'payload'): JsonPart {
  if (segment.trim() === '') return { text: '', remarks: [], fault: `The ${name} is empty.` };
  const { bytes, remarks, fault: notBase64url } = readBase64url(segment, name);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const parsed = parseJsonObject(text);
  const value = parsed.ok ? parsed.value : readCompleteMembers(text);
  const fault =
    notBase64url ??
    findUtf8Fault(bytes, name) ??
    (parsed.ok ? undefined : describe(parsed.message, text, name));
  return {
    text,
    remarks,
    ...(value === undefined ? {} : { value }),
    ...(fault === undefined ? {} : { fault }),
  };
}

function describe(message: string, text: string, name: string): string {
  if (/^ey[\w-]+\./.test(text.slice(0, 1000))) {
    return `The ${name} is another token, not claims: a nested JWT (RFC 7519 §5.2).`;
  }
  return `The ${name} cannot be read. ${message}`;
}

function findUtf8Fault(bytes: Uint8Array<ArrayBuffer>, name: string): string | undefined {
  if (isUtf8(bytes, false)) return undefined;
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (middle <= bytes.length && isUtf8(bytes.subarray(0, middle), true)) valid = middle;
    else invalid = middle;
  }
  const byte = bytes[valid];
  return byte === undefined
    ? `The ${name} is not UTF-8: it ends in the middle of a character.`
    : `The ${name} is not UTF-8: byte ${valid + 1} is 0x${byte.toString(16).padStart(2, '0')}.`;
}

function isUtf8(bytes: Uint8Array<ArrayBuffer>, mayGoOn: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: mayGoOn });
    return true;
  } catch {
    return false;
  }
}
