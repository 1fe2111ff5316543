import { asciiHostOf } from './ascii-host';
import { isJsonObject, type JsonObject, type JsonValue } from './json';
import { splitScopes } from './scopes';
import { formatRelative, isPlausibleTime } from './times';
import { memberOf } from './members';

/** One line of a summary: what it answers, and the answer. */
export type SummaryLine = { readonly label: string; readonly text: string };

const MAX_NAMES = 12;
const MAX_NAME_LENGTH = 120;

/**
 * What somebody who helps a user wants to know of a token first, from its claims alone: whose it is,
 * who issued it, for whom, what it allows, until when. A line that no claim answers is left out.
 *
 * @param now in milliseconds
 */
export function summarise(claims: JsonObject, now: number): readonly SummaryLine[] {
  const lines: readonly (readonly [label: string, text: string | undefined])[] = [
    ['Whose', whose(claims)],
    ['Issued by', issuer(claims)],
    ['For', listed(wordsOf(claims, 'aud'))],
    ['Allows', allowed(claims)],
    ['Valid', validity(claims, now)],
  ];
  return lines.flatMap(([label, text]) => (text === undefined ? [] : [{ label, text }]));
}

function issuer(claims: JsonObject): string | undefined {
  const name = textOf(claims, 'iss');
  const host = name === undefined ? undefined : asciiHostOf(name);
  return host === undefined ? name : `${name} (in ASCII: ${host})`;
}

function whose(claims: JsonObject): string | undefined {
  const subject = textOf(claims, 'sub');
  const client = firstText(claims, ['azp', 'client_id', 'cid', 'appid']);
  if (isOfClient(claims, subject, client)) {
    const name = client ?? subject;
    return `no user: the client itself${name === undefined ? '' : ` (${name})`}`;
  }
  const names = ['name', 'preferred_username', 'upn', 'username', 'cognito:username', 'email']
    .map((name) => textOf(claims, name))
    .filter((name) => name !== undefined && name !== subject);
  const [user, ...others] = [...new Set(names)].slice(0, 3);
  const identity = user === undefined ? subject : [user, ...others].join(', ');
  const parts = [
    identity === undefined || user === undefined || subject === undefined
      ? identity
      : `${identity} (sub ${subject})`,
    client === undefined ? undefined : `client: ${client}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('; ');
}

/** Client credentials: the subject is the client (RFC 9068 §2.2), or the provider says so. */
function isOfClient(
  claims: JsonObject,
  subject: string | undefined,
  client: string | undefined,
): boolean {
  return (
    (subject !== undefined && subject === client) ||
    textOf(claims, 'gty') === 'client-credentials' ||
    textOf(claims, 'idtyp') === 'app'
  );
}

function allowed(claims: JsonObject): string | undefined {
  const realm = memberOf(claims, 'realm_access');
  const kinds = [
    ['scope', [...splitScopes(memberOf(claims, 'scope')), ...splitScopes(memberOf(claims, 'scp'))]],
    [
      'role',
      [...wordsOf(claims, 'roles'), ...(isJsonObject(realm) ? wordsOf(realm, 'roles') : [])],
    ],
    ['permission', wordsOf(claims, 'permissions')],
  ] as const;
  const parts = kinds.flatMap(([kind, found]) => {
    const names = [...new Set(found)];
    if (names.length === 0) return [];
    return [`${names.length} ${kind}${names.length === 1 ? '' : 's'}: ${listed(names)}`];
  });
  return parts.length === 0 ? undefined : parts.join('; ');
}

function validity(claims: JsonObject, now: number): string | undefined {
  const starts = timeOf(claims, 'nbf');
  const ends = timeOf(claims, 'exp');
  if (ends !== undefined && ends * 1000 <= now) return `expired ${formatRelative(ends, now)}`;
  if (starts !== undefined && starts * 1000 > now) {
    return `not yet: begins ${formatRelative(starts, now)}`;
  }
  if (ends !== undefined) return `yes: expires ${formatRelative(ends, now)}`;
  const isSaid = Object.hasOwn(claims, 'exp');
  if (isSaid) return 'unclear: its "exp" is no time in seconds';
  return Object.hasOwn(claims, 'iat') ? 'without an end: there is no "exp"' : undefined;
}

function timeOf(claims: JsonObject, name: string): number | undefined {
  const value = memberOf(claims, name);
  return typeof value === 'number' && isPlausibleTime(value) ? value : undefined;
}

function listed(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const more = names.length - MAX_NAMES;
  const shown = names.slice(0, MAX_NAMES).map(shorten).join(', ');
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function firstText(claims: JsonObject, names: readonly string[]): string | undefined {
  return names.map((name) => textOf(claims, name)).find((text) => text !== undefined);
}

function textOf(claims: JsonObject, name: string): string | undefined {
  const value = memberOf(claims, name);
  return typeof value === 'string' && value !== '' ? shorten(value) : undefined;
}

function wordsOf(claims: JsonObject, name: string): readonly string[] {
  const value = memberOf(claims, name);
  const values: readonly JsonValue[] = Array.isArray(value) ? value : [value ?? null];
  return values.filter((entry): entry is string => typeof entry === 'string' && entry !== '');
}

function shorten(text: string): string {
  return text.length > MAX_NAME_LENGTH ? `${text.slice(0, MAX_NAME_LENGTH)}…` : text;
}
