import type { NameValue } from '../oauth/exchange';
import type { Run } from '../oauth/run';
import { resultOf } from '../oauth/run-result';
import { hidesSomething } from '../share/hides-something';
import { searchForPieces } from '../share/pieces';
import { ASSIGNMENT, BASE64, TOKEN, USER_INFO } from '../share/redaction';
import { harmlessOfRun } from '../share/report-run';
import { searchesFor } from '../share/search-known';
import { isPersonal, kindOfName, type SensitiveKind } from '../share/sensitive-names';
import { type SensitiveValues, sensitiveValuesOfRun } from '../share/sensitive-values';
import { basicCredentials, isPlaceholder } from '../share/shared-request';
import { isFormText, mapParameters, partsOfUrl } from '../share/url-parts';
import { mapJsonScalars } from './map-json';

/** Shows each kind of text without what lets somebody in. */
export type Mask = {
  /** Whether anything is hidden. */
  readonly isOn: boolean;
  readonly text: (value: string) => string;
  /** The value of a parameter, as it is or as it is written in an address. */
  readonly named: (name: string, value: string) => string;
  readonly header: (header: NameValue) => string;
  readonly url: (value: string) => string;
  /** A body: JSON, also one that breaks off, a form, or any other text. */
  readonly body: (value: string) => string;
};

/** Shows everything as it is. */
export const NO_MASK: Mask = {
  isOn: false,
  text: (value) => value,
  named: (_name, value) => value,
  header: ([, value]) => value,
  url: (value) => value,
  body: (value) => value,
};

/**
 * Values that let nobody in: what ties a message to its run is good for one use and needs to be compared by eye, and
 * who the user is, is not hidden from the user.
 */
const OPEN_KINDS: ReadonlySet<SensitiveKind> = new Set([
  'state',
  'nonce',
  'code challenge',
  'hash',
  'token identifier',
]);

/** Whether values of this kind are hidden until somebody asks for them. */
function isMaskedKind(kind: SensitiveKind | undefined): kind is SensitiveKind {
  return kind !== undefined && !isPersonal(kind) && !OPEN_KINDS.has(kind);
}

const masks = new WeakMap<Run, Mask>();

/** The mask of a run, which knows every secret that the run sent or was sent, wherever it is repeated. */
export function maskOfRun(run: Run): Mask {
  const made = masks.get(run);
  if (made !== undefined) return made;
  const result = resultOf(run);
  const mask = makeMask(sensitiveValuesOfRun(run, result), harmlessOfRun(run, result));
  masks.set(run, mask);
  return mask;
}

/** Stand for a mark while a text is searched on: private characters, of which no search can find a part. */
const BEGIN = '\uE000';
const END = '\uE001';
const FIRST_KIND = 0xe010;
const MARK = /\uE000([\uE010-\uE07F])\uE001/g;

/**
 * A mask that knows these values, and hides besides them what stands under the name of a secret, JWTs, and user names
 * and passwords in addresses.
 *
 * @param harmless texts whose words are public, though they may stand in a secret as well
 */
export function makeMask(known: SensitiveValues, harmless: readonly string[] = []): Mask {
  const hidden: SensitiveValues = new Map([...known].filter(([, kind]) => isMaskedKind(kind)));
  const kinds: SensitiveKind[] = [];
  const mark = (kind: SensitiveKind): string => {
    const index = kinds.includes(kind) ? kinds.indexOf(kind) : kinds.push(kind) - 1;
    return BEGIN + String.fromCharCode(FIRST_KIND + index) + END;
  };
  const written = (text: string): string =>
    text.replace(MARK, (_, sign: string) => inWords(kinds[sign.charCodeAt(0) - FIRST_KIND]));

  const searches = searchesFor(hidden, mark);
  const publicWords = new Set(harmless.flatMap((text) => text.match(/[\w-]{8,}/g) ?? []));
  const withoutPieces = searchForPieces(
    hidden,
    (word) => publicWords.has(word),
    () => mark('piece of a secret'),
  );
  const search = (value: string): string => {
    const found = searches.reduce((text, replace) => replace(text), value);
    return withoutPieces(
      found
        .replace(TOKEN, () => mark('token'))
        .replace(USER_INFO, (_, sign: string) => sign + mark('credentials'))
        .replace(ASSIGNMENT, (all, name: string, sign: string, secret: string) => {
          const kind = kindOfName(name);
          return !isMaskedKind(kind) || isPlaceholder(secret) ? all : name + sign + mark(kind);
        })
        .replace(BASE64, (encoded) =>
          hidesSomething(encoded, hidden) ? mark('random value') : encoded,
        ),
    );
  };
  const ofKind = (kind: SensitiveKind | undefined, value: string): string => {
    if (value === '' || isPlaceholder(value)) return value;
    return isMaskedKind(kind) ? mark(hidden.get(value) ?? kind) : search(value);
  };
  const pair = (name: string, value: string) => ofKind(kindOfName(name), value);
  const parameters = (part: string) => (part.includes('=') ? mapParameters(part, pair) : part);
  const address = (value: string): string => {
    // A value may hold what parts an address.
    const { base, query, fragment } = partsOfUrl(search(value));
    return base + parameters(query) + parameters(fragment);
  };
  const header = (given: NameValue): string => {
    const [name, value] = given;
    if (basicCredentials(given) !== undefined) return value;
    const [scheme = '', ...rest] = value.split(' ');
    return kindOfName(name) === 'credentials' && rest.length > 0
      ? `${scheme} ${mark(hidden.get(rest.join(' ')) ?? 'credentials')}`
      : pair(name, value);
  };
  const body = (value: string): string => {
    const text = value.trim();
    if (/^[[{"]/.test(text)) return mapJsonScalars(value, ofKind, search);
    return isFormText(text) ? search(parameters(`?${value}`).slice(1)) : search(value);
  };
  return {
    isOn: true,
    text: (value) => written(search(value)),
    named: (name, value) => written(pair(name, value)),
    header: (given) => written(header(given)),
    url: (value) => written(address(value)),
    body: (value) => written(body(value)),
  };
}

/** As long for every value: its length is nobody's business either. */
function inWords(kind: SensitiveKind = 'random value'): string {
  return `${kind} ••••••`;
}
