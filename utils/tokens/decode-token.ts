import { readBase64url } from './base64url';
import type { JsonObject } from './json';
import { readJsonPart, type JsonPart } from './read-json-part';
import { showValue } from './show-value';

type TokenProblem = {
  readonly where: 'token' | 'header' | 'payload' | 'signature';
  readonly message: string;
};

export type DecodedToken =
  | {
      readonly kind: 'jwt';
      readonly raw: string;
      readonly header: JsonObject;
      readonly claims: JsonObject;
      readonly segments: readonly [string, string, string];
      readonly problems: readonly TokenProblem[];
    }
  /** A signed text or other content that is no set of claims (RFC 7515) */
  | {
      readonly kind: 'jws';
      readonly raw: string;
      readonly header: JsonObject;
      /** Undefined where it is not UTF-8 */
      readonly payloadText: string | undefined;
      readonly segments: readonly [string, string, string];
      readonly problems: readonly TokenProblem[];
    }
  /** Compact JWE (RFC 7516 §7.1): five parts, encrypted */
  | {
      readonly kind: 'jwe';
      readonly raw: string;
      readonly header: JsonObject;
      readonly segments: readonly string[];
      readonly problems: readonly TokenProblem[];
    }
  /** Looks like a JWT or JWE but cannot be read whole: the problems say where and why */
  | {
      readonly kind: 'broken';
      readonly raw: string;
      readonly header?: JsonObject;
      readonly claims?: JsonObject;
      readonly segments: readonly string[];
      readonly problems: readonly TokenProblem[];
    }
  | { readonly kind: 'opaque'; readonly raw: string };

type Findings = { readonly faults: TokenProblem[]; readonly remarks: TokenProblem[] };

/**
 * Reads a compact token (RFC 7515 §7.1, RFC 7516 §7.1, RFC 7519) as far as it goes. Never throws,
 * whatever comes in, and takes linear time. What can be read in spite of a flaw is a `jwt` or `jwe`
 * with problems; what cannot be read whole is `broken`; what is not meant to be read is `opaque`.
 * Nothing is verified here.
 */
export function decodeToken(text: string): DecodedToken {
  const body = text.trim();
  const segments = body.split('.');
  const header = readJsonPart(segments[0] ?? '', 'header');
  const payload = segments.length === 1 ? undefined : readJsonPart(segments[1] ?? '', 'payload');
  if (!looksReadable(header, payload, segments.length)) return { kind: 'opaque', raw: text };

  const found: Findings = { faults: [], remarks: [] };
  if (body !== text) {
    found.remarks.push({ where: 'token', message: 'White space around the token was ignored.' });
  }
  collect(found, 'header', header);
  if (header.fault === undefined && header.value !== undefined) checkAlg(found, header.value);
  const encrypted = segments.length === 5 || has(header, 'enc');
  if (encrypted && payload?.fault !== undefined) {
    return readEncrypted(text, segments, header, found);
  }
  return readSigned(text, segments, header, payload, found);
}

function readEncrypted(
  raw: string,
  segments: readonly string[],
  header: JsonPart,
  found: Findings,
): DecodedToken {
  if (segments.length !== 5) {
    found.faults.push({
      where: 'token',
      message: `The header is that of an encrypted token, which has five parts; ${thereAre(segments.length)}.`,
    });
  } else if (header.fault === undefined && typeof header.value?.['enc'] !== 'string') {
    found.faults.push({
      where: 'header',
      message:
        'There are five parts, as in an encrypted token, but the header has no "enc" (RFC 7516 §4.1.2).',
    });
  }
  const names = ['', 'encrypted key', 'initialization vector', 'ciphertext', 'authentication tag'];
  for (const [index, name] of names.entries()) {
    const segment = segments[index];
    if (index === 0 || segment === undefined) continue;
    collect(found, index === 3 ? 'payload' : 'token', readBase64url(segment, name));
  }
  if (found.faults.length > 0 || header.value === undefined)
    return broken(raw, segments, found, header);
  return { kind: 'jwe', raw, header: header.value, segments, problems: found.remarks };
}

function readSigned(
  raw: string,
  segments: readonly string[],
  header: JsonPart,
  payload: JsonPart | undefined,
  found: Findings,
): DecodedToken {
  const [first, second, third] = segments;
  if (segments.length !== 3) {
    found.faults.push({
      where: 'token',
      message: `A signed token has three parts, separated by dots, an encrypted one five; ${thereAre(segments.length)}.`,
    });
  }
  if (payload !== undefined) collect(found, 'payload', payload);
  if (third !== undefined) {
    collect(found, 'signature', readBase64url(third, 'signature'));
    if (segments.length === 3) checkSignatureIsThere(found, header, third);
  }
  if (
    found.faults.length > 0 ||
    header.value === undefined ||
    payload?.value === undefined ||
    first === undefined ||
    second === undefined ||
    third === undefined
  ) {
    return broken(raw, segments, found, header, payload);
  }
  return {
    kind: 'jwt',
    raw,
    header: header.value,
    claims: payload.value,
    segments: [first, second, third],
    problems: found.remarks,
  };
}

function broken(
  raw: string,
  segments: readonly string[],
  found: Findings,
  header: JsonPart,
  payload?: JsonPart,
): DecodedToken {
  return {
    kind: 'broken',
    raw,
    ...(header.value === undefined ? {} : { header: header.value }),
    ...(payload?.value === undefined ? {} : { claims: payload.value }),
    segments,
    problems: [...found.faults, ...found.remarks],
  };
}

/**
 * Whether the first part is, or was, a JOSE header. Other formats also begin with an encoded JSON
 * object (session cookies of web frameworks do), so the object alone is not enough.
 */
function looksReadable(header: JsonPart, payload: JsonPart | undefined, parts: number): boolean {
  if (!startsLikeObject(header)) return false;
  if (has(header, 'alg') || has(header, 'enc')) return true;
  if (header.fault !== undefined)
    return parts === 3 || parts === 5 || /"(?:alg|enc)/.test(header.text);
  return parts === 3 && payload !== undefined && startsLikeObject(payload);
}

function startsLikeObject(part: JsonPart): boolean {
  return /^\s{0,20}\{\s{0,20}["}]/.test(part.text.slice(0, 50));
}

function has(part: JsonPart, name: string): boolean {
  return part.value !== undefined && Object.hasOwn(part.value, name);
}

function checkAlg(found: Findings, header: JsonObject): void {
  const alg = Object.hasOwn(header, 'alg') ? header['alg'] : undefined;
  if (typeof alg === 'string') return;
  const message =
    alg === undefined
      ? 'The header has no "alg": the algorithm is required (RFC 7515 §4.1.1).'
      : `The "alg" of the header is ${showValue(alg)}: it must be a string (RFC 7515 §4.1.1).`;
  found.faults.push({ where: 'header', message });
}

function checkSignatureIsThere(found: Findings, header: JsonPart, signature: string): void {
  const alg = header.value?.['alg'];
  if (alg === 'none' && signature !== '') {
    found.remarks.push({
      where: 'signature',
      message: 'There is a signature, although "alg" is "none" (RFC 7519 §6).',
    });
  }
  if (typeof alg === 'string' && alg !== 'none' && signature === '') {
    found.remarks.push({
      where: 'signature',
      message: `The signature is missing, although "alg" is ${showValue(alg)}.`,
    });
  }
}

function collect(
  found: Findings,
  where: TokenProblem['where'],
  part: { readonly remarks: readonly string[]; readonly fault?: string },
): void {
  if (part.fault !== undefined) found.faults.push({ where, message: part.fault });
  for (const message of part.remarks) found.remarks.push({ where, message });
}

function thereAre(parts: number): string {
  return parts === 1 ? 'here there is one' : `here there are ${parts}`;
}
