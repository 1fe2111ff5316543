import type { JsonObject } from '../../tokens/json';

const PERSONAL = new Set([
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'email',
  'phone_number',
  'phone',
  'address',
  'birthdate',
  'date_of_birth',
  'gender',
  'picture',
  'ipaddr',
  'ip_address',
]);

/** The names of claims that hold personal data (OpenID Connect Core §5.1, and common others). */
export function personalClaims(claims: JsonObject): readonly string[] {
  return Object.keys(claims).filter((name) => PERSONAL.has(name.toLowerCase()));
}
