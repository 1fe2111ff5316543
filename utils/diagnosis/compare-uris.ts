import { editDistance } from './nearest';
import { quoted } from './words';

/** In what one URI differs from another. */
export type UriDifferenceKind =
  | 'white space'
  | 'percent-encoding'
  | 'scheme'
  | 'host case'
  | 'www'
  | 'loopback name'
  | 'host typo'
  | 'host'
  | 'port'
  | 'slash at the end'
  | 'path case'
  | 'path'
  | 'query'
  | 'fragment';

export type UriDifference = {
  readonly kind: UriDifferenceKind;
  /** For a sentence: `a slash at the end, which only the first has` */
  readonly words: string;
};

/** How a URI differs from another that it should be, character by character; empty where they are the same. */
export function compareUris(one: string, other: string): readonly UriDifference[] {
  if (one === other) return [];
  if (one.trim() === other.trim()) {
    return [{ kind: 'white space', words: 'white space around it' }];
  }
  const a = partsOf(one.trim());
  const b = partsOf(other.trim());
  const found = [
    ...(a.scheme === b.scheme
      ? []
      : [difference('scheme', `the scheme (${quoted(a.scheme)}, ${quoted(b.scheme)})`)]),
    ...compareHosts(a.host, b.host),
    ...(a.port === b.port ? [] : [difference('port', `the port (${bothInWords(a.port, b.port)})`)]),
    ...comparePaths(a.path, b.path),
    ...(a.query === b.query ? [] : [difference('query', queryInWords(a.query, b.query))]),
    ...(a.fragment === b.fragment ? [] : [difference('fragment', 'what follows “#”')]),
  ];
  return found.length > 0 ? found : [difference('white space', 'white space around it')];
}

/** The same in words, for a sentence that goes on `differs in …`. */
export function differencesInWords(differences: readonly UriDifference[]): string {
  const words = differences.map((each) => each.words);
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Of several URIs the one that was probably meant, and how the given one differs from it. */
export function nearestUri(
  uri: string,
  among: readonly string[],
): { readonly uri: string; readonly differences: readonly UriDifference[] } | undefined {
  const candidates = among
    .filter((other) => other !== uri)
    .map((other) => ({ uri: other, differences: compareUris(uri, other) }))
    .filter(({ differences }) => isNear(differences))
    .toSorted((a, b) => weight(a.differences) - weight(b.differences));
  return candidates[0];
}

/** Whether somebody may have meant the other: one or two small things are different, not another place. */
export function isNear(differences: readonly UriDifference[]): boolean {
  return differences.length <= 2 && !differences.some(({ kind }) => kind === 'host');
}

function weight(differences: readonly UriDifference[]): number {
  return differences.reduce((sum, { kind }) => sum + (kind === 'path' ? 3 : 1), 0);
}

type Parts = Readonly<Record<'scheme' | 'host' | 'port' | 'path' | 'query' | 'fragment', string>>;

/** As written: a parser would make of two spellings one. */
const URI =
  /^(?:([^:/?#]+):)?(?:\/\/(?:[^/?#@]*@)?(\[[^\]/?#]*\]|[^/?#:]*)(?::(\d*))?)?([^?#]*)(\?[^#]*)?(#.*)?$/s;

function partsOf(uri: string): Parts {
  const [, scheme = '', host = '', port = '', path = '', query = '', fragment = ''] =
    URI.exec(uri) ?? [];
  return { scheme, host, port, path, query, fragment };
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function compareHosts(a: string, b: string): readonly UriDifference[] {
  if (a === b) return [];
  const [lowerA, lowerB] = [a.toLowerCase(), b.toLowerCase()];
  const both = `(${quoted(a)}, ${quoted(b)})`;
  if (lowerA === lowerB) return [difference('host case', `the letter case of the host ${both}`)];
  if (LOOPBACK.has(lowerA) && LOOPBACK.has(lowerB)) {
    return [difference('loopback name', `the name of the loopback address ${both}`)];
  }
  if (lowerA === `www.${lowerB}` || lowerB === `www.${lowerA}`) {
    return [difference('www', `“www.” in the host ${both}`)];
  }
  if (asciiHost(lowerA) === asciiHost(lowerB)) {
    return [difference('host case', `the spelling of the host ${both}`)];
  }
  return editDistance(lowerA, lowerB) <= (Math.min(a.length, b.length) < 8 ? 1 : 2)
    ? [difference('host typo', `the host by a letter or two ${both}`)]
    : [difference('host', `the host ${both}`)];
}

function asciiHost(host: string): string {
  return URL.parse(`https://${host}/`)?.hostname ?? host;
}

function bothInWords(a: string, b: string): string {
  return `${a === '' ? 'none' : quoted(a)}, ${b === '' ? 'none' : quoted(b)}`;
}

function comparePaths(a: string, b: string): readonly UriDifference[] {
  if (a === b) return [];
  if (a === `${b}/`) {
    return [difference('slash at the end', 'a slash at the end, which only the first has')];
  }
  if (`${a}/` === b) {
    return [difference('slash at the end', 'a slash at the end, which only the second has')];
  }
  if (a.toLowerCase() === b.toLowerCase()) {
    return [difference('path case', 'upper and lower case in the path')];
  }
  const both = `(${bothInWords(a, b)})`;
  return decoded(a) === decoded(b)
    ? [difference('percent-encoding', `the percent-encoding of the path ${both}`)]
    : [difference('path', `the path ${both}`)];
}

function queryInWords(a: string, b: string): string {
  if (b === '') return `the query ${quoted(a)}, which only the first has`;
  if (a === '') return `the query ${quoted(b)}, which only the second has`;
  return 'the query';
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function difference(kind: UriDifferenceKind, words: string): UriDifference {
  return { kind, words };
}
