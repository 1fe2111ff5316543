import { indexOfByte, readBase64url, type Remark } from './base64url';
import { parseJsonObject, readCompleteMembers, type JsonObject } from './json';
import { scanJson } from './json-scan';

/** What a header or payload says, read as far as it goes. */
export type TokenPart = {
  /** The whole object, or the members that are complete when there is a fault */
  readonly value?: JsonObject;
  /** The decoded text, with U+FFFD in place of invalid UTF-8 */
  readonly text: string;
  readonly byteLength: number;
  readonly isUtf8: boolean;
  readonly remarks: readonly Remark[];
  /** Why its bytes cannot be had. */
  readonly encodingFault?: Remark;
  /** Why it cannot be read whole as a JSON object. */
  readonly fault?: Remark;
};

type PartName = 'header' | 'payload';

/** Reads a base64url part that holds a JSON object in UTF-8 (RFC 7515 §3, RFC 7519 §7.2). Never throws. */
export function readPart(segment: string, name: PartName): TokenPart {
  if (segment.trim() === '') {
    const fault = { message: `The ${name} is empty.` };
    return { text: '', byteLength: 0, isUtf8: true, remarks: [], fault };
  }
  const { bytes, remarks, fault: encodingFault } = readBase64url(segment, name);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const utf8Fault = findUtf8Fault(bytes, segment, name);
  const read = readObject(text, segment, name);
  const fault = encodingFault ?? utf8Fault ?? read.fault;
  return {
    text,
    byteLength: bytes.length,
    isUtf8: utf8Fault === undefined,
    remarks,
    ...(read.value === undefined ? {} : { value: read.value }),
    ...(encodingFault === undefined ? {} : { encodingFault }),
    ...(fault === undefined ? {} : { fault }),
  };
}

/** The payload of a token with `"b64": false`, which stands there as it is (RFC 7797 §3). */
export function readUnencodedPart(text: string): TokenPart {
  return {
    text,
    byteLength: new TextEncoder().encode(text).length,
    isUtf8: true,
    remarks: [],
  };
}

function readObject(
  text: string,
  segment: string,
  name: PartName,
): { readonly value?: JsonObject; readonly fault?: Remark } {
  const parsed = parseJsonObject(text);
  if (parsed.ok) return { value: parsed.value };
  const { isWhole, position } = scanJson(text);
  const fault = {
    message: `The ${name} cannot be read. ${parsed.message}`,
    ...(isWhole ? {} : { index: indexOfCharacter(text, position, segment) }),
  };
  const value = readCompleteMembers(text);
  return value === undefined ? { fault } : { value, fault };
}

function indexOfCharacter(text: string, position: number, segment: string): number {
  return indexOfByte(segment, new TextEncoder().encode(text.slice(0, position)).length);
}

function findUtf8Fault(
  bytes: Uint8Array<ArrayBuffer>,
  segment: string,
  name: PartName,
): Remark | undefined {
  if (isUtf8(bytes, false)) return undefined;
  let valid = 0;
  let invalid = bytes.length + 1;
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    if (middle <= bytes.length && isUtf8(bytes.subarray(0, middle), true)) valid = middle;
    else invalid = middle;
  }
  const byte = bytes[valid];
  return {
    message:
      byte === undefined
        ? `The ${name} is not UTF-8: it ends in the middle of a character.`
        : `The ${name} is not UTF-8: byte ${valid + 1} is 0x${byte.toString(16).padStart(2, '0')}.`,
    index: indexOfByte(segment, valid),
  };
}

function isUtf8(bytes: Uint8Array<ArrayBuffer>, mayGoOn: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: mayGoOn });
    return true;
  } catch {
    return false;
  }
}
