import { readBase64url, type Remark } from './base64url';
import { isUnencoded, remarksOnContent } from './content-remarks';
import { readDamagedToken } from './damaged-token';
import type { JsonObject } from './json';
import { membersOf, membersOfObject, type JsonMember } from './json-members';
import { readPart, readUnencodedPart, type TokenPart } from './read-part';
import type { Unprotected } from './recognised';
import { showValue } from './show-value';
import { remarkOnSignatureLength } from './signature-length';
import { trimToken } from './trim-token';

export type TokenProblem = {
  readonly where: 'token' | 'header' | 'payload' | 'signature';
  readonly message: string;
  /** The character that is at fault: of which part, and where in the raw token. */
  readonly at?: { readonly segment: number; readonly index: number };
};

/** The header and its parameters as they stand in the token; those that nothing protects are marked. */
type WithHeader = {
  readonly header: JsonObject;
  readonly headerMembers: readonly JsonMember[];
};

export type DecodedToken =
  | (WithHeader & {
      readonly kind: 'jwt';
      readonly raw: string;
      readonly claims: JsonObject;
      /** The claims as they stand in the token, duplicates included */
      readonly claimMembers: readonly JsonMember[];
      readonly segments: readonly [string, string, string];
      readonly problems: readonly TokenProblem[];
    })
  /** A signed text or other content that is no set of claims (RFC 7515) */
  | (WithHeader & {
      readonly kind: 'jws';
      readonly raw: string;
      /** Undefined where it is not UTF-8 */
      readonly payloadText: string | undefined;
      readonly segments: readonly [string, string, string];
      readonly problems: readonly TokenProblem[];
    })
  /** Compact JWE (RFC 7516 §7.1): five parts, encrypted */
  | (WithHeader & {
      readonly kind: 'jwe';
      readonly raw: string;
      readonly segments: readonly string[];
      readonly problems: readonly TokenProblem[];
    })
  /** Looks like a JWT or JWE but cannot be read whole: the problems say where and why */
  | {
      readonly kind: 'broken';
      readonly raw: string;
      /** What it is in words, where that is known: `JWT whose beginning is missing` */
      readonly looksLike?: string;
      /** What is encoded, where it is no JSON */
      readonly content?: string;
      readonly header?: JsonObject;
      readonly headerMembers: readonly JsonMember[];
      readonly claims?: JsonObject;
      readonly claimMembers: readonly JsonMember[];
      readonly segments: readonly string[];
      readonly problems: readonly TokenProblem[];
    }
  | { readonly kind: 'opaque'; readonly raw: string };

/** A token in its parts, before anything is said about it. */
type Draft = {
  readonly raw: string;
  readonly segments: readonly string[];
  /** Where each part begins in the raw text. */
  readonly offsets: readonly number[];
  readonly header: TokenPart;
  readonly unprotected: JsonObject | undefined;
  readonly faults: TokenProblem[];
  readonly remarks: TokenProblem[];
};

const UNPROTECTED = 'not protected: nothing vouches for it (RFC 7515 §7.2)';

/**
 * Reads a compact token (RFC 7515 §7.1, RFC 7516 §7.1, RFC 7519) as far as it goes. Never throws,
 * whatever comes in, and takes linear time. What can be read in spite of a flaw is a `jwt`, `jws` or
 * `jwe` with problems; what cannot be read whole is `broken`; what is not meant to be read is
 * `opaque`. Nothing is verified here.
 *
 * @param unprotected what stood beside the token in its JSON form; then its first part may be empty
 */
export function decodeToken(raw: string, unprotected?: Unprotected): DecodedToken {
  const { text, start, remarks } = trimToken(raw);
  const segments = splitParts(text);
  const header = readHeader(segments[0] ?? '', unprotected?.header);
  const payload = segments.length === 1 ? undefined : readPayload(segments[1] ?? '', header);
  if (!looksReadable(header, payload, segments.length)) {
    return damaged(raw, segments, start, readDamagedToken(segments, header, payload));
  }

  const last = segments.length - 1;
  const draft: Draft = {
    raw,
    segments,
    offsets: offsetsOf(segments, start),
    header,
    unprotected: unprotected?.header,
    faults: [],
    remarks: remarks.map(({ message, index }) => ({
      where: 'token',
      message,
      ...(index === undefined ? {} : { at: { segment: index < start ? 0 : last, index } }),
    })),
  };
  collect(draft, 'header', 0, header);
  if (header.fault === undefined && header.value !== undefined) checkAlg(draft, header.value);
  const encrypted = segments.length === 5 || has(header, 'enc');
  if (encrypted && payload?.fault !== undefined) return readEncrypted(draft);
  return readSigned(draft, payload);
}

/** What is left of a token, or is none; opaque where nothing can be read. */
function damaged(
  raw: string,
  segments: readonly string[],
  start: number,
  found: ReturnType<typeof readDamagedToken>,
): DecodedToken {
  if (found === undefined) return { kind: 'opaque', raw };
  const { looksLike, message, claims, content } = found;
  return {
    kind: 'broken',
    raw,
    looksLike,
    ...(content === undefined ? {} : { content }),
    headerMembers: [],
    ...(claims?.value === undefined ? {} : { claims: claims.value }),
    claimMembers: claims === undefined ? [] : membersOf(claims.text),
    segments,
    problems: [{ where: 'token', message, at: { segment: 0, index: start } }],
  };
}

function readPayload(segment: string, header: TokenPart): TokenPart {
  const encoded = readPart(segment, 'payload');
  if (!isUnencoded(header.value)) return encoded;
  // Claims are encoded even where the header says otherwise: it must not hide them.
  return encoded.value === undefined ? readUnencodedPart(segment) : encoded;
}

/** The parts of a token. A payload that is not encoded may hold dots itself (RFC 7797 §5.2). */
function splitParts(text: string): readonly string[] {
  const segments = text.split('.');
  if (segments.length <= 3) return segments;
  const first = segments[0] ?? '';
  const last = segments.at(-1) ?? '';
  if (!/"b64"\s{0,20}:\s{0,20}false/.test(readPart(first, 'header').text)) return segments;
  return [first, text.slice(first.length + 1, text.length - last.length - 1), last];
}

function offsetsOf(segments: readonly string[], start: number): readonly number[] {
  const offsets: number[] = [];
  let offset = start;
  for (const segment of segments) {
    offsets.push(offset);
    offset += segment.length + 1;
  }
  return offsets;
}

/** The JOSE header is what is protected and what is not, together (RFC 7515 §4). */
function readHeader(segment: string, unprotected: JsonObject | undefined): TokenPart {
  const part = readPart(segment, 'header');
  if (unprotected === undefined) return part;
  if (segment !== '') return { ...part, value: { ...unprotected, ...part.value } };
  return { ...readUnencodedPart(''), value: unprotected };
}

function headerMembersOf({ header, unprotected }: Draft): readonly JsonMember[] {
  const beside = unprotected === undefined ? [] : membersOfObject(unprotected);
  return [
    ...membersOf(header.text),
    ...beside.map((member) => ({ ...member, remarks: [UNPROTECTED, ...member.remarks] })),
  ];
}

function readEncrypted(draft: Draft): DecodedToken {
  const { raw, segments, header, faults, remarks } = draft;
  if (segments.length !== 5) {
    faults.push({
      where: 'token',
      message: `The header is that of an encrypted token, which has five parts; ${thereAre(segments.length)}.`,
    });
  } else if (header.fault === undefined && typeof header.value?.['enc'] !== 'string') {
    faults.push({
      where: 'header',
      message:
        'There are five parts, as in an encrypted token, but the header has no "enc" (RFC 7516 §4.1.2).',
    });
  }
  const names = ['', 'encrypted key', 'initialization vector', 'ciphertext', 'authentication tag'];
  for (const [index, name] of names.entries()) {
    const segment = segments[index];
    if (index === 0 || segment === undefined) continue;
    collect(draft, index === 3 ? 'payload' : 'token', index, readBase64url(segment, name));
  }
  if (faults.length > 0 || header.value === undefined) return broken(draft);
  return {
    kind: 'jwe',
    raw,
    header: header.value,
    headerMembers: headerMembersOf(draft),
    segments,
    problems: remarks,
  };
}

function readSigned(draft: Draft, payload: TokenPart | undefined): DecodedToken {
  const { raw, segments, header, faults, remarks } = draft;
  const [first, second, third] = segments;
  const isTooMuch = segments.length > 3 && payload !== undefined && payload.fault === undefined;
  if (segments.length !== 3) {
    const extra = isTooMuch ? `${inWords(segments.length - 3)} too many: a` : 'A';
    faults.push({
      where: 'token',
      message: `${extra} signed token has three parts, separated by dots, an encrypted one five; ${thereAre(segments.length)}.`,
      ...(isTooMuch ? { at: { segment: 3, index: (draft.offsets[3] ?? 1) - 1 } } : {}),
    });
  }
  const isContent =
    payload !== undefined && segments.length === 3 && isOtherContent(payload, second ?? '');
  if (payload !== undefined) {
    collect(draft, 'payload', 1, isContent ? { remarks: payload.remarks } : payload);
  }
  // Where two tokens run together, the second begins in what should be a signature.
  if (third !== undefined && !isTooMuch) {
    const signature = readBase64url(third, 'signature');
    collect(draft, 'signature', 2, signature);
    if (segments.length === 3) {
      checkSignatureIsThere(draft, third);
      if (signature.fault === undefined) checkSignatureLength(draft, signature.bytes);
    }
  }
  if (
    faults.length > 0 ||
    header.value === undefined ||
    payload === undefined ||
    first === undefined ||
    second === undefined ||
    third === undefined
  ) {
    const rest = broken(draft, payload);
    return isTooMuch && rest.kind === 'broken'
      ? { ...rest, looksLike: `JWT with ${inWords(segments.length - 3).toLowerCase()} too many` }
      : rest;
  }
  const read = {
    raw,
    header: header.value,
    headerMembers: headerMembersOf(draft),
    segments: [first, second, third],
  } as const;
  if (isContent || payload.value === undefined) {
    const said = remarksOnContent(payload, header.value);
    remarks.push(...said.map((message) => ({ where: 'token', message }) as const));
    const payloadText = payload.isUtf8 ? payload.text : undefined;
    return { ...read, kind: 'jws', payloadText, problems: remarks };
  }
  if (isUnencoded(header.value)) {
    const message =
      'The header says that the payload is not encoded ("b64": false), which a JWT must not (RFC 7797 §7); it is encoded.';
    remarks.push({ where: 'token', message });
  }
  return {
    ...read,
    kind: 'jwt',
    claims: payload.value,
    claimMembers: membersOf(payload.text),
    problems: remarks,
  };
}

/** Whether a payload is meant as something else than claims, rather than as claims that broke. */
function isOtherContent(payload: TokenPart, segment: string): boolean {
  if (payload.encodingFault !== undefined) return false;
  if (payload.fault === undefined) return payload.value === undefined;
  return segment === '' || !/^\s{0,20}\{/.test(payload.text.slice(0, 50));
}

function broken(draft: Draft, payload?: TokenPart): DecodedToken {
  const { raw, segments, header, faults, remarks } = draft;
  return {
    kind: 'broken',
    raw,
    ...(header.value === undefined ? {} : { header: header.value }),
    headerMembers: headerMembersOf(draft),
    ...(payload?.value === undefined ? {} : { claims: payload.value }),
    claimMembers: payload === undefined ? [] : membersOf(payload.text),
    segments,
    problems: [...faults, ...remarks],
  };
}

/**
 * Whether the first part is, or was, a JOSE header. Other formats also begin with an encoded JSON
 * object (session cookies of web frameworks do), so the object alone is not enough.
 */
function looksReadable(header: TokenPart, payload: TokenPart | undefined, parts: number): boolean {
  const isNamed = has(header, 'alg') || has(header, 'enc');
  if (header.text === '') return isNamed && parts > 1;
  if (!startsLikeObject(header)) return false;
  if (isNamed) return true;
  if (header.fault !== undefined)
    return parts === 3 || parts === 5 || /"(?:alg|enc)/.test(header.text);
  return parts === 3 && payload !== undefined && startsLikeObject(payload);
}

function startsLikeObject(part: TokenPart): boolean {
  return /^\s{0,20}\{\s{0,20}["}]/.test(part.text.slice(0, 50));
}

function has(part: TokenPart, name: string): boolean {
  return part.value !== undefined && Object.hasOwn(part.value, name);
}

function checkAlg(draft: Draft, header: JsonObject): void {
  const alg = Object.hasOwn(header, 'alg') ? header['alg'] : undefined;
  if (typeof alg === 'string') return;
  const message =
    alg === undefined
      ? 'The header has no "alg": the algorithm is required (RFC 7515 §4.1.1).'
      : `The "alg" of the header is ${Array.isArray(alg) && alg.length > 0 ? `a list (${showValue(alg)})` : showValue(alg)}: it must be a string (RFC 7515 §4.1.1).`;
  draft.faults.push({ where: 'header', message });
}

function checkSignatureIsThere({ header, remarks }: Draft, signature: string): void {
  const alg = has(header, 'alg') ? header.value?.['alg'] : undefined;
  if (alg === 'none' && signature !== '') {
    remarks.push({
      where: 'signature',
      message: 'There is a signature, although "alg" is "none" (RFC 7519 §6).',
    });
  }
  if (typeof alg === 'string' && alg !== 'none' && signature === '') {
    remarks.push({
      where: 'signature',
      message: `The signature is missing, although "alg" is ${showValue(alg)}.`,
    });
  }
}

function checkSignatureLength(
  { raw, header, segments, offsets, remarks }: Draft,
  bytes: Uint8Array,
): void {
  const alg = has(header, 'alg') ? header.value?.['alg'] : undefined;
  const remark = remarkOnSignatureLength(alg, bytes);
  if (remark === undefined) return;
  const end = (offsets[2] ?? 0) + (segments[2] ?? '').length;
  remarks.push({
    // A guess must not keep anybody from checking the signature.
    where: remark.isCertain ? 'signature' : 'token',
    message: remark.message,
    at: { segment: 2, index: Math.min(raw.length, end) - 1 },
  });
}

function collect(
  { offsets, faults, remarks }: Draft,
  where: TokenProblem['where'],
  segment: number,
  part: { readonly remarks: readonly Remark[]; readonly fault?: Remark },
): void {
  const locate = ({ message, index }: Remark): TokenProblem => ({
    where,
    message,
    ...(index === undefined ? {} : { at: { segment, index: (offsets[segment] ?? 0) + index } }),
  });
  if (part.fault !== undefined) faults.push(locate(part.fault));
  remarks.push(...part.remarks.map(locate));
}

function inWords(parts: number): string {
  if (parts === 1) return 'One part';
  return parts === 2 ? 'Two parts' : `${parts} parts`;
}

function thereAre(parts: number): string {
  return parts === 1 ? 'here there is one' : `here there are ${parts}`;
}
