import type { BodyEnd } from './exchange';

/** What is kept of a response body, in bytes. */
export const MAX_BODY_BYTES = 500_000;

/** What came of a body, and how its reading ended. */
type ReadBody = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly end: Exclude<BodyEnd, 'not kept'>;
  /** Why it could not be read to its end. */
  readonly error?: unknown;
};

/**
 * Reads a body up to the limit; what had arrived is kept however it ends. No more is read than is kept, so that a body
 * that is packed small is never unpacked whole.
 */
export async function readBody(response: Response, timeout: AbortSignal): Promise<ReadBody> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let room = MAX_BODY_BYTES;
  const read = async () => new Uint8Array(await new Blob(chunks).arrayBuffer());
  try {
    // Leaving the loop early cancels what is still to come.
    for await (const chunk of response.body ?? []) {
      chunks.push(chunk.subarray(0, room));
      room -= chunk.byteLength;
      if (room < 0) return { bytes: await read(), end: 'too large' };
    }
    return { bytes: await read(), end: 'whole' };
  } catch (error) {
    return { bytes: await read(), end: timeout.aborted ? 'timed out' : 'broken off', error };
  }
}

/** The bytes as text, with U+FFFD for what is not UTF-8, and where that begins. */
export function decodeBody(
  bytes: Uint8Array,
  end: ReadBody['end'],
): { readonly text: string; readonly firstInvalidByte?: number } {
  // A character that the end of what is kept cuts in two is not the server's fault.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const read = decoder.decode(bytes, { stream: end !== 'whole' });
  const firstInvalidByte = findInvalidByte(bytes, read);
  return {
    text: read.replace(/^\uFEFF/, ''),
    ...(firstInvalidByte === undefined ? {} : { firstInvalidByte }),
  };
}

const REPLACEMENT = '\uFFFD';
const REPLACEMENT_BYTES = [0xef, 0xbf, 0xbd];

/** Where the first replacement stands that the server has not sent itself. */
function findInvalidByte(bytes: Uint8Array, text: string): number | undefined {
  const encoder = new TextEncoder();
  let offset = 0;
  let from = 0;
  for (;;) {
    const at = text.indexOf(REPLACEMENT, from);
    if (at < 0) return undefined;
    offset += encoder.encode(text.slice(from, at)).length;
    const place = offset;
    if (!REPLACEMENT_BYTES.every((byte, index) => bytes[place + index] === byte)) return place;
    offset += REPLACEMENT_BYTES.length;
    from = at + 1;
  }
}
