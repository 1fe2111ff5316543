import { decodeToken } from '../decode-token';

/** Without a comma or semicolon at its end, and without the quotes around it; of a string of JSON what it stands for. */
export function unquote(text: string): string {
  let inner = text.replace(/[,;]$/, '');
  for (const quote of ['"', "'", '`']) {
    if (inner.length < 2 || !inner.startsWith(quote) || !inner.endsWith(quote)) continue;
    const between = inner.slice(1, -1);
    const isOne = !between.includes(quote);
    inner = (isOne ? between : quote === '"' ? (jsonString(inner) ?? inner) : inner).trim();
  }
  return inner;
}

/** What a string of JSON stands for: its quotes and line breaks are escaped. */
function jsonString(text: string): string | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'string' ? read : undefined;
  } catch {
    return undefined;
  }
}

/** The one token in a text: without white space, or a readable one that was wrapped over lines. */
export function unwrap(text: string): string | undefined {
  const pieces = text.split(/\s+/);
  const joined = pieces.join('');
  if (pieces.length === 1) return joined;
  if (!/^ey[\w.~-]+=*$/.test(joined)) return undefined;
  const isOverLines = text.split(/[\r\n]+/).every((line) => !/\s/.test(line.trim()));
  if (isOverLines && isReadable(beforeDisclosures(joined))) return joined;
  // The words after a token can look like parts of it: a token that is whole by itself comes first.
  if (pieces.some((piece) => isReadable(beforeDisclosures(piece)))) return undefined;
  return decodeToken(beforeDisclosures(joined)).kind === 'opaque' ? undefined : joined;
}

/** Whether a text is a token that can be read whole. */
export function isReadable(text: string): boolean {
  // A text may hold very many words: only those with the look of an encoded header are decoded.
  if (!/^e[w-z]/.test(text) || !text.includes('.')) return false;
  const { kind } = decodeToken(text);
  return kind === 'jwt' || kind === 'jwe' || kind === 'jws';
}

/** The issuer's JWT of an SD-JWT (RFC 9901 §4); any other token as it is. */
function beforeDisclosures(text: string): string {
  const end = text.indexOf('~');
  return end === -1 ? text : text.slice(0, end);
}
