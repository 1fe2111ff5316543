import { isTimeClaim } from './claims';
import { isJsonObject, type JsonObject, type JsonValue } from './json';
import { knownClaimValues, knownHeaderValues } from './known-values';
import { splitScopes, standardScopeMeaning } from './scopes';
import { isPlausibleTime } from './times';
import { memberOf } from './members';

/** What a value says, in words; of a list or an object, entry by entry. */
export type Explanation = { readonly term?: string; readonly text: string };

type Explained = {
  readonly name: string;
  readonly value: JsonValue;
  /** All claims, for what only makes sense together. */
  readonly claims?: JsonObject;
  readonly scopeMeaning?: ((scope: string) => string | undefined) | undefined;
};

const MAX_ENTRIES = 40;
const MAX_ACTORS = 20;

/** What the value of a claim says, as far as it is known. */
export function explainClaim(claim: Explained): readonly Explanation[] {
  const { name, value } = claim;
  const explain = EXPLAINERS.get(name);
  const explained = explain?.(claim) ?? explainKnown(knownClaimValues.get(name), value);
  return isTimeClaim(name) ? [...explained, ...explainTime(value)] : explained;
}

/** What the value of a header parameter says, as far as it is known. */
export function explainParameter({ name, value }: Explained): readonly Explanation[] {
  return explainKnown(knownHeaderValues.get(name), value);
}

const EXPLAINERS: ReadonlyMap<string, (claim: Explained) => readonly Explanation[]> = new Map([
  ['scope', explainScopes],
  ['scp', explainScopes],
  ['aud', explainAudience],
  ['act', explainActors],
  ['may_act', explainPermittedActor],
  ['authorization_details', explainDetails],
  ['_sd', explainDigests],
  ['realm_access', ({ value }) => explainRoles({ realm: value })],
  ['resource_access', ({ value }) => (isJsonObject(value) ? explainRoles(value) : [])],
]);

function explainScopes({ value, scopeMeaning }: Explained): readonly Explanation[] {
  return limit(
    splitScopes(value).map((scope) => ({
      term: scope,
      text: scopeMeaning?.(scope) ?? standardScopeMeaning(scope) ?? '',
    })),
  );
}

function explainAudience({ value }: Explained): readonly Explanation[] {
  return Array.isArray(value) && value.length > 1
    ? [{ text: `${value.length} recipients: each of them may accept it` }]
    : [];
}

/** RFC 8693 §4.1: the outermost acts now, those within acted before. */
function explainActors({ value, claims }: Explained): readonly Explanation[] {
  const actors: string[] = [];
  let actor: JsonValue | undefined = value;
  while (isJsonObject(actor) && actors.length < MAX_ACTORS) {
    actors.push(nameOfActor(actor));
    actor = memberOf(actor, 'act');
  }
  const [current, ...earlier] = actors;
  if (current === undefined) return [];
  const subject = claims === undefined ? undefined : memberOf(claims, 'sub');
  const onBehalf = typeof subject === 'string' ? `, on behalf of ${subject}` : '';
  const before = earlier.length === 0 ? '' : `; before that: ${earlier.join(', ')}`;
  return [{ text: `Acting: ${current}${onBehalf}${before}` }];
}

function explainPermittedActor({ value }: Explained): readonly Explanation[] {
  return isJsonObject(value) ? [{ text: `May act for the subject: ${nameOfActor(value)}` }] : [];
}

function nameOfActor(actor: JsonObject): string {
  for (const name of ['sub', 'client_id', 'email']) {
    const value = memberOf(actor, name);
    if (typeof value === 'string') {
      const issuer = memberOf(actor, 'iss');
      return typeof issuer === 'string' ? `${value} (of ${issuer})` : value;
    }
  }
  return 'somebody who is not named';
}

/** RFC 9396 §2 */
function explainDetails({ value }: Explained): readonly Explanation[] {
  if (!Array.isArray(value)) return [];
  return limit(
    value.flatMap((entry: JsonValue) => {
      if (!isJsonObject(entry)) return [];
      const type = memberOf(entry, 'type');
      const parts = ['actions', 'locations', 'datatypes', 'privileges'].flatMap((name) => {
        const words = wordsOf(memberOf(entry, name));
        return words.length === 0 ? [] : [`${name} ${words.join(', ')}`];
      });
      return [{ term: typeof type === 'string' ? type : 'without a type', text: parts.join('; ') }];
    }),
  );
}

function explainDigests({ value }: Explained): readonly Explanation[] {
  if (!Array.isArray(value)) return [];
  const text =
    value.length === 1
      ? 'One claim, or a decoy, that can be disclosed'
      : `${value.length} claims, or decoys, that can be disclosed`;
  return [{ text }];
}

function explainRoles(holders: JsonObject): readonly Explanation[] {
  return limit(
    Object.entries(holders).flatMap(([holder, access]) => {
      const roles = isJsonObject(access) ? wordsOf(memberOf(access, 'roles')) : [];
      return roles.length === 0 ? [] : [{ term: holder, text: roles.join(', ') }];
    }),
  );
}

function explainTime(value: JsonValue): readonly Explanation[] {
  if (typeof value === 'number') {
    const isOdd = !isPlausibleTime(value);
    return isOdd
      ? [{ text: 'Not in seconds, as it must be (RFC 7519 §2): others will misread it' }]
      : [];
  }
  return typeof value === 'string' && /^\d{1,20}(?:\.\d{1,20})?$/.test(value)
    ? [{ text: 'A text, where a number belongs (RFC 7519 §2): others will not read it' }]
    : [];
}

/** Values, entries of a list, or names of an object, of which something is known. */
function explainKnown(
  known: ReadonlyMap<string, string> | undefined,
  value: JsonValue,
): readonly Explanation[] {
  if (known === undefined) return [];
  const isList = Array.isArray(value);
  const entries: readonly JsonValue[] = isList
    ? value.slice(0, MAX_ENTRIES)
    : isJsonObject(value)
      ? Object.keys(value).slice(0, MAX_ENTRIES)
      : [value];
  const isSingle = !isList && !isJsonObject(value);
  return entries.flatMap((entry) => {
    if (entry === null || typeof entry === 'object') return [];
    const text = known.get(`${entry}`.toLowerCase().replace(/^application\//, ''));
    if (text === undefined) return [];
    return isSingle ? [{ text }] : [{ term: `${entry}`, text }];
  });
}

function wordsOf(value: JsonValue | undefined): readonly string[] {
  return Array.isArray(value)
    ? value.filter((entry): entry is string => typeof entry === 'string').slice(0, MAX_ENTRIES)
    : [];
}

function limit(explanations: readonly Explanation[]): readonly Explanation[] {
  const more = explanations.length - MAX_ENTRIES;
  return more > 0
    ? [...explanations.slice(0, MAX_ENTRIES), { text: `and ${more} more` }]
    : explanations;
}
