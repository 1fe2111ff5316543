/** One element of DER (X.690 §8.1): its tag, its content, and its whole encoding. */
export type DerElement = {
  readonly tag: number;
  readonly content: Uint8Array<ArrayBuffer>;
  readonly whole: Uint8Array<ArrayBuffer>;
};

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
const OBJECT_IDENTIFIER = 0x06;

/** The elements that follow each other in these bytes; undefined where they are no DER. */
export function readDer(bytes: Uint8Array<ArrayBuffer>): readonly DerElement[] | undefined {
  const elements: DerElement[] = [];
  let start = 0;
  while (start < bytes.length) {
    const element = readElement(bytes, start);
    if (element === undefined) return undefined;
    elements.push(element);
    start += element.whole.length;
  }
  return elements;
}

/** The elements inside of a constructed one with this tag; undefined if it is not one. */
export function readInside(
  element: DerElement | undefined,
  tag = SEQUENCE,
): readonly DerElement[] | undefined {
  return element?.tag === tag ? readDer(element.content) : undefined;
}

/** The bytes of a bit string without unused bits. */
export function bitsOf(element: DerElement | undefined): Uint8Array<ArrayBuffer> | undefined {
  return element?.tag === BIT_STRING && element.content[0] === 0
    ? element.content.subarray(1)
    : undefined;
}

/** The bytes of a positive integer, without the zero that keeps it positive. */
export function integerOf(element: DerElement | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (element?.tag !== INTEGER || element.content.length === 0) return undefined;
  const first = element.content.findIndex((byte) => byte !== 0);
  return first === -1 ? element.content.subarray(-1) : element.content.subarray(first);
}

/** An object identifier in hexadecimal, without tag and length; undefined if it is none. */
export function identifierOf(element: DerElement | undefined): string | undefined {
  return element?.tag === OBJECT_IDENTIFIER
    ? Array.from(element.content, (byte) => byte.toString(16).padStart(2, '0')).join('')
    : undefined;
}

function readElement(bytes: Uint8Array<ArrayBuffer>, start: number): DerElement | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  // Tags of several bytes are in no key.
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let header = 2;
  let length = first;
  if (first >= 0x80) {
    const more = first & 0x7f;
    if (more === 0 || more > 4) return undefined;
    length = 0;
    for (let index = 0; index < more; index += 1) {
      length = length * 256 + (bytes[start + 2 + index] ?? Number.NaN);
    }
    header += more;
  }
  const end = start + header + length;
  if (!(end <= bytes.length)) return undefined;
  return { tag, content: bytes.subarray(start + header, end), whole: bytes.subarray(start, end) };
}
