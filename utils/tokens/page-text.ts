import { parseJsonObject } from './json';

/** What is read of a page, in characters. */
const MAX_READ = 100_000;

/** What a person would read on a page. */
export type PageText = {
  /** Its title on one line; empty where it has none. */
  readonly title: string;
  /** Its words without the title, a line for each paragraph. */
  readonly text: string;
};

/** Elements whose content nobody reads. */
const UNREAD = new Set(['script', 'style', 'template', 'svg', 'title']);

/** Elements that stand within a line; every other begins a new one. */
const INLINE = new Set(
  'a abbr acronym b bdi bdo big cite code em font i img kbd label mark q s samp small span strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

const NAMED = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
    ensp: ' ',
    emsp: ' ',
    thinsp: ' ',
    copy: '©',
    reg: '®',
    trade: '™',
    hellip: '…',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    sbquo: '‚',
    ldquo: '“',
    rdquo: '”',
    bdquo: '„',
    laquo: '«',
    raquo: '»',
    middot: '·',
    bull: '•',
    times: '×',
    rarr: '→',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    agrave: 'à',
    aacute: 'á',
    acirc: 'â',
    ccedil: 'ç',
    egrave: 'è',
    eacute: 'é',
    ecirc: 'ê',
    iacute: 'í',
    ntilde: 'ñ',
    oacute: 'ó',
    ocirc: 'ô',
    ugrave: 'ù',
    uacute: 'ú',
  }),
);

/**
 * Reads a page as a person would: without tags, scripts and styles, its characters decoded. What is no page is its own
 * text. Takes time in proportion to the length, whatever the page holds.
 */
export function readPage(body: string): PageText {
  const source = body.slice(0, MAX_READ);
  // Of ASCII alone: other letters may become longer, and move what follows.
  const lower = source.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const parts: string[] = [];
  let title = '';
  let at = 0;
  while (at < source.length) {
    const start = source.indexOf('<', at);
    if (start < 0) break;
    parts.push(source.slice(at, start));
    const next = source[start + 1] ?? '';
    if (source.startsWith('<!--', start)) {
      const end = source.indexOf('-->', start + 4);
      at = end < 0 ? source.length : end + 3;
    } else if (!/[a-z/!?]/i.test(next)) {
      parts.push('<');
      at = start + 1;
    } else {
      const end = source.indexOf('>', start);
      if (end < 0) {
        at = source.length;
        break;
      }
      const tag = /^[a-z][a-z0-9-]*/.exec(lower.slice(start + 1, Math.min(end, start + 40)))?.[0];
      at = end + 1;
      if (tag !== undefined && UNREAD.has(tag) && source[end - 1] !== '/') {
        const close = lower.indexOf(`</${tag}`, at);
        if (tag === 'title' && title === '') {
          title = oneLine(decoded(source.slice(at, close < 0 ? at : close)));
        }
        // The closing tag itself is read as the next one.
        at = close < 0 ? source.length : close;
      } else {
        parts.push(isInline(lower.slice(start, Math.min(end, start + 40))) ? '' : '\n');
      }
    }
  }
  parts.push(source.slice(at));
  const text = linesOf(decoded(parts.join('')));
  return { title, text };
}

/** What a person would read on a page, title included, on one line; a text that is no page as it is. */
export function pageText(body: string): string {
  const { title, text } = readPage(body);
  return oneLine(`${title} ${text}`);
}

/** What a server says in the body of an answer, in short: the error that JSON names, or the words of a page. */
export function saidInBody(body: string): string {
  const json = parseJsonObject(body);
  if (!json.ok) return oneLine(readPage(body).text);
  return [json.value['error'], json.value['error_description']]
    .filter((part) => typeof part === 'string')
    .join(': ');
}

function isInline(tag: string): boolean {
  const name = /^<\/?([a-z][a-z0-9-]*)/.exec(tag)?.[1];
  return name !== undefined && INLINE.has(name);
}

function decoded(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,8}));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMED.get(name) ?? whole;
      return characterOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)) ?? whole;
    },
  );
}

function characterOf(codePoint: number): string | undefined {
  const isCharacter =
    codePoint > 0 && codePoint <= 0x10_ff_ff && !(codePoint >= 0xd8_00 && codePoint <= 0xdf_ff);
  return isCharacter ? String.fromCodePoint(codePoint) : undefined;
}

function linesOf(text: string): string {
  return text
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
    .join('\n');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
