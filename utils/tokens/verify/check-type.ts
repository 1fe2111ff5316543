import { failed, passed, unknown, warning, type Check } from '../check';
import type { JsonObject } from '../json';
import { showValue } from '../show-value';
import { profileOfType, type TokenProfile, typeOf } from '../token-profile';

type ProfileType = {
  /** In a sentence: `an ID token` */
  readonly name: string;
  readonly typ?: string;
  readonly need?: 'required' | 'recommended';
  readonly specification?: string;
};

const TYPES = {
  'id-token': { name: 'an ID token' },
  'access-token': {
    name: 'an access token',
    typ: 'at+jwt',
    need: 'recommended',
    specification: 'RFC 9068 §2.1',
  },
  'dpop-proof': {
    name: 'a DPoP proof',
    typ: 'dpop+jwt',
    need: 'required',
    specification: 'RFC 9449 §4.2',
  },
  'logout-token': {
    name: 'a logout token',
    typ: 'logout+jwt',
    need: 'recommended',
    specification: 'OpenID Connect Back-Channel Logout §2.4',
  },
  'request-object': {
    name: 'a request object',
    typ: 'oauth-authz-req+jwt',
    specification: 'RFC 9101 §10.8',
  },
  'client-assertion': { name: 'a client assertion', typ: 'client-authentication+jwt' },
  'introspection-response': {
    name: 'an introspection response',
    typ: 'token-introspection+jwt',
    need: 'required',
    specification: 'RFC 9701 §5',
  },
  'user-info': { name: 'a user info response' },
  'refresh-token': { name: 'a refresh token' },
  assertion: { name: 'an assertion' },
  'sd-jwt': { name: 'an SD-JWT', typ: 'dc+sd-jwt' },
  'key-binding': {
    name: 'a key binding',
    typ: 'kb+jwt',
    need: 'required',
    specification: 'RFC 9901 §4.3',
  },
  jwt: { name: 'a JWT' },
} as const satisfies Record<TokenProfile, ProfileType>;

/** What a profile is called in a sentence: `an ID token`. */
export function nameOfProfile(profile: TokenProfile): string {
  return TYPES[profile].name;
}

/** The `typ` of a header against the profile: a token of one kind is never taken for another (RFC 8725 §3.11). */
export function checkType(header: JsonObject, profile: TokenProfile): Check {
  const own: ProfileType = TYPES[profile];
  const said = Object.hasOwn(header, 'typ') ? header['typ'] : undefined;
  if (said !== undefined && typeof said !== 'string') {
    return failed('Type', `"typ" is ${showValue(said)}: it must be a string.`);
  }
  const typ = typeOf(header);
  const shown = said === undefined ? '"typ" is missing' : `"typ" is ${showValue(said)}`;
  const place = own.specification === undefined ? '' : ` (${own.specification})`;
  const other = profileOfType(header);
  if ((own.typ !== undefined && typ === own.typ) || other === profile) {
    return passed('Type', `${shown}, as ${own.name} says of itself${place}.`);
  }
  if (other !== undefined && other !== profile) {
    return failed(
      'Type',
      `${shown}: that is ${TYPES[other].name}, not ${own.name}, and must not be taken for one (RFC 8725 §3.11).`,
    );
  }
  if (own.typ !== undefined && own.need === 'required') {
    return failed('Type', `${shown}, and ${own.name} is of the type "${own.typ}"${place}.`);
  }
  if (own.typ !== undefined && own.need === 'recommended') {
    return warning(
      'Type',
      `${shown}, not "${own.typ}"${place}: nothing in it says that it is ${own.name}, and what it holds is for its server to define.`,
    );
  }
  return typ === '' || typ === 'jwt'
    ? passed('Type', `${shown}: optional here.`)
    : unknown('Type', `${shown}, which is not known here.`);
}
