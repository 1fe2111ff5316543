import * as v from 'valibot';
import type { RunResult } from '../oauth/run-result';
import type { Redaction } from '../share/redaction';
import type { SensitiveKind } from '../share/sensitive-names';
import type { DecodedToken } from '../tokens/decode-token';
import { membersOfObject } from '../tokens/json-members';
import { redactMembers } from './redact-event';
import { jsonObjectSchema } from './json-schema';

/** A token without its text: what it says, redacted, and a mark that stands for it. */
const keptTokenSchema = v.object({
  kind: v.picklist(['jwt', 'jws', 'jwe', 'broken', 'opaque']),
  mark: v.string(),
  problems: v.array(
    v.object({
      where: v.picklist(['token', 'header', 'payload', 'signature']),
      message: v.string(),
    }),
  ),
  header: v.optional(jsonObjectSchema),
  claims: v.optional(jsonObjectSchema),
});
type KeptToken = v.InferOutput<typeof keptTokenSchema>;

/** The tokens of a run, each without its text. */
export const keptTokensSchema = v.object({
  accessToken: v.optional(keptTokenSchema),
  idToken: v.optional(keptTokenSchema),
  refreshToken: v.optional(keptTokenSchema),
  isRefreshTokenKept: v.boolean(),
  nested: v.array(v.object({ member: v.string(), token: keptTokenSchema })),
});
export type KeptTokens = v.InferOutput<typeof keptTokensSchema>;

type ResultTokens = Pick<
  RunResult,
  'accessToken' | 'idToken' | 'refreshToken' | 'isRefreshTokenKept' | 'nested'
>;

/** Takes from tokens what lets somebody in or says who they are. */
export function redactTokens(result: ResultTokens, redaction: Redaction): KeptTokens {
  const { accessToken, idToken, refreshToken, isRefreshTokenKept, nested } = result;
  const kept = (token: DecodedToken, kind: SensitiveKind) => redactToken(token, kind, redaction);
  return {
    ...(accessToken === undefined ? {} : { accessToken: kept(accessToken, 'access token') }),
    ...(idToken === undefined ? {} : { idToken: kept(idToken, 'ID token') }),
    ...(refreshToken === undefined ? {} : { refreshToken: kept(refreshToken, 'refresh token') }),
    isRefreshTokenKept,
    nested: nested.map(({ member, token }) => ({
      member: redaction.text(member),
      token: kept(token, 'access token'),
    })),
  };
}

function redactToken(token: DecodedToken, kind: SensitiveKind, redaction: Redaction): KeptToken {
  const claims = 'claims' in token ? token.claims : undefined;
  const header = 'header' in token ? token.header : undefined;
  const problems = token.kind === 'opaque' ? [] : token.problems;
  return {
    kind: token.kind,
    mark: redaction.secret(kind, token.raw),
    problems: problems.map(({ where, message }) => ({ where, message: redaction.text(message) })),
    ...(header === undefined ? {} : { header: redactMembers(header, redaction) }),
    ...(claims === undefined ? {} : { claims: redactMembers(claims, redaction) }),
  };
}

/** The tokens in the shape that screens know: their text is the mark, which has no parts. */
export function shownTokens(tokens: KeptTokens): ResultTokens {
  const { accessToken, idToken, refreshToken, isRefreshTokenKept, nested } = tokens;
  return {
    accessToken: shown(accessToken),
    idToken: shown(idToken),
    refreshToken: shown(refreshToken),
    isRefreshTokenKept,
    nested: nested.map(({ member, token }) => ({ member, token: shownToken(token) })),
  };
}

function shown(token: KeptToken | undefined): DecodedToken | undefined {
  return token === undefined ? undefined : shownToken(token);
}

function shownToken({ kind, mark: raw, problems, header, claims }: KeptToken): DecodedToken {
  const withHeader = { header: header ?? {}, headerMembers: membersOfObject(header ?? {}) };
  switch (kind) {
    case 'jwt':
      return {
        kind,
        raw,
        problems,
        ...withHeader,
        claims: claims ?? {},
        claimMembers: membersOfObject(claims ?? {}),
        segments: ['', '', ''],
      };
    case 'jws':
      return { kind, raw, problems, ...withHeader, payloadText: '', segments: ['', '', ''] };
    case 'jwe':
      return { kind, raw, problems, ...withHeader, segments: [] };
    case 'broken':
      return {
        kind,
        raw,
        problems,
        ...(header === undefined ? {} : { header }),
        headerMembers: withHeader.headerMembers,
        ...(claims === undefined ? {} : { claims }),
        claimMembers: membersOfObject(claims ?? {}),
        segments: [],
      };
    case 'opaque':
      return { kind, raw };
  }
}
