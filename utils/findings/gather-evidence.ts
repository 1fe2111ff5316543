import { lastTokenExchange, type NameValue, responseOf } from '../oauth/exchange';
import { responseParameters } from '../oauth/response-parameters';
import type { Run } from '../oauth/run';
import type { RunResult } from '../oauth/run-result';
import { readTokenBody, readTokenError, type TokenBody } from '../oauth/token-body';
import { readTokenMembers } from '../oauth/token-response';
import type { TokenUse } from '../oauth/token-use';
import { revokedTokens } from '../oauth/used-tokens';
import type { Check } from '../tokens/check';
import { type DecodedToken, decodeToken } from '../tokens/decode-token';
import type { Recognised, TokenName } from '../tokens/recognised';
import type {
  AnswerEvidence,
  CallbackEvidence,
  Evidence,
  IntrospectionEvidence,
  RequestEvidence,
  TokenEvidence,
} from './evidence';
import { isWhole, judgedAs } from './meant-as';

/** What a run shows, however it ended. @param now milliseconds since the epoch */
export function evidenceOfRun(run: Run, result: RunResult, now: number): Evidence {
  const request = run.authorization === undefined ? undefined : requestOf(run.authorization.url);
  const answer = answerOfRun(run);
  const userInfo = run.uses.findLast(({ kind }) => kind === 'user-info');
  const claims =
    userInfo?.outcome.ok === true && isTrusted(userInfo.outcome)
      ? userInfo.outcome.claims
      : undefined;
  return {
    now,
    ofRun: { run, result },
    ...(request === undefined ? {} : { request }),
    ...(run.authorizationResponseUrl === undefined
      ? {}
      : { callback: callbackOf(run.authorizationResponseUrl) }),
    ...(answer === undefined ? {} : { answer }),
    tokens: tokensOf([
      ['Access token', result.accessToken],
      ['ID token', result.idToken],
      ['Refresh token', result.refreshToken],
      ...result.nested.map(({ token }) => ['Access token', token] as const),
    ]),
    introspections: introspectionsOf(run.uses),
    ...(claims === undefined ? {} : { userInfo: claims }),
    keys: [],
  };
}

/** What was pasted shows. @param now milliseconds since the epoch */
export function evidenceOfPasted(recognised: Recognised, now: number): Evidence {
  const { request, callbackUrl, tokenResponse, introspection, userInfo } = recognised;
  const { metadata, keys = [], httpRequest, sdJwt } = recognised;
  return {
    now,
    ...(request === undefined ? {} : { request }),
    ...(callbackUrl === undefined ? {} : { callback: callbackOf(callbackUrl) }),
    ...(tokenResponse === undefined
      ? {}
      : { answer: answerOf({ format: 'json', members: tokenResponse }, now) }),
    tokens: tokensOf(
      recognised.tokens.map(({ name, value, unprotected }) => [
        name,
        decodeToken(value, unprotected),
      ]),
    ),
    introspections:
      introspection === undefined ? [] : [{ claims: introspection, at: now, isRevoked: false }],
    ...(userInfo === undefined ? {} : { userInfo }),
    ...(sdJwt === undefined ? {} : { sdJwt }),
    ...(metadata === undefined ? {} : { metadata }),
    keys,
    ...(httpRequest === undefined ? {} : { httpRequest }),
  };
}

function requestOf(address: string): RequestEvidence | undefined {
  const url = URL.parse(address);
  return url === null
    ? undefined
    : { endpoint: url.origin + url.pathname, parameters: [...url.searchParams] };
}

function callbackOf(url: string): CallbackEvidence {
  const parsed = URL.parse(url);
  return {
    url,
    query: parsed?.searchParams ?? new URLSearchParams(),
    fragment: new URLSearchParams(parsed?.hash.slice(1)),
    parameters: responseParameters(url),
  };
}

function answerOfRun(run: Run): AnswerEvidence | undefined {
  const exchange = lastTokenExchange(run.exchanges);
  const response = exchange === undefined ? undefined : responseOf(exchange);
  const body = response === undefined ? undefined : readTokenBody(response);
  return exchange === undefined || response === undefined || body === undefined
    ? undefined
    : answerOf(body, exchange.startedAt + exchange.durationMs, response.headers);
}

function answerOf(body: TokenBody, at: number, headers?: readonly NameValue[]): AnswerEvidence {
  return {
    members: body.members,
    tokens: readTokenMembers(body, at),
    error: readTokenError(body)?.code,
    ...(headers === undefined ? {} : { headers }),
  };
}

function tokensOf(
  found: readonly (readonly [TokenName, DecodedToken | undefined])[],
): readonly TokenEvidence[] {
  const totals = new Map<TokenName, number>();
  for (const [name, token] of found) {
    if (token !== undefined) totals.set(name, (totals.get(name) ?? 0) + 1);
  }
  const numbers = new Map<TokenName, number>();
  return found.flatMap(([name, token]) => {
    if (token === undefined) return [];
    const number = (numbers.get(name) ?? 0) + 1;
    numbers.set(name, number);
    return [
      {
        name,
        called:
          (totals.get(name) ?? 0) > 1 ? `${inSentence(name)} (no. ${number})` : inSentence(name),
        token,
        profile: judgedAs(token, name),
        header: 'header' in token ? (token.header ?? {}) : {},
        claims: 'claims' in token ? token.claims : undefined,
        isWhole: isWhole(token),
      },
    ];
  });
}

function inSentence(name: TokenName): string {
  return `the ${/^(?:ID|DPoP)/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1)}`;
}

function introspectionsOf(uses: readonly TokenUse[]): readonly IntrospectionEvidence[] {
  return uses.flatMap(({ kind, outcome, token, at }, index) =>
    kind === 'introspection' && outcome.ok && outcome.claims !== undefined && isTrusted(outcome)
      ? [
          {
            claims: outcome.claims,
            token,
            at,
            isRevoked: revokedTokens({ uses: uses.slice(0, index) }).has(token),
          },
        ]
      : [],
  );
}

/** An answer whose signature does not fit proves nothing about a token; its own checks say so. */
function isTrusted({ checks }: { readonly checks: readonly Check[] }): boolean {
  return checks.every(({ name, outcome }) => name !== 'Signature' || outcome !== 'failed');
}
