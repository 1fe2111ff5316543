import type { NameValue } from '../oauth/exchange';
import { isPersonal, kindOfMember, kindOfName, type SensitiveKind } from '../share/sensitive-names';
import { isJsonObject, type JsonObject, type JsonValue } from '../tokens/json';
import { splitScopes } from '../tokens/scopes';
import type { Entry } from './comparison';

/** A fact of a run under a name of ours; none where there is nothing to say. */
export function fact(
  name: string,
  value: JsonValue | undefined,
  more: Pick<Entry, 'shown' | 'isNewEachTime'> = {},
): readonly Entry[] {
  return value === undefined || value === '' ? [] : [{ key: name, name, value, ...more }];
}

/** A fact that is a list, in whatever order. */
export function listFact(name: string, members: readonly string[]): readonly Entry[] {
  return members.length === 0 ? [] : [{ key: name, name, value: members, members }];
}

/** The parameters of a request, a form or a list of headers. A name may repeat: then its values are a list. */
export function parameterEntries(pairs: readonly NameValue[]): readonly Entry[] {
  const values = new Map<string, readonly string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return [...values].map(([name, all]) => {
    const [only = ''] = all;
    const members = name === 'scope' ? splitScopes([...all]) : all.length > 1 ? all : undefined;
    return {
      key: `parameter ${name}`,
      name,
      value: all.length > 1 ? all : only,
      ...(members === undefined ? {} : { members }),
      ...secrecyOf(kindOfName(name)),
    };
  });
}

/** How deep the members of a JSON object are told one by one, and how many of them. */
const MAX_DEPTH = 8;
const MAX_ENTRIES = 500;

/** Names whose values are lists, though one text may hold them all. */
const SCOPE_NAMES = new Set(['scope', 'scp']);

/**
 * The members of a JSON object, those of the objects in it by their paths. What is too deep, or too much, is compared as
 * a whole.
 */
export function memberEntries(object: JsonObject, prefix: string): readonly Entry[] {
  const entries = membersIn(object, [prefix], undefined);
  const rest = entries.slice(MAX_ENTRIES);
  return rest.length === 0
    ? entries
    : [
        ...entries.slice(0, MAX_ENTRIES),
        {
          key: `${prefix} further`,
          name: 'Further members',
          value: rest.map(({ key, value }) => [key, value]),
          shown: `${rest.length.toLocaleString('en')} of them`,
        },
      ];
}

function membersIn(
  object: JsonObject,
  path: readonly string[],
  inherited: SensitiveKind | undefined,
): readonly Entry[] {
  return Object.entries(object).flatMap(([name, value]) => {
    const here = [...path, name];
    const kind = kindOfMember(name, object) ?? inherited;
    if (isJsonObject(value) && Object.keys(value).length > 0 && here.length <= MAX_DEPTH) {
      return membersIn(value, here, kind);
    }
    const members = membersOf(name, value);
    return [
      {
        key: JSON.stringify(here),
        name: here.slice(1).join('.'),
        value,
        ...(members === undefined ? {} : { members }),
        ...secrecyOf(kind),
      },
    ];
  });
}

/** A list of scalars; of scopes and audiences also what is written as one text. */
function membersOf(name: string, value: JsonValue): readonly string[] | undefined {
  if (SCOPE_NAMES.has(name)) return splitScopes(value);
  if (name === 'aud' && typeof value === 'string') return [value];
  return Array.isArray(value) && value.every((entry) => typeof entry !== 'object')
    ? value.map((entry) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
    : undefined;
}

/** Secrets that are set once, rather than made for each run. */
const LASTING_KINDS: ReadonlySet<SensitiveKind> = new Set<SensitiveKind>([
  'client secret',
  'credentials',
  'key',
  'password',
]);

function secrecyOf(kind: SensitiveKind | undefined): Pick<Entry, 'secret' | 'isNewEachTime'> {
  return kind === undefined || isPersonal(kind)
    ? {}
    : { secret: kind, isNewEachTime: !LASTING_KINDS.has(kind) };
}

/** A token, code or secret, of which only equality is told. */
export function secretFact(
  name: string,
  secret: SensitiveKind,
  value: string | undefined,
): readonly Entry[] {
  return value === undefined
    ? []
    : [{ key: name, name, value, secret, isNewEachTime: !LASTING_KINDS.has(secret) }];
}
