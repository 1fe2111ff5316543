import { isJsonObject, type JsonObject, type JsonValue } from '../tokens/json';
import { type Exchange, responseOf } from './exchange';
import { readTokenBody, type TokenBody } from './token-body';
import { memberOf, textOf } from '../tokens/members';

/** A token that stands inside of another member, as that of the user at Slack. */
type NestedToken = {
  /** The member that holds it. */
  readonly member: string;
  readonly accessToken: string;
  readonly scope: unknown;
  readonly members: JsonObject;
};

/** What a token response holds, read leniently for display; the verdict on it is another matter. */
export type TokenResponse = {
  readonly format: 'json' | 'form';
  readonly accessToken?: string;
  readonly idToken?: string;
  readonly refreshToken?: string;
  readonly tokenType?: string;
  /** When the access token expires, in milliseconds since the epoch (RFC 6749 §5.1 `expires_in`). */
  readonly expiresAt?: number;
  /** The member `scope` as it came; undefined when absent. */
  readonly scope: unknown;
  /** Further access tokens, one level down. */
  readonly nested: readonly NestedToken[];
  readonly members: JsonObject;
};

/** Reads the token response of a recorded exchange; nothing if it holds no token. */
export function readTokenResponse(exchange: Exchange): TokenResponse | undefined {
  const response = responseOf(exchange);
  const body = response === undefined ? undefined : readTokenBody(response);
  return body === undefined
    ? undefined
    : readTokenMembers(body, exchange.startedAt + exchange.durationMs);
}

/** Reads the members of a token response; nothing if they hold no token. @param at when it came, in milliseconds */
export function readTokenMembers(
  { members, format }: TokenBody,
  at: number,
): TokenResponse | undefined {
  const accessToken = textOf(members, 'access_token');
  const idToken = textOf(members, 'id_token');
  const refreshToken = textOf(members, 'refresh_token');
  const nested = nestedTokens(members);
  if (
    accessToken === undefined &&
    idToken === undefined &&
    refreshToken === undefined &&
    nested.length === 0
  ) {
    return undefined;
  }
  const tokenType = textOf(members, 'token_type');
  const [first] = nested;
  const timed = accessToken === undefined && first !== undefined ? first.members : members;
  const expiresIn = secondsOf(memberOf(timed, 'expires_in'));
  return {
    format,
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(idToken === undefined ? {} : { idToken }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(tokenType === undefined ? {} : { tokenType }),
    ...(expiresIn === undefined ? {} : { expiresAt: at + expiresIn * 1000 }),
    scope: memberOf(members, 'scope'),
    nested,
    members,
  };
}

const STANDARD_MEMBERS = new Set([
  'access_token',
  'token_type',
  'expires_in',
  'refresh_token',
  'scope',
  'id_token',
]);

/** The members that no specification knows, as they came. */
export function furtherMembers({ members }: TokenResponse): readonly (readonly [string, string])[] {
  return Object.entries(members)
    .filter(([name]) => !STANDARD_MEMBERS.has(name))
    .map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(withoutToken(value), null, 2),
    ]);
}

/** A nested access token has a place of its own, where it is masked. */
function withoutToken(value: JsonValue): JsonValue {
  return isJsonObject(value) && textOf(value, 'access_token') !== undefined
    ? { ...value, access_token: '(shown as a token)' }
    : value;
}

function nestedTokens(members: JsonObject): readonly NestedToken[] {
  return Object.entries(members).flatMap(([member, value]) => {
    if (!isJsonObject(value)) return [];
    const accessToken = textOf(value, 'access_token');
    return accessToken === undefined
      ? []
      : [{ member, accessToken, scope: memberOf(value, 'scope'), members: value }];
  });
}

/** No token lives for three thousand years. */
const MAX_SECONDS = 1e11;

/** Seconds as a number, or as text that is one, as some servers send them. */
function secondsOf(value: JsonValue | undefined): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Math.abs(seconds) < MAX_SECONDS ? seconds : undefined;
}
