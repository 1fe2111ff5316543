import type { DecodedToken, TokenProblem } from '@/utils/tokens/decode-token';
import { visibleText } from '@/utils/tokens/show-value';
import styles from './TokenText.module.css';

type TokenTextProps = {
  readonly token: DecodedToken;
  /** Whether the part that makes the token usable is shown too. */
  readonly isWhole: boolean;
};

type Marked = { readonly index: number; readonly message: string };

type Slice =
  | { readonly kind: 'text'; readonly text: string; readonly start: number }
  | {
      readonly kind: 'mark';
      readonly text: string;
      readonly start: number;
      readonly message: string;
    };

const SHOWN_OF_SECRET = 6;
const SHOWN_OF_SEGMENT = 480;
const MAX_SHOWN = 20_000;
const MAX_MARKS = 20;
/** A JWE has five; what has very many more is no token, and nobody looks at each part. */
const MAX_SEGMENTS = 10;
/** Characters shown on either side of a marked one that lies beyond what is shown. */
const AROUND = 12;

/**
 * The text of a token, its parts in constant colours. What would let others use it is cut short at
 * first. Characters at which something is wrong are marked, with some text around them.
 */
export function TokenText({ token, isWhole }: TokenTextProps) {
  if (token.kind === 'opaque') {
    return (
      <p className={styles.text}>
        <code>{isWhole ? limit(token.raw, MAX_SHOWN) : limit(token.raw, SHOWN_OF_SECRET)}</code>
      </p>
    );
  }
  const segments = firstSegments(token.segments);
  const last = segments.length - 1;
  const starts = startsOf(token.raw, token.segments);
  return (
    <p className={styles.text}>
      <code>
        {segments.map((segment, index) => (
          // Segments have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={index}>
            {index === 0 ? '' : '.'}
            <span className={styles[partOf(index, last)]}>
              {slicesOf(
                segment,
                marksIn(token.problems, index, starts[index] ?? 0),
                isWhole ? MAX_SHOWN : index === last ? SHOWN_OF_SECRET : SHOWN_OF_SEGMENT,
              ).map((slice) =>
                slice.kind === 'text' ? (
                  slice.text
                ) : (
                  <mark key={slice.start} className={styles.mark} title={slice.message}>
                    {slice.text}
                  </mark>
                ),
              )}
            </span>
          </span>
        ))}
      </code>
    </p>
  );
}

/** The parts, all beyond the first few in one piece. */
function firstSegments(segments: readonly string[]): readonly string[] {
  return segments.length <= MAX_SEGMENTS
    ? segments
    : [...segments.slice(0, MAX_SEGMENTS - 1), segments.slice(MAX_SEGMENTS - 1).join('.')];
}

function startsOf(raw: string, segments: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let start = Math.max(0, raw.indexOf(segments.join('.')));
  for (const segment of segments) {
    starts.push(start);
    start += segment.length + 1;
  }
  return starts;
}

/** The places within a segment at which something is wrong, in their order, each once. */
function marksIn(
  problems: readonly TokenProblem[],
  segment: number,
  start: number,
): readonly Marked[] {
  const marks = new Map<number, Marked>();
  for (const { at, message } of problems) {
    if (at?.segment !== segment || marks.size === MAX_MARKS) continue;
    const index = at.index - start;
    const earlier = marks.get(index)?.message;
    marks.set(index, { index, message: earlier === undefined ? message : `${earlier} ${message}` });
  }
  return [...marks.values()].toSorted((a, b) => a.index - b.index);
}

/** The beginning of a segment, and what stands around each mark beyond it. */
function slicesOf(segment: string, marks: readonly Marked[], most: number): readonly Slice[] {
  const slices: Slice[] = [];
  let from = 0;
  let shownTo = Math.min(most, segment.length);
  for (const { index, message } of marks) {
    const code = segment.codePointAt(index);
    if (code === undefined || index < from) continue;
    const character = String.fromCodePoint(code);
    if (index >= shownTo) {
      const begin = Math.max(shownTo, index - AROUND);
      slices.push(text(segment.slice(from, shownTo), from));
      if (begin > shownTo) slices.push(text('…', shownTo));
      from = begin;
    }
    slices.push(text(segment.slice(from, index), from));
    slices.push({ kind: 'mark', text: shown(character), start: index, message });
    from = index + character.length;
    shownTo = Math.min(segment.length, Math.max(shownTo, from + AROUND));
  }
  slices.push(text(segment.slice(from, shownTo), from));
  if (shownTo < segment.length) slices.push(text('…', shownTo));
  return slices;
}

function text(content: string, start: number): Slice {
  return { kind: 'text', text: visibleText(content), start };
}

/** A blank has to be seen to be marked. */
function shown(character: string): string {
  return character.trim() === '' ? '␣' : visibleText(character);
}

function partOf(index: number, last: number): 'header' | 'payload' | 'signature' {
  if (index === 0) return 'header';
  return index === last ? 'signature' : 'payload';
}

function limit(content: string, most: number): string {
  return content.length <= most ? content : `${content.slice(0, most)}…`;
}
