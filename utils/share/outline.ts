import type { NameValue } from '../oauth/exchange';
import { isJsonObject, type JsonObject, type JsonValue } from '../tokens/json';
import type { Marks } from './marks';
import { isPersonal, kindOfMember, kindOfName, type SensitiveKind } from './sensitive-names';
import { isPlaceholder } from './shared-request';
import type { SensitiveValues } from './sensitive-values';

/** How deep one JSON text is shown. */
export const MAX_LEVEL = 30;

/** More members than this of one JSON text are left out. */
export const MAX_MEMBERS = 2000;

/** What is said of the answers of any API: how they are made, and not what they hold. */
export type Outline = {
  readonly json: (value: JsonValue) => JsonValue;
  readonly pairs: (pairs: readonly NameValue[]) => readonly NameValue[];
};

/** An outline: names, structure, booleans and null; of anything else its type, and of secrets their marks. */
export function makeOutline(input: {
  readonly known: SensitiveValues;
  readonly secret: (kind: SensitiveKind, value: string) => string;
  /** A name of a member, redacted. */
  readonly name: (name: string) => string;
  readonly leaveOut: Marks['leaveOut'];
}): Outline {
  const { known, secret, leaveOut } = input;

  const typeOf = (value: string | number): string => {
    leaveOut(typeof value === 'string' ? 'text' : 'number');
    return typeof value === 'string' ? '‹text›' : '‹number›';
  };

  const scalar = (value: string | number, ofName: SensitiveKind | undefined): string => {
    const kind = known.get(`${value}`) ?? ofName;
    const isSecret = kind !== undefined && kind !== 'text of the server' && !isPersonal(kind);
    return isSecret ? secret(kind, `${value}`) : typeOf(value);
  };

  /** Names that people or numbers gave are values themselves. */
  const nameOf = (name: string) => (IDENTIFIER.test(name) ? input.name(name) : '‹text›');

  const json = (value: JsonValue): JsonValue => {
    let members = 0;
    const walk = (inner: JsonValue, kind: SensitiveKind | undefined, level: number): JsonValue => {
      members += 1;
      if (inner === null || typeof inner === 'boolean') return inner;
      if (members > MAX_MEMBERS || level > MAX_LEVEL) return '(left out)';
      if (typeof inner !== 'object') return scalar(inner, kind);
      if (!isJsonObject(inner)) return inner.map((entry) => walk(entry, kind, level + 1));
      return objectOf(
        Object.entries(inner).map(([name, member]) => [
          nameOf(name),
          isHarmless(name, member)
            ? member
            : walk(member, kindOfMember(name, inner) ?? kind, level + 1),
        ]),
      );
    };
    return walk(value, undefined, 0);
  };

  return {
    json,
    pairs: (pairs) =>
      pairs
        .slice(0, MAX_MEMBERS)
        .map(([name, value]) => [
          nameOf(name),
          isPlaceholder(value) ? value : scalar(value, kindOfName(name)),
        ]),
  };
}

/** As programmers name members. */
const IDENTIFIER = /^[@$_]{0,2}[A-Za-z][A-Za-z0-9]*(?:[_.:-][A-Za-z0-9]+)*$/;

/** An object in which names that became the same are numbered. */
function objectOf(entries: readonly (readonly [name: string, member: JsonValue])[]): JsonObject {
  const counts = new Map<string, number>();
  return Object.fromEntries(
    entries.map(([name, member]) => {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      return [count === 1 ? name : `${name} ${count}`, member];
    }),
  );
}

/** Codes of errors (RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1, RFC 9449 §7.1 and §8, RFC 9470 §3, RFC 8707 §2). */
const ERROR_CODES: ReadonlySet<unknown> = new Set([
  'access_denied',
  'insufficient_scope',
  'insufficient_user_authentication',
  'invalid_client',
  'invalid_dpop_proof',
  'invalid_grant',
  'invalid_request',
  'invalid_scope',
  'invalid_target',
  'invalid_token',
  'server_error',
  'temporarily_unavailable',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'unsupported_token_type',
  'use_dpop_nonce',
]);

/** Whether a text is the registered code of an error. */
export function isErrorCode(value: unknown): boolean {
  return ERROR_CODES.has(value);
}

/** What certainly tells of nobody: the code of an error, a status, a problem without a type (RFC 9457 §3.1.1). */
function isHarmless(name: string, value: JsonValue): boolean {
  switch (name) {
    case 'error':
      return isErrorCode(value);
    case 'status':
    case 'code':
      return typeof value === 'number' && Number.isInteger(value) && value >= 100 && value < 600;
    case 'type':
      return value === 'about:blank' || (typeof value === 'string' && SPECIFICATION.test(value));
    default:
      return false;
  }
}

/** The types of problems that frameworks take from the specification of HTTP. */
const SPECIFICATION =
  /^https:\/\/(?:tools\.ietf\.org|datatracker\.ietf\.org\/doc|www\.rfc-editor\.org\/rfc)(?:\/html)?\/rfc\d{4}(?:\.html)?(?:#section-[\d.]{1,12})?$/;
