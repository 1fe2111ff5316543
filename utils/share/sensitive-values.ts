import type { NameValue, RecordedResponse } from '../oauth/exchange';
import { mediaTypeOf } from '../oauth/exchange';
import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import { decodeToken } from '../tokens/decode-token';
import { isJsonObject, type JsonValue } from '../tokens/json';
import { disclosedClaims } from '../tokens/sd-jwt';
import type { Recognised, TokenName } from '../tokens/recognised';
import { basicCredentials, isPlaceholder, type SharedRequest } from './shared-request';
import {
  isPersonal,
  isPerson,
  kindOfMember,
  kindOfName,
  type SensitiveKind,
} from './sensitive-names';
import { isFormText, parametersOfUrl } from './url-parts';

/** Values that are known to be sensitive, and what they are. */
export type SensitiveValues = ReadonlyMap<string, SensitiveKind>;

/** How deep JSON within JSON, addresses within addresses and tokens within tokens are read. */
const MAX_DEPTH = 6;

/**
 * The most values that are searched for. An answer may list thousands of users: where they stand they are replaced all
 * the same, by the names of their members. What a run itself sent and received comes first.
 */
const MAX_VALUES = 250;

type Learning = {
  readonly values: Map<string, SensitiveKind>;
  /** What is public, though it may stand in a place where a sensitive value belongs. */
  readonly harmless: ReadonlySet<string>;
};

/** Every sensitive value of a run: what it sent, what it was sent, and what the tokens say of the user. */
export function sensitiveValuesOfRun(run: Run, result: RunResult): SensitiveValues {
  const { authorization, client } = run;
  const learning = begin([
    client.clientId,
    client.issuer,
    run.server?.issuer,
    run.redirect.uri,
    ...Object.values(client.endpoints),
    ...client.scopes,
  ]);
  learn(learning, 'code verifier', authorization?.codeVerifier);
  learn(learning, 'state', authorization?.state);
  learn(learning, 'nonce', authorization?.nonce ?? run.refreshes?.nonce);
  learnUrl(learning, run.authorizationResponseUrl ?? '');
  learnUrl(learning, authorization?.url ?? '');
  learnToken(learning, 'access token', result.accessToken?.raw);
  learnToken(learning, 'ID token', result.idToken?.raw);
  learnToken(learning, 'refresh token', result.refreshToken?.raw);
  for (const { token } of result.nested) learnToken(learning, 'access token', token.raw);
  for (const { outcome } of run.uses) {
    if (!outcome.ok) continue;
    learnToken(learning, 'token', outcome.jwt);
    learnJson(learning, outcome.claims ?? {});
  }
  for (const { request } of run.exchanges) learnRequest(learning, request);
  learnPairs(learning, [...client.authorizationParameters, ...run.overrides]);
  for (const { outcome } of run.exchanges) {
    if (outcome.kind === 'response') learnResponse(learning, outcome);
  }
  return learning.values;
}

/** Every sensitive value of what was pasted. */
export function sensitiveValuesOf(recognised: Recognised): SensitiveValues {
  const { tokens, parameters, request, callbackUrl, httpRequest, keys, sdJwt } = recognised;
  const learning = begin([request?.clientId, request?.endpoint]);
  for (const { name, value } of tokens) learnToken(learning, KINDS_OF_TOKENS[name], value);
  learnPairs(learning, parameters ?? []);
  learnPairs(learning, request?.parameters ?? []);
  learnUrl(learning, callbackUrl ?? '');
  if (httpRequest !== undefined) learnRequest(learning, httpRequest);
  for (const members of [
    recognised.tokenResponse,
    recognised.introspection,
    recognised.userInfo,
    recognised.metadata,
    recognised.claims,
    recognised.header,
    keys,
  ]) {
    if (members !== undefined) learnJson(learning, members);
  }
  if (sdJwt !== undefined) learnJson(learning, disclosedClaims(sdJwt));
  return learning.values;
}

/** What a token is called, by the place where it was found. */
export const KINDS_OF_TOKENS = {
  'Access token': 'access token',
  'ID token': 'ID token',
  'ID token hint': 'ID token',
  'Refresh token': 'refresh token',
  'DPoP proof': 'DPoP proof',
  'Request object': 'request object',
  'Client assertion': 'client assertion',
  'Logout token': 'logout token',
  'Introspection response': 'token',
  'User info': 'token',
  'Key binding': 'token',
  Token: 'token',
} as const satisfies Record<TokenName, SensitiveKind>;

function begin(harmless: readonly (string | undefined)[]): Learning {
  return {
    values: new Map(),
    harmless: new Set(harmless.filter((value) => value !== undefined)),
  };
}

/** The first kind under which a value was met is the one it keeps. */
function learn(learning: Learning, kind: SensitiveKind, value: string | undefined): void {
  const { values, harmless } = learning;
  if (value === undefined || value.length < 2 || isPlaceholder(value)) return;
  if (harmless.has(value) && isPersonal(kind)) return;
  if (isPersonal(kind) && kind !== 'subject' && /^\d{1,3}$/.test(value)) return;
  const isAddress = isPersonal(kind) && /^[^@\s]+@[^@\s]+$/.test(value);
  const kept = [
    [value, isAddress ? 'e-mail address' : kind] as const,
    ...(kind === 'name' || kind === 'personal value' ? partsOfName(value) : []).map(
      (part) => [part, kind] as const,
    ),
    ...(isAddress ? [value.split('@')[0] ?? ''] : [])
      .filter((part) => part.length >= MIN_PART && /[._\d]/.test(part))
      .map((part) => [part, 'user name'] as const),
  ];
  for (const [one, ofKind] of kept) {
    if (values.size < MAX_VALUES && !values.has(one)) values.set(one, ofKind);
  }
}

/** Shorter parts of an address are ordinary words. */
const MIN_PART = 4;

const WORD_OF_NAME = /^\p{L}[\p{L}\p{M}'’.-]*$/u;
const MAX_WORDS = 6;

/** The words of a name; none of what is no name, whose words would tear other texts apart. */
function partsOfName(name: string): readonly string[] {
  const words = name.trim().split(/\s+/);
  return words.length <= MAX_WORDS && words.every((word) => WORD_OF_NAME.test(word))
    ? words.filter((word) => /^[\p{L}\p{M}'’-]{3,}$/u.test(word) && !/^\p{Ll}{3}$/u.test(word))
    : [];
}

/** A token, its parts that tell something, and what it says. */
function learnToken(
  learning: Learning,
  kind: SensitiveKind,
  text: string | undefined,
  depth = 0,
): void {
  if (text === undefined || text === '') return;
  learn(learning, kind, text);
  if (depth > MAX_DEPTH) return;
  const token = decodeToken(text);
  if (token.kind === 'opaque') return;
  const [, ...parts] = token.segments.map((segment) => segment.trim());
  for (const part of parts) if (part.length > 3) learn(learning, kind, part);
  if (token.header !== undefined) learnJson(learning, token.header, depth + 1);
  if (token.kind === 'jws') learnText(learning, token.payloadText ?? '', depth + 1);
  else if ('claims' in token && token.claims !== undefined) {
    learnJson(learning, token.claims, depth + 1);
  }
  // A token with disclosures (RFC 9901) goes on after its signature.
  for (const part of text.split('~').slice(1)) learn(learning, kind, part);
}

function learnRequest(learning: Learning, request: SharedRequest): void {
  learnUrl(learning, request.url);
  learnPairs(learning, request.form ?? []);
  request.headers.forEach((header) => learnHeader(learning, header));
  learnText(learning, request.body ?? '');
}

function learnResponse(learning: Learning, response: RecordedResponse): void {
  response.headers.forEach((header) => learnHeader(learning, header));
  const isHtml = mediaTypeOf(response).includes('html');
  if (!isHtml) learnText(learning, response.body.trim());
}

function learnHeader(learning: Learning, header: NameValue): void {
  const [name, value] = header;
  const kind = kindOfName(name);
  if (kind === 'credentials') {
    if (basicCredentials(header) === undefined) {
      const [scheme, credentials] = value.split(/\s+/, 2);
      const isBasic = scheme?.toLowerCase() === 'basic';
      learnToken(learning, isBasic ? 'credentials' : 'access token', credentials);
    }
  } else if (kind !== undefined) learnToken(learning, kind, value);
  else learnAddresses(learning, value);
}

function learnPairs(learning: Learning, pairs: readonly NameValue[], depth = 0): void {
  for (const [name, value] of pairs) {
    const kind = kindOfName(name);
    if (kind === undefined) learnText(learning, value, depth + 1);
    else learnToken(learning, kind, value, depth + 1);
  }
}

function learnUrl(learning: Learning, url: string, depth = 0): void {
  if (depth <= MAX_DEPTH) learnPairs(learning, parametersOfUrl(url), depth);
}

/** The addresses in a text: of another one they end where it goes on. */
function learnAddresses(learning: Learning, text: string, depth = 0): void {
  const words = text.split(/[\s<>"]+/);
  for (const word of words) {
    learnUrl(learning, words.length === 1 ? word : word.replace(/[.,;:!)]+$/, ''), depth);
  }
}

/** A text that may be JSON, an address, a form or a token. */
function learnText(learning: Learning, text: string, depth = 0): void {
  if (depth > MAX_DEPTH || text === '') return;
  if (/^[[{]/.test(text)) {
    try {
      const value: JsonValue = JSON.parse(text);
      learnJson(learning, value, depth + 1);
    } catch {
      // It only looked like JSON.
    }
  } else if (isFormText(text)) {
    learnPairs(learning, [...new URLSearchParams(text)], depth + 1);
  } else if (/^ey[\w-]+\./.test(text)) learnToken(learning, 'token', text, depth + 1);
  else learnAddresses(learning, text, depth + 1);
}

function learnJson(
  learning: Learning,
  value: JsonValue,
  depth = 0,
  inherited?: SensitiveKind,
): void {
  if (depth > 2 * MAX_DEPTH || value === null || typeof value === 'boolean') return;
  if (typeof value === 'object') {
    if (isJsonObject(value)) {
      for (const [name, member] of Object.entries(value)) {
        const kind = kindOfMember(name, value) ?? inherited;
        const isTold = typeof member !== 'object' || !isPerson(name);
        learnJson(learning, member, depth + 1, isTold ? kind : inherited);
      }
    } else for (const entry of value) learnJson(learning, entry, depth + 1, inherited);
    return;
  }
  if (inherited === undefined) {
    if (typeof value === 'string') learnText(learning, value, depth + 1);
  } else learnToken(learning, inherited, `${value}`, depth);
}
