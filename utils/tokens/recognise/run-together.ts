import { decodeToken } from '../decode-token';
import { readPart } from '../read-part';
import type { Recognised } from '../recognised';
import { isReadable } from './wrapped-text';

/** More than anybody pastes by mistake; what goes on for longer is no row of tokens. */
const MAX_TOKENS = 10;

/** How often the beginning of a header is looked for in a signature, in which it may stand by chance. */
const MAX_TRIES = 8;

/** Signed tokens without anything between them: one that was pasted twice, or several of a list. */
export function recogniseRunTogether(text: string): Recognised | undefined {
  const tokens = splitTokens(text);
  if (tokens === undefined) return undefined;
  const distinct = [...new Set(tokens)];
  const [first = ''] = distinct;
  const alg = decodeToken(first).kind === 'jwt' ? 'JWT' : 'JWS';
  const times = tokens.length === 2 ? 'twice' : `${tokens.length} times`;
  return {
    what:
      distinct.length === 1
        ? `${alg}, pasted ${times}: one of them is shown`
        : `${tokens.length} tokens run together, without anything between them`,
    tokens: distinct.map((value) => ({ name: 'Token', value })),
  };
}

/** Two tokens or more, whole; nothing where the text is anything else. */
function splitTokens(text: string): readonly string[] | undefined {
  const segments = text.split('.', 2 * MAX_TOKENS + 2);
  if (segments.length < 5 || segments.length > 2 * MAX_TOKENS + 1 || segments.length % 2 === 0) {
    return undefined;
  }
  const tokens: string[] = [];
  let header = segments[0] ?? '';
  for (let index = 1; index < segments.length; index += 2) {
    const end = segments[index + 1] ?? '';
    const isLast = index + 2 === segments.length;
    const at = isLast ? end.length : headerIn(end);
    if (at === undefined) return undefined;
    tokens.push(`${header}.${segments[index] ?? ''}.${end.slice(0, at)}`);
    header = end.slice(at);
  }
  return tokens.every((token) => isReadable(token)) ? tokens : undefined;
}

/** Where a header begins that goes on to the end of a segment. */
function headerIn(segment: string): number | undefined {
  let at = segment.indexOf('ey');
  for (let tries = 0; at !== -1 && tries < MAX_TRIES; tries += 1) {
    const { value, fault } = readPart(segment.slice(at), 'header');
    if (fault === undefined && value !== undefined && Object.hasOwn(value, 'alg')) return at;
    at = segment.indexOf('ey', at + 1);
  }
  return undefined;
}
