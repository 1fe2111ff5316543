import { isJsonObject, type JsonValue } from '../tokens/json';
import type { SensitiveKind } from './sensitive-names';

/** Stands in a text for a value that was taken out, until its fingerprint is known. */
const BEGIN = '\uE000';
const END = '\uE001';
const DIGITS = '\uE002\uE003\uE004\uE005\uE006\uE007\uE008\uE009\uE00A\uE00B';
const MARK = /\uE000([\uE002-\uE00B]+)\uE001/g;
const MARK_CHARACTERS = /[\uE000-\uE00B]/g;

/** Values that were taken out of texts. A mark is made of private characters, so that no search can find its parts. */
export type Marks = {
  /** What stands in the place of a value. The same value has the same mark, whatever its kind. */
  readonly mark: (kind: SensitiveKind, value: string) => string;
  /** Notes that something was left out as a whole. */
  readonly leaveOut: (what: string) => void;
  /**
   * Writes each mark as the kind of its value and a fingerprint: HMAC-SHA256 with this key, shortened, so that a value
   * is recognised again, and cannot be guessed without the key.
   */
  readonly resolve: <Shape>(
    shape: Shape,
    key: CryptoKey,
  ) => Promise<{ readonly resolved: Shape; readonly receipt: Receipt }>;
};

/** What was taken out, and how many times. */
export type Receipt = readonly { readonly what: string; readonly count: number }[];

export function makeMarks(): Marks {
  const indices = new Map<string, number>();
  const kinds: SensitiveKind[] = [];
  const leftOut: string[] = [];
  const values = () => [...indices.keys()];
  return {
    mark: (kind, found) => {
      // What was found may hold marks itself, or be one.
      const value = found.includes(BEGIN)
        ? found.replace(MARK, (_, written: string) => values()[indexOf(written)] ?? '')
        : found;
      let index = indices.get(value);
      if (index === undefined) {
        index = kinds.push(kind) - 1;
        indices.set(value, index);
      }
      return BEGIN + `${index}`.replace(/\d/g, (digit) => DIGITS.charAt(Number(digit))) + END;
    },
    leaveOut: (what) => {
      leftOut.push(what);
    },
    resolve: async (shape, key) => {
      const fingerprints = await Promise.all(values().map((value) => fingerprint(value, key)));
      const taken: string[] = [];
      const resolved = mapTexts(shape, (text) =>
        text
          .replace(MARK, (_, written: string) => {
            const index = indexOf(written);
            const kind = kinds[index] ?? 'random value';
            taken.push(kind);
            return `‹${kind} #${fingerprints[index] ?? ''}›`;
          })
          // From outside: without them, what stood around them could be read as one.
          .replace(MARK_CHARACTERS, '\uFFFD'),
      );
      return { resolved, receipt: countOf([...taken, ...leftOut]) };
    },
  };
}

const FINGERPRINT = /‹[^‹›]+ #[0-9a-f]{8}›/;

/** Whether a value was taken out of a text, of which the fingerprint is left. */
export function holdsFingerprint(text: string): boolean {
  return FINGERPRINT.test(text);
}

function indexOf(written: string): number {
  return Number(written.replace(/./g, (digit) => `${DIGITS.indexOf(digit)}`));
}

/** The first characters of a text, without half a mark at the end. */
export function cutText(text: string, longest: number): string {
  return text.slice(0, longest).replace(/\uE000[\uE002-\uE00B]*$/, '');
}

/** 32 bits of the HMAC: enough to tell the values of one report apart. */
async function fingerprint(value: string, key: CryptoKey): Promise<string> {
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(value));
  return Array.from(new Uint8Array(mac, 0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}

function countOf(taken: readonly string[]): Receipt {
  const counts = new Map<string, number>();
  for (const what of taken) counts.set(what, (counts.get(what) ?? 0) + 1);
  return [...counts]
    .map(([what, count]) => ({ what, count }))
    .toSorted((one, other) => other.count - one.count);
}

/** The same shape with every text in it changed, names of members included. */
function mapTexts<Shape>(shape: Shape, change: (text: string) => string): Shape;
function mapTexts(shape: unknown, change: (text: string) => string): unknown {
  if (typeof shape === 'string') return change(shape);
  if (Array.isArray(shape)) return shape.map((entry: unknown) => mapTexts(entry, change));
  if (!isJsonObject(shape)) return shape;
  return Object.fromEntries(
    Object.entries(shape).map(([name, member]: [string, JsonValue]) => [
      change(name),
      mapTexts(member, change),
    ]),
  );
}
