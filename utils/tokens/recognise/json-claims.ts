import type { JsonObject, JsonValue } from '../json';
import type { Recognised } from '../recognised';
import { textOf } from '../members';

/** Standard claims of a user (OpenID Connect Core §5.1), without `sub`. */
const PROFILE_CLAIMS = [
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'email',
  'email_verified',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
  'phone_number_verified',
  'address',
  'updated_at',
];

/** What tokens have, and answers about a user do not. */
const TOKEN_CLAIMS = ['exp', 'iat', 'nbf', 'jti'];

type Claim = (value: JsonValue | undefined) => boolean;

const isText: Claim = (value) => typeof value === 'string';
const isTime: Claim = (value) => typeof value === 'number';

/** Registered claims (RFC 7519 §4.1), and how one tells that they are meant. */
const REGISTERED_CLAIMS: ReadonlyMap<string, Claim> = new Map([
  ['iss', isText],
  ['sub', isText],
  ['aud', (value) => isText(value) || Array.isArray(value)],
  ['exp', isTime],
  ['nbf', isTime],
  ['iat', isTime],
  ['jti', isText],
]);

/** An answer about a user (OpenID Connect Core §5.3.2): `sub` and something about them, but nothing that tokens have. */
export function recogniseUserInfo(object: JsonObject): Recognised | undefined {
  const has = (name: string) => Object.hasOwn(object, name);
  return textOf(object, 'sub') === undefined || !PROFILE_CLAIMS.some(has) || TOKEN_CLAIMS.some(has)
    ? undefined
    : { what: 'User info response', tokens: [], userInfo: object };
}

/** The payload of a JWT that somebody else decoded: at least two registered claims. */
export function recogniseClaims(object: JsonObject): Recognised | undefined {
  const claims = [...REGISTERED_CLAIMS].filter(
    ([name, isMeant]) => Object.hasOwn(object, name) && isMeant(object[name]),
  );
  return claims.length < 2
    ? undefined
    : { what: 'Claims of a token, already decoded', tokens: [], claims: object };
}

/** The header of a JWT that somebody else decoded: it names an algorithm (RFC 7515 §4.1.1). */
export function recogniseHeaderMembers(object: JsonObject): Recognised | undefined {
  return textOf(object, 'alg') === undefined
    ? undefined
    : { what: 'Header of a token, already decoded', tokens: [], header: object };
}
