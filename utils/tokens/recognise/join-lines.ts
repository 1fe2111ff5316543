import { decodeToken } from '../decode-token';
import { isTokenCharacter } from './token-characters';
import { isReadable } from './wrapped-text';

/** What mail programs write before lines that they quote. */
const QUOTED = /^[\s>|]{0,100}/;

/** What stands before and behind a piece of a text that programs put together: quotes, and a sign between them. */
const BEFORE_PIECE = /^(?:[+.&]\s{0,20})?["'`]/;
const AFTER_PIECE = /["'`]\s{0,20}(?:[+.&\\]|\|\|)?$/;

/** Signatures have few lines; so few attempts are made to make one whole. */
const MAX_SIGNATURE_LINES = 20;

/** Longer than what is wrapped over lines. */
const MAX_CHARACTERS = 100_000;

/** Shorter lines are words that happen to begin like a token. */
const SHORTEST_PIECE = 12;

/**
 * A text in which tokens that were wrapped over lines are on one line: quoted in a mail (`> `), put together from
 * strings in a program, in quoted-printable (RFC 2045 §6.7), or wrapped alone. Other lines are as they were. Linear.
 */
export function joinLines(text: string): string {
  if (!text.includes('\n') || !/e[w-z]/.test(text)) return joinStrings(text);
  const joined: string[] = [];
  let open: OpenToken | undefined;
  for (const line of text.split('\n')) {
    const piece = pieceOf(line);
    const added: OpenToken | undefined = open === undefined ? undefined : add(open, piece);
    if (added === undefined) {
      joined.push(...textOf(open), line);
      open = beginning(line);
      // The line is held back as the first of a token.
      if (open !== undefined) joined.pop();
    } else open = added;
  }
  joined.push(...textOf(open));
  return joinStrings(joined.join('\n'));
}

/** Strings on one line that are put together with a plus. */
function joinStrings(text: string): string {
  return text.includes('+') ? text.replace(/["'`]\s{0,20}\+\s{0,20}["'`]/g, '') : text;
}

/** A token that may go on in the next line. */
type OpenToken = {
  readonly before: string;
  readonly pieces: string[];
  dots: number;
  /** How many pieces are taken for the token: those of its signature only once they make it whole. */
  taken: number;
  /** What is wrong with the token so far; not known before its signature. */
  flaws: number;
};

/** The token on one line, and what turned out not to belong to it. */
function textOf(open: OpenToken | undefined): readonly string[] {
  if (open === undefined) return [];
  const { before, pieces, taken } = open;
  return [before + pieces.slice(0, taken).join(''), ...pieces.slice(taken)];
}

/** The token with which a line ends, if it may go on. */
function beginning(line: string): OpenToken | undefined {
  const text = withoutEnd(line);
  let start = text.length;
  while (start > 0 && isTokenCharacter(text.charCodeAt(start - 1))) start -= 1;
  const piece = text.slice(start);
  if (piece.length < SHORTEST_PIECE || !/^e[w-z][\w-]/.test(piece)) return undefined;
  const open = { before: text.slice(0, start), pieces: [piece], dots: 0, taken: 1, flaws: 0 };
  count(open, piece);
  // What ends with the token is as it was, closing quotes included.
  return open.dots >= 2 && open.flaws === 0 ? undefined : open;
}

/** The token with one more piece; nothing where the piece does not belong to it. */
function add(open: OpenToken, piece: string): OpenToken | undefined {
  // A signature rarely goes on with what another token begins with.
  const isOver = open.dots >= 2 && (open.flaws === 0 || isTooLong(open) || piece.startsWith('ey'));
  if (isOver || !isPiece(piece) || isReadable(piece)) return undefined;
  open.pieces.push(piece);
  count(open, piece);
  return open;
}

function count(open: OpenToken, piece: string): void {
  const wasInSignature = open.dots >= 2;
  open.dots += dotsIn(piece);
  if (open.dots < 2) {
    open.taken = open.pieces.length;
    return;
  }
  const flaws = flawsOf(open.pieces.join(''));
  // A token that is whole by itself is followed by words that may look like a part of it.
  if (wasInSignature && flaws >= open.flaws) return;
  open.flaws = flaws;
  open.taken = open.pieces.length;
}

function isTooLong({ pieces, taken }: OpenToken): boolean {
  return (
    pieces.length - taken >= MAX_SIGNATURE_LINES ||
    pieces.reduce((length, piece) => length + piece.length, 0) > MAX_CHARACTERS
  );
}

/** How much is wrong with a token. */
function flawsOf(token: string): number {
  const decoded = decodeToken(token);
  return decoded.kind === 'opaque' ? Number.POSITIVE_INFINITY : decoded.problems.length;
}

function pieceOf(line: string): string {
  return withoutEnd(line).replace(QUOTED, '').replace(BEFORE_PIECE, '');
}

/** A line without what ends a piece of a token: white space, a soft line break, a closing quote and a plus. */
function withoutEnd(line: string): string {
  const text = line.trimEnd();
  const tail = text.slice(-30);
  const kept = tail
    .replace(/=$/, '')
    .replace(AFTER_PIECE, '')
    .replace(/["'`][;,)]{0,3}$/, '');
  return text.slice(0, text.length - tail.length) + kept;
}

function isPiece(text: string): boolean {
  if (text === '') return false;
  for (let index = 0; index < text.length; index += 1) {
    if (!isTokenCharacter(text.charCodeAt(index))) return false;
  }
  return true;
}

function dotsIn(text: string): number {
  let dots = 0;
  for (let at = text.indexOf('.'); at !== -1; at = text.indexOf('.', at + 1)) dots += 1;
  return dots;
}
