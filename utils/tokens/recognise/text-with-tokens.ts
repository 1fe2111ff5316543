import type { Recognised } from '../recognised';
import { readSdJwt } from '../sd-jwt';
import { tokensOfSdJwt } from './describe-sd-jwt';
import { count } from './format';
import { joinLines } from './join-lines';
import { isTokenCharacter } from './token-characters';
import { isReadable } from './wrapped-text';

/** More than this is no longer read by people. */
export const MAX_TOKENS = 100;

/** Shorter than any encoded header that names an algorithm. */
const SHORTEST_HEADER = 12;

/** The readable tokens of a text, in their order, each once; of an SD-JWT with its disclosures. Linear. */
export function findTokens(text: string): readonly string[] {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const run of runsOf(text)) {
    if (seen.has(run)) continue;
    seen.add(run);
    const token = readableStart(run);
    if (token !== undefined) found.add(token);
  }
  return [...found];
}

/** Any text with readable tokens in it, wrapped ones too: log lines, HTML, mails, programs. */
export function recogniseText(text: string, name = 'Text'): Recognised | undefined {
  const found = findTokens(joinLines(text));
  const [first] = found;
  if (first === undefined) return undefined;
  const what = `${name} with ${count(found.length, 'token')} in it`;
  const sdJwt = found.length === 1 ? readSdJwt(first) : undefined;
  if (sdJwt !== undefined) return { what, tokens: tokensOfSdJwt(sdJwt), sdJwt };
  return {
    what: found.length > MAX_TOKENS ? `${what}, of which the first ${MAX_TOKENS} are shown` : what,
    tokens: found
      .slice(0, MAX_TOKENS)
      .map((token) => ({ name: 'Token', value: token.split('~', 1)[0] ?? token })),
  };
}

/**
 * The runs of characters that tokens are made of, if they begin like an encoded header. A regular expression would run
 * out of stack on a run of many megabytes.
 */
function* runsOf(text: string): Generator<string> {
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    const isInside = index < text.length && isTokenCharacter(text.charCodeAt(index));
    if (isInside && start === -1) start = index;
    if (isInside || start === -1) continue;
    const from = start + escapeBefore(text, start);
    const isHeader = text[from] === 'e' && /[w-z]/.test(text.charAt(from + 1));
    if (isHeader && index - from > SHORTEST_HEADER) yield text.slice(from, index);
    start = -1;
  }
}

/** How many characters at the start of a run belong to an escaped line break (`\n`) or an encoded character (`%20`). */
function escapeBefore(text: string, start: number): number {
  const before = text[start - 1];
  if (before === '\\' && /[nrt]/.test(text.charAt(start))) return 1;
  return before === '%' && /^[0-9a-f]{2}/i.test(text.slice(start, start + 2)) ? 2 : 0;
}

/** The token at the start of a run, behind which a full stop or the next word may stand. */
function readableStart(run: string): string | undefined {
  const tilde = run.indexOf('~');
  const segments = run.slice(0, tilde === -1 ? undefined : tilde).split('.', 6);
  if (tilde === -1 && segments.length >= 5) {
    const encrypted = segments.slice(0, 5).join('.');
    if (isReadable(encrypted)) return encrypted;
  }
  const signed = segments.slice(0, 3).join('.');
  if ((segments[0] ?? '').length < SHORTEST_HEADER || !isReadable(signed)) return undefined;
  return tilde === -1 || segments.length > 3
    ? signed
    : signed + run.slice(tilde).replace(/\.{1,3}$/, '');
}
