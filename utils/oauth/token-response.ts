import { type JsonObject, type JsonValue, parseJsonObject } from '../tokens/json';
import { type Exchange, responseOf } from './exchange';

/** What a token response holds, read leniently for display; the verdict on it is another matter. */
export type TokenResponse = {
  readonly accessToken?: string;
  readonly idToken?: string;
  readonly refreshToken?: string;
  readonly tokenType?: string;
  /** When the access token expires, in milliseconds since the epoch (RFC 6749 §5.1 `expires_in`). */
  readonly expiresAt?: number;
  /** The member `scope` as it came; undefined when absent. */
  readonly scope: unknown;
  readonly members: JsonObject;
};

/** Reads the token response of a recorded exchange; nothing if it holds no token. */
export function readTokenResponse(exchange: Exchange): TokenResponse | undefined {
  const response = responseOf(exchange);
  const json = response === undefined ? undefined : parseJsonObject(response.body);
  if (!json?.ok) return undefined;
  const members = json.value;
  const text = (name: string) => {
    const value = members[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const accessToken = text('access_token');
  const idToken = text('id_token');
  const refreshToken = text('refresh_token');
  if (accessToken === undefined && idToken === undefined && refreshToken === undefined) {
    return undefined;
  }
  const tokenType = text('token_type');
  const expiresIn = secondsOf(members['expires_in']);
  return {
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(idToken === undefined ? {} : { idToken }),
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(tokenType === undefined ? {} : { tokenType }),
    ...(expiresIn === undefined
      ? {}
      : { expiresAt: exchange.startedAt + exchange.durationMs + expiresIn * 1000 }),
    scope: members['scope'],
    members,
  };
}

/** No token lives for three thousand years. */
const MAX_SECONDS = 1e11;

/** Seconds as a number, or as text that is one, as some servers send them. */
function secondsOf(value: JsonValue | undefined): number | undefined {
  const seconds = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof seconds === 'number' && Math.abs(seconds) < MAX_SECONDS ? seconds : undefined;
}
