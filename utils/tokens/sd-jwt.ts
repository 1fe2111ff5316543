import { readBase64url } from './base64url';
import { decodeToken } from './decode-token';
import { isJsonObject, type JsonObject, type JsonValue } from './json';
import { isDeeperThan } from './json-depth';
import { showValue } from './show-value';

/** One claim, or one element of a list, that its holder chose to show (RFC 9901 §4.2). */
export type Disclosure = {
  /** As it stands in the SD-JWT: what its digest is made of. */
  readonly encoded: string;
  readonly salt?: string;
  /** Absent for an element of a list. */
  readonly name?: string;
  readonly value?: JsonValue;
  /** Why it cannot be read, or must not be accepted. */
  readonly problem?: string;
};

/** An SD-JWT (RFC 9901 §4): the JWT of its issuer, what of it is disclosed, and who shows it. */
export type SdJwt = {
  readonly jwt: string;
  readonly disclosures: readonly Disclosure[];
  readonly keyBinding?: string;
  readonly problems: readonly string[];
};

/** What an SD-JWT discloses, each claim by its name; the elements of lists have none. */
export function disclosedClaims({ disclosures }: SdJwt): JsonValue {
  return disclosures.flatMap(({ name, value }) =>
    value === undefined ? [] : [name === undefined ? value : { [name]: value }],
  );
}

/** Where the digest of a disclosure stands; in nothing of what the issuer signed, it proves nothing. */
export type DisclosureCheck = {
  readonly found:
    'in the token' | 'in another disclosure' | 'nowhere' | 'more than once' | 'unknown';
  /** Absent where the hash function is not known here. */
  readonly digest?: string;
};

/** Hash functions by their names in the IANA registry (RFC 9901 §4.1.1). */
const HASHES: ReadonlyMap<string, string> = new Map([
  ['sha-256', 'SHA-256'],
  ['sha-384', 'SHA-384'],
  ['sha-512', 'SHA-512'],
]);

/** Deeper than what can be shown. */
const MAX_DEPTH = 500;

/** Names with a meaning of their own, which no disclosure may bear (RFC 9901 §4.2.1). */
const RESERVED_NAMES: ReadonlySet<string> = new Set(['_sd', '...']);

/**
 * Reads the compact form of an SD-JWT, with or without key binding (RFC 9901 §4).
 * @returns nothing for a text that is no JWT followed by `~`. Never throws.
 */
export function readSdJwt(text: string): SdJwt | undefined {
  const parts = text.trim().split('~');
  const jwt = parts[0] ?? '';
  if (parts.length < 2 || !isSigned(jwt)) return undefined;
  const last = parts.at(-1) ?? '';
  const isBound = last.includes('.');
  const problems: string[] = [];
  if (last !== '' && !isBound) {
    problems.push('It does not end with "~", as an SD-JWT without key binding does (RFC 9901 §4).');
  }
  const encoded = parts.slice(1, last === '' || isBound ? -1 : undefined);
  return {
    jwt,
    disclosures: encoded.map(readDisclosure),
    ...(isBound ? { keyBinding: last } : {}),
    problems,
  };
}

/**
 * Looks for the digest of each disclosure in the JWT of the issuer, and in the disclosures that are found there in turn
 * (RFC 9901 §4.2.6, §7.1). In the order of the disclosures.
 */
export async function checkDisclosures({
  jwt,
  disclosures,
}: Pick<SdJwt, 'jwt' | 'disclosures'>): Promise<readonly DisclosureCheck[]> {
  const token = decodeToken(jwt);
  const claims: JsonObject = 'claims' in token ? (token.claims ?? {}) : {};
  const hash = hashFunctionIn(claims);
  if (hash === undefined) return disclosures.map(() => ({ found: 'unknown' }));

  const digests = await Promise.all(disclosures.map(({ encoded }) => digestOf(hash, encoded)));
  const inToken = digestsIn(claims);
  const inDisclosures = disclosures.map(({ value }) => digestsIn(value ?? null));
  const times = new Map<string, number>();
  for (const digest of [inToken, ...inDisclosures].flat()) {
    times.set(digest, (times.get(digest) ?? 0) + 1);
  }

  const signed = new Set<string>(inToken);
  const places = Map.groupBy(digests.keys(), (index) => digests[index]);
  // The set grows while it is walked: what a signed disclosure names is signed as well.
  for (const digest of signed) {
    for (const index of places.get(digest) ?? []) {
      for (const inner of inDisclosures[index] ?? []) signed.add(inner);
    }
  }
  const directly = new Set(inToken);
  return digests.map((digest) => {
    if ((times.get(digest) ?? 0) > 1) return { found: 'more than once', digest };
    if (!signed.has(digest)) return { found: 'nowhere', digest };
    return { found: directly.has(digest) ? 'in the token' : 'in another disclosure', digest };
  });
}

/** The hash function of an SD-JWT by its name in WebCrypto (RFC 9901 §4.1.1); undefined where it is not known here. */
export function hashFunctionOf(jwt: string): string | undefined {
  const token = decodeToken(jwt);
  return hashFunctionIn('claims' in token ? (token.claims ?? {}) : {});
}

function hashFunctionIn(claims: JsonObject): string | undefined {
  const named = Object.hasOwn(claims, '_sd_alg') ? claims['_sd_alg'] : 'sha-256';
  return typeof named === 'string' ? HASHES.get(named) : undefined;
}

function isSigned(text: string): boolean {
  const token = decodeToken(text);
  // What is left of a token, or is none, has no disclosures that could be compared with it.
  const isDamaged = token.kind === 'broken' && token.header === undefined;
  return token.kind === 'jwt' || (token.kind === 'broken' && !(isDamaged && token.looksLike));
}

function readDisclosure(encoded: string): Disclosure {
  const { bytes, fault } = readBase64url(encoded, 'disclosure');
  if (fault !== undefined) return { encoded, problem: fault.message };
  let read: unknown;
  try {
    read = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { encoded, problem: 'It is not JSON (RFC 9901 §4.2).' };
  }
  if (!isList(read) || read.length < 2 || read.length > 3) {
    return { encoded, problem: 'It is not a list of salt, name and value (RFC 9901 §4.2).' };
  }
  if (isDeeperThan(read, MAX_DEPTH)) {
    return { encoded, problem: `It is nested deeper than ${MAX_DEPTH} levels.` };
  }
  const [salt, name] = read;
  const value = read.at(-1) ?? null;
  if (typeof salt !== 'string') {
    return { encoded, value, problem: `The salt is ${showValue(salt)}: it must be a string.` };
  }
  if (read.length === 2) return { encoded, salt, value };
  if (typeof name !== 'string') {
    return {
      encoded,
      salt,
      value,
      problem: `The name is ${showValue(name)}: it must be a string.`,
    };
  }
  return RESERVED_NAMES.has(name)
    ? { encoded, salt, name, value, problem: `A claim cannot be called ${showValue(name)}.` }
    : { encoded, salt, name, value };
}

function isList(value: unknown): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The digests that stand in a value, however deep, as often as they do: a walk without recursion. */
function digestsIn(root: JsonValue): readonly string[] {
  const digests: string[] = [];
  const add = (digest: JsonValue | undefined) => {
    if (typeof digest === 'string') digests.push(digest);
  };
  const open: JsonValue[] = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (isList(value)) {
      for (const element of value) {
        // An element that is left out is an object with its digest alone (RFC 9901 §4.2.4.2).
        if (isJsonObject(element) && Object.keys(element).length === 1) add(element['...']);
        open.push(element);
      }
    } else if (isJsonObject(value)) {
      const named = Object.hasOwn(value, '_sd') ? value['_sd'] : undefined;
      if (isList(named)) for (const digest of named) add(digest);
      for (const member of Object.values(value)) open.push(member);
    }
  }
  return digests;
}

async function digestOf(hash: string, encoded: string): Promise<string> {
  const digest = await crypto.subtle.digest(hash, new TextEncoder().encode(encoded));
  return btoa(String.fromCharCode(...new Uint8Array(digest)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
