import type { Check } from '../tokens/check';
import type { DecodedToken } from '../tokens/decode-token';
import { isJsonObject, type JsonObject, type JsonValue } from '../tokens/json';
import type { Redaction } from './redaction';
import type { ReportedCheck, ReportedToken, ReportOptions } from './report';
import type { SensitiveKind } from './sensitive-names';

const KINDS = {
  jwt: 'JWT',
  jws: 'JWS',
  jwe: 'JWE (encrypted)',
  broken: 'broken',
  opaque: 'opaque',
} as const satisfies Record<DecodedToken['kind'], string>;

/** A token as its fingerprint and what it says, redacted. */
export function reportToken(
  token: DecodedToken,
  names: { readonly name: string; readonly kind: SensitiveKind },
  redaction: Redaction,
  options: ReportOptions,
): ReportedToken {
  const claims = 'claims' in token ? token.claims : undefined;
  return {
    name: redaction.text(names.name),
    kind: KINDS[token.kind],
    value: redaction.secret(names.kind, token.raw),
    ...(token.kind === 'opaque'
      ? {}
      : {
          problems: token.problems.map(({ message }) => redaction.text(message)),
          ...(token.header === undefined ? {} : { header: redaction.json(token.header) }),
        }),
    ...(claims === undefined ? {} : { claims: reportClaims(claims, redaction, options) }),
  };
}

/** Claims, redacted; their names alone where their values are not wanted. */
export function reportClaims(
  claims: JsonObject,
  redaction: Redaction,
  options: ReportOptions,
): JsonValue {
  const redacted = redaction.json(claims);
  if (options.hasClaims || !isJsonObject(redacted)) return redacted;
  redaction.leaveOut('set of claim values');
  return Object.fromEntries(Object.keys(redacted).map((name) => [name, '(left out)']));
}

/** Checks, redacted. Their details hold the values of claims. */
export function reportChecks(
  checks: readonly Check[],
  redaction: Redaction,
  options: ReportOptions,
): readonly ReportedCheck[] {
  return checks.map(({ name, outcome, detail }) => ({
    name,
    outcome,
    detail: options.hasClaims ? redaction.text(detail) : '',
  }));
}
