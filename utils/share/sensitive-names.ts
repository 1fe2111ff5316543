import type { JsonObject } from '../tokens/json';

/** What opens an account, a session or an API, or ties a message to one of them. */
type SecretKind =
  | 'access token'
  | 'refresh token'
  | 'ID token'
  | 'token'
  | 'code'
  | 'code verifier'
  | 'code challenge'
  | 'state'
  | 'nonce'
  | 'client secret'
  | 'password'
  | 'credentials'
  | 'client assertion'
  | 'assertion'
  | 'request object'
  | 'request URI'
  | 'DPoP proof'
  | 'logout token'
  | 'device code'
  | 'user code'
  | 'cookie'
  | 'session'
  | 'token identifier'
  | 'hash'
  | 'key'
  | 'signature'
  | 'random value'
  | 'long value';

/** What says who somebody is. */
const PERSONAL_KINDS = [
  'subject',
  'name',
  'user name',
  'e-mail address',
  'phone number',
  'address',
  'date of birth',
  'gender',
  'personal page',
  'IP address',
] as const;

/** What is taken out of what is shared, in words. */
export type SensitiveKind = SecretKind | (typeof PERSONAL_KINDS)[number] | 'host';

/** Whether it says who somebody is, rather than letting them in. */
export function isPersonal(kind: SensitiveKind): boolean {
  return PERSONAL_KINDS.some((personal) => personal === kind);
}

/** Names of parameters, headers, claims and members without case, `_`, `-` and `.`, and what their values are. */
const KINDS_OF_NAMES: ReadonlyMap<string, SensitiveKind> = new Map<string, SensitiveKind>([
  // RFC 6749, RFC 7009, RFC 7662, RFC 8693
  ['accesstoken', 'access token'],
  ['refreshtoken', 'refresh token'],
  ['token', 'token'],
  ['subjecttoken', 'token'],
  ['actortoken', 'token'],
  ['code', 'code'],
  ['state', 'state'],
  ['clientsecret', 'client secret'],
  ['password', 'password'],
  // OpenID Connect Core, RP-Initiated and Back-Channel Logout
  ['idtoken', 'ID token'],
  ['idtokenhint', 'ID token'],
  ['logouttoken', 'logout token'],
  ['nonce', 'nonce'],
  ['athash', 'hash'],
  ['chash', 'hash'],
  ['shash', 'hash'],
  ['ath', 'hash'],
  ['sid', 'session'],
  ['sessionstate', 'session'],
  ['jti', 'token identifier'],
  ['uti', 'token identifier'],
  ['txn', 'token identifier'],
  // RFC 7636, RFC 7521, RFC 9101, RFC 9126, RFC 9449, RFC 8628
  ['codeverifier', 'code verifier'],
  ['codechallenge', 'code challenge'],
  ['clientassertion', 'client assertion'],
  ['assertion', 'assertion'],
  ['samlresponse', 'assertion'],
  ['samlrequest', 'assertion'],
  ['request', 'request object'],
  ['requesturi', 'request URI'],
  ['dpop', 'DPoP proof'],
  ['dpopnonce', 'nonce'],
  ['devicecode', 'device code'],
  ['usercode', 'user code'],
  ['verificationuricomplete', 'user code'],
  ['response', 'token'],
  // Headers
  ['authorization', 'credentials'],
  ['proxyauthorization', 'credentials'],
  ['cookie', 'cookie'],
  ['setcookie', 'cookie'],
  ['xapikey', 'key'],
  ['apikey', 'key'],
  ['sig', 'signature'],
  ['signature', 'signature'],
  ['xsignature', 'signature'],
  // OpenID Connect Core §5.1, and what providers add
  ['sub', 'subject'],
  ['oid', 'subject'],
  ['userid', 'subject'],
  ['uid', 'subject'],
  ['username', 'user name'],
  ['user', 'user name'],
  ['login', 'user name'],
  ['loginhint', 'user name'],
  ['logouthint', 'user name'],
  ['preferredusername', 'user name'],
  ['uniquename', 'user name'],
  ['upn', 'user name'],
  ['nickname', 'user name'],
  ['name', 'name'],
  ['givenname', 'name'],
  ['familyname', 'name'],
  ['middlename', 'name'],
  ['gender', 'gender'],
  ['profile', 'personal page'],
  ['picture', 'personal page'],
  ['website', 'personal page'],
  ['avatar', 'personal page'],
  ['avatarurl', 'personal page'],
  ['pictureurl', 'personal page'],
  ['profileurl', 'personal page'],
  ['photourl', 'personal page'],
  ['ip', 'IP address'],
  ['ipaddr', 'IP address'],
  ['clientip', 'IP address'],
  ['remoteaddr', 'IP address'],
  ['xforwardedfor', 'IP address'],
  ['xrealip', 'IP address'],
  ['forwarded', 'IP address'],
]);

/** What a name says that is in no list, by a part of it; the first that fits. */
const KINDS_OF_PARTS: readonly (readonly [part: RegExp, kind: SensitiveKind])[] = [
  [/e?mail/, 'e-mail address'],
  [/passw|passphrase|passcode|pwd/, 'password'],
  [/secret/, 'client secret'],
  [/accesstoken/, 'access token'],
  [/refreshtoken/, 'refresh token'],
  [/idtoken/, 'ID token'],
  [/assertion/, 'assertion'],
  [/token$/, 'token'],
  [/cookie/, 'cookie'],
  [/session/, 'session'],
  [/apikey|privatekey/, 'key'],
  [/credential/, 'credentials'],
  [/otp$|^pin$/, 'password'],
  [/phone|mobile|fax$/, 'phone number'],
  [/birth/, 'date of birth'],
  [/ipaddress|^ip[46]/, 'IP address'],
  [/streetaddress|^address|postaladdress|homeaddress/, 'address'],
  [/(?:first|last|given|family|middle|full|display|sur|maiden)name/, 'name'],
  [/username|loginname|screenname/, 'user name'],
  [/avatar|photo/, 'personal page'],
];

/** Names that hold such a part, and tell of the protocol only. */
const HARMLESS_NAMES =
  /(?:supported|endpoint|endpoints|type|types|method|methods|alg|enc|verified|required|expires|expiresin|expiresat|lifetime|ttl|hinttype|typehint|iframe|uri|url|claim|claims)$/;

/** Members of JSON that mean something else there than the parameters of that name: an error has a `code`. */
const PARAMETERS_ONLY = new Set(['code', 'state', 'request', 'response', 'user']);

/** Identifiers of a key, a request or a trace: random, and not worth hiding. */
const PUBLIC_IDENTIFIERS = new Set([
  'kid',
  'clientid',
  'azp',
  'aud',
  'xrequestid',
  'requestid',
  'xcorrelationid',
  'correlationid',
  'traceid',
  'traceparent',
  'xmsrequestid',
  'xamznrequestid',
  'cfray',
]);

/** Members of a private or symmetric key (RFC 7518 §6). */
const KEY_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'k']);

/** What the values of a parameter, header or claim of this name are; nothing where the name says nothing. */
export function kindOfName(name: string): SensitiveKind | undefined {
  const plain = plainName(name);
  const kind = KINDS_OF_NAMES.get(plain);
  if (kind !== undefined || HARMLESS_NAMES.test(plain)) return kind;
  return KINDS_OF_PARTS.find(([part]) => part.test(plain))?.[1];
}

/** The same for a member of a JSON object. */
export function kindOfMember(name: string, object: JsonObject): SensitiveKind | undefined {
  if (Object.hasOwn(object, 'kty') && KEY_MEMBERS.has(name)) return 'key';
  return PARAMETERS_ONLY.has(plainName(name)) ? undefined : kindOfName(name);
}

/** Whether values of this name are random and public. */
export function isPublicIdentifier(name: string): boolean {
  return PUBLIC_IDENTIFIERS.has(plainName(name));
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
