import type { NameValue } from '../oauth/exchange';
import { isJsonObject, type JsonValue } from '../tokens/json';
import { E_MAIL, plainAddress } from './e-mail';
import { hidesSomething } from './hides-something';
import { hostsIn, withoutHosts } from './hosts';
import { looksDense, looksRandom } from './looks-random';
import { cutText, type Marks } from './marks';
import { makeOutline, MAX_LEVEL, MAX_MEMBERS, type Outline } from './outline';
import { withoutPersonalNumbers } from './personal-numbers';
import { searchForPieces } from './pieces';
import { searchesFor } from './search-known';
import {
  isPublicIdentifier,
  isServerText,
  kindOfMember,
  kindOfName,
  type SensitiveKind,
} from './sensitive-names';
import type { SensitiveValues } from './sensitive-values';
import { basicCredentials, isPlaceholder } from './shared-request';
import { mapParameters, partsOfUrl } from './url-parts';

/** Takes out of each kind of text what must not be shared; a mark stands in its place. */
export type Redaction = {
  /** Only what is known: for a text that is going to be taken apart. */
  readonly search: (value: string) => string;
  readonly text: (value: string) => string;
  /** A value whose kind follows from the place where it stands. */
  readonly secret: (kind: SensitiveKind, value: string) => string;
  readonly url: (value: string) => string;
  readonly pairs: (pairs: readonly NameValue[]) => readonly NameValue[];
  readonly header: (header: NameValue) => NameValue;
  readonly json: (value: JsonValue) => JsonValue;
  /** Of the answers of any API. */
  readonly outline: Outline;
  readonly leaveOut: Marks['leaveOut'];
};

const MAX_DEPTH = 4;

/** Longer values are not read: they are taken out as they are. */
const MAX_TEXT = 20_000;

/** Longer values are cut, once they are redacted. */
const MAX_STRING = 2000;

/** What follows after so many characters of one JSON text is left out. */
const MAX_CHARACTERS = 30_000;

/** The most parameters that are shown of one form or query. */
const MAX_PAIRS = 200;

/**
 * A redaction that knows these sensitive values, and what looks like one.
 *
 * @param input.harmless what may look random, and is public: identifiers of the client and its addresses
 */
export function makeRedaction(input: {
  readonly known: SensitiveValues;
  readonly harmless: readonly string[];
  readonly hasHosts: boolean;
  /** Whether what servers say in their own words is shown. */
  readonly hasServerTexts: boolean;
  readonly marks: Marks;
}): Redaction {
  const { known, marks, hasHosts, hasServerTexts } = input;
  const harmless = new Set(input.harmless.flatMap((text) => text.match(WORDS) ?? []));
  const hosts = hostsIn(input.harmless);
  const mark = (kind: SensitiveKind, value: string) => marks.mark(known.get(value) ?? kind, value);
  const searches = searchesFor(known, mark);
  const withoutPieces = searchForPieces(
    known,
    (word) => harmless.has(word),
    (piece) => mark('piece of a secret', piece),
  );

  const search = (value: string) =>
    known.has(value) || value.length > MAX_TEXT
      ? mark('long value', value)
      : searches.reduce((text, replace) => replace(text), value);

  const free = (value: string, isPublic = false) => {
    const addressed = search(value)
      .replace(TOKEN, (token) => mark('token', token))
      .replace(USER_INFO, (_, sign: string, user: string) => sign + mark('credentials', user))
      .replace(E_MAIL, (address) => mark('e-mail address', plainAddress(address)));
    const runs = withoutPersonalNumbers(addressed, mark)
      .replace(ASSIGNMENT, (all, name: string, sign: string, secret: string) => {
        const kind = kindOfName(name);
        return kind === undefined || isPlaceholder(secret) ? all : name + sign + mark(kind, secret);
      })
      .replace(IP_ADDRESS, (address) =>
        hosts.has(address) || isLoopback(address) ? address : mark('IP address', address),
      )
      .replace(BASE64, (encoded) =>
        hidesSomething(encoded, known) ? mark('random value', encoded) : encoded,
      )
      .replace(RUNS, (run) =>
        isPublic || !looksDense(run) || (run.match(WORDS) ?? []).every((word) => harmless.has(word))
          ? run
          : mark('random value', run),
      );
    const text = withoutPieces(runs).replace(WORDS, (word) =>
      harmless.has(word)
        ? word
        : hidesSomething(word, known) || (!isPublic && looksRandom(word))
          ? mark('random value', word)
          : word,
    );
    return hasHosts ? text : withoutHosts(text, hosts, mark);
  };

  const text = (value: string, depth = 0, isPublic = false): string => {
    if (known.has(value) || value.length > MAX_TEXT) return search(value);
    if (depth < MAX_DEPTH && /^\s*[[{]/.test(value)) {
      const parsed = parse(value);
      if (typeof parsed === 'object') return JSON.stringify(json(parsed, depth + 1));
    }
    return depth < MAX_DEPTH && /^(?:[a-z][a-z0-9+.-]{0,40}:\/\/|[/?#])\S*$/i.test(value)
      ? url(value, depth + 1)
      : free(value, isPublic);
  };

  const secret = (kind: SensitiveKind, value: string) =>
    value === '' || isPlaceholder(value) ? value : mark(kind, value);

  const kindOfText = (name: string): SensitiveKind | undefined =>
    !hasServerTexts && isServerText(name) ? 'text of the server' : undefined;

  const named = (name: string, value: string, depth: number) => {
    const kind = kindOfName(name) ?? kindOfText(name);
    return kind === undefined ? text(value, depth, isPublicIdentifier(name)) : secret(kind, value);
  };

  const url = (value: string, depth = 0): string => {
    // A value may hold what parts an address.
    const { base, query, fragment } = partsOfUrl(search(value));
    const change = (name: string, parameter: string) => named(name, parameter, depth);
    return [
      free(base),
      free(mapParametersSafely(query, change)),
      free(mapParametersSafely(fragment, change)),
    ].join('');
  };

  const json = (value: JsonValue, depth = 0): JsonValue => {
    let members = 0;
    let characters = 0;
    const walk = (
      inner: JsonValue,
      kind: SensitiveKind | undefined,
      isPublic: boolean,
      level: number,
    ): JsonValue => {
      members += 1;
      if (inner === null || typeof inner === 'boolean') return inner;
      if (members > MAX_MEMBERS || characters > MAX_CHARACTERS || level > MAX_LEVEL) {
        return '(left out)';
      }
      if (typeof inner === 'object') {
        if (!isJsonObject(inner))
          return inner.map((entry) => walk(entry, kind, isPublic, level + 1));
        return Object.fromEntries(
          Object.entries(inner).map(([name, member]) => [
            free(name),
            walk(
              member,
              kindOfMember(name, inner) ?? kindOfText(name) ?? kind,
              isPublicIdentifier(name),
              level + 1,
            ),
          ]),
        );
      }
      const written = `${inner}`;
      if (kind !== undefined) return secret(kind, written);
      const shown = text(written, depth, isPublic);
      if (shown === written && typeof inner === 'number') return inner;
      characters += shown.length;
      return shortened(shown);
    };
    return walk(value, undefined, false, 0);
  };

  const header = (pair: NameValue): NameValue => {
    const [name, value] = pair;
    if (basicCredentials(pair) !== undefined) return [name, value];
    const [scheme = '', ...rest] = value.split(' ');
    return kindOfName(name) === 'credentials' && rest.length > 0
      ? [name, `${scheme} ${secret('credentials', rest.join(' '))}`]
      : [free(name), shortened(named(name, value, 0))];
  };

  return {
    search,
    text: (value) => text(value),
    secret,
    url: (value) => url(value),
    pairs: (pairs) =>
      pairs
        .slice(0, MAX_PAIRS)
        .map(([name, value]) => [free(name), shortened(named(name, value, 0))]),
    header,
    json: (value) => json(value),
    outline: makeOutline({ known, secret, name: (name) => free(name), leaveOut: marks.leaveOut }),
    leaveOut: marks.leaveOut,
  };
}

function shortened(text: string): string {
  return text.length > MAX_STRING ? `${cutText(text, MAX_STRING)}… (cut)` : text;
}

/** A JWT, whole or broken off. */
export const TOKEN = /(?<![\w-])ey[\w-]{8,}\.[\w-]+(?:\.[\w-]*){0,4}(?:~[\w-]*)*/g;
/** What stands before the host of an address. */
export const USER_INFO = /(\/\/|%2F%2F)([^/\s@?#"'\uE000-\uE00B]{1,200})(?=@)/gi;
/** `name=value` and `"name": "value"`, also encoded. */
export const ASSIGNMENT =
  /(?:\b|(?<=%(?:3F|26|23)))([A-Za-z_][\w.-]{0,60})((?:=|%3D|\\?"\s{0,3}:\s{0,3}\\?")["']?)([^\s&"'<>,;%\\\uE000-\uE00B]{3,})/gi;
const IP_ADDRESS = /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}\b/gi;
/** What may be base64 or base64url. */
export const BASE64 = /[A-Za-z0-9+/_-]{12,}={0,2}/g;
const RUNS = /(?:[A-Za-z0-9+/_=~-]|%(?:25){0,2}(?:2[BF]|3D)){24,}/gi;
const WORDS = /[A-Za-z0-9_+=~-]{8,}/g;

function isLoopback(address: string): boolean {
  return address.startsWith('127.');
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function mapParametersSafely(
  part: string,
  change: (name: string, value: string) => string,
): string {
  return part.includes('=') ? mapParameters(part, change) : part;
}
