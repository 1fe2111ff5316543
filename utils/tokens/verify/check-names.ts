import { failed, type Check } from '../check';
import type { DecodedToken } from '../decode-token';
import type { JsonObject } from '../json';
import { walkJson } from '../json-walk';
import { readPart } from '../read-part';
import { showValue } from '../show-value';

const MOST_NAMES_SHOWN = 5;

/**
 * The names of header parameters must be unique, also across the protected and the unprotected ones (RFC 7515 §4,
 * §7.2.1), and so must those of claims (RFC 7519 §4): programs read different values of a name that stands twice.
 * Nothing where they are.
 */
export function checkNames(
  token: Exclude<DecodedToken, { kind: 'opaque' }>,
  unprotected: JsonObject | undefined,
): readonly Check[] {
  const [header = '', payload = ''] = token.segments;
  const { text, value = {} } = readPart(header, 'header');
  const inHeader = new Set([
    ...repeatedNames(text),
    ...Object.keys(unprotected ?? {}).filter((name) => Object.hasOwn(value, name)),
  ]);
  const inClaims = token.kind === 'jwe' ? new Set<string>() : repeatedNames(textOf(payload));
  const said = [
    ...describe(inHeader, 'The header parameters', 'RFC 7515 §4'),
    ...describe(inClaims, 'The claims', 'RFC 7519 §4'),
  ];
  return said.length === 0 ? [] : [failed('Unique names', said.join(' '))];
}

function describe(names: ReadonlySet<string>, what: string, place: string): readonly string[] {
  if (names.size === 0) return [];
  const shown = [...names].slice(0, MOST_NAMES_SHOWN).map((name) => showValue(name));
  const more = names.size - shown.length;
  return [
    `${what} hold ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''} more than once (${place}): programs take the first, the last or neither, so that what one has checked is not what another reads.`,
  ];
}

/** A payload that is no JSON object repeats nothing. */
function textOf(payload: string): string {
  const { text } = readPart(payload, 'payload');
  return text.trimStart().startsWith('{') ? text : '';
}

/** The names that stand more than once in one object, however deep: `cnf.jwk`. */
function repeatedNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  walkJson(text, {
    onName: (name, isAgain, path, depth) => {
      if (isAgain) names.add(depth > 1 ? path() : name);
    },
  });
  return names;
}
