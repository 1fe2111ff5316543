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
  | 'piece of a secret'
  | 'text of the server'
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
  'personal number',
  'card number',
  'account number',
  'personal value',
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
  ['first', 'name'],
  ['last', 'name'],
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
  [/socialsecurity|passport|tax(?:payer)?id|nationalid|vatid/, 'personal number'],
  [/zipcode|postalcode|postcode/, 'address'],
  [/^iban|iban$/, 'account number'],
  [/number$/, 'personal number'],
  [/^(?:guest|customer|contact)/, 'personal value'],
];

/** What a name says by a whole word of it: `billing_city`, `cardHolder`. */
const KINDS_OF_WORDS: ReadonlyMap<string, SensitiveKind> = new Map<string, SensitiveKind>([
  ['dob', 'date of birth'],
  ['ssn', 'personal number'],
  ['tel', 'phone number'],
  ['cell', 'phone number'],
  ['street', 'address'],
  ['city', 'address'],
  ['town', 'address'],
  ['zip', 'address'],
  ['card', 'card number'],
  ['nick', 'user name'],
  ['handle', 'user name'],
  ['surname', 'name'],
  ['guest', 'personal value'],
  ['customer', 'personal value'],
  ['contact', 'personal value'],
]);

/** Names under which a server says something in its own words. */
const SERVER_TEXTS =
  /^(?:(?:error|fault|status)?(?:description|message|messages|msg|title|detail|details|summary|reason|hint|debug|string|text)|cause|errors)$/;

/** Names that hold such a part, and tell of the protocol only. */
const HARMLESS_NAMES =
  /(?:supported|endpoint|endpoints|type|types|method|methods|alg|enc|verified|required|expires|expiresin|expiresat|lifetime|ttl|hinttype|typehint|iframe|uri|url|claim|claims|count)$/;

/** Members of JSON that mean something else there than the parameters of that name: an error has a `code`. */
const PARAMETERS_ONLY = new Set(['code', 'state', 'request', 'response']);

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
  return (
    KINDS_OF_PARTS.find(([part]) => part.test(plain))?.[1] ??
    wordsOf(name).flatMap((word) => KINDS_OF_WORDS.get(word) ?? [])[0]
  );
}

/** The same for a member of a JSON object. */
export function kindOfMember(name: string, object: JsonObject): SensitiveKind | undefined {
  if (Object.hasOwn(object, 'kty') && KEY_MEMBERS.has(name)) return 'key';
  // RFC 7516 §4.1.3: how the content of a JWE is compressed.
  if (name === 'zip' && Object.hasOwn(object, 'enc')) return undefined;
  return PARAMETERS_ONLY.has(plainName(name)) ? undefined : kindOfName(name);
}

/** Whether an object of this name is a person of many properties, of which not each says who it is. */
export function isPerson(name: string): boolean {
  return /^(?:user|guest|customer|contact)/.test(plainName(name));
}

/** Whether a server says something in its own words under this name. */
export function isServerText(name: string): boolean {
  return SERVER_TEXTS.test(plainName(name));
}

/** Whether a word is a name of the protocol. */
export function isProtocolName(word: string): boolean {
  const plain = plainName(word);
  return KINDS_OF_NAMES.has(plain) || PUBLIC_IDENTIFIERS.has(plain) || PROTOCOL_WORDS.has(plain);
}

const PROTOCOL_WORDS = new Set([
  'authorizationcode',
  'clientcredentials',
  'expiresin',
  'granttype',
  'redirecturi',
  'responsetype',
  'tokentype',
]);

/** Whether values of this name are random and public. */
export function isPublicIdentifier(name: string): boolean {
  return PUBLIC_IDENTIFIERS.has(plainName(name));
}

/** In small letters, whether they are parted by signs or by capitals. */
function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z\d])(?=[A-Z])/g, '$1_')
    .toLowerCase()
    .split(/[^a-z\d]+/);
}

function plainName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
