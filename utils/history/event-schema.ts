import * as v from 'valibot';
import { BODY_ENDS } from '../oauth/exchange';
import type { RunEvent } from '../oauth/run-event';
import { jsonObjectSchema } from './json-schema';

const pairs = v.array(v.tuple([v.string(), v.string()]));
const texts = v.array(v.string());

const client = v.looseObject({
  id: v.string(),
  slug: v.string(),
  label: v.string(),
  provider: v.string(),
  environment: v.string(),
  grantType: v.picklist(['authorization_code', 'client_credentials']),
  registration: v.record(v.string(), v.string()),
  issuer: v.optional(v.string()),
  endpoints: v.record(v.string(), v.string()),
  clientId: v.string(),
  tokenEndpointAuthMethod: v.string(),
  secrets: v.array(v.looseObject({ id: v.string(), description: v.string() })),
  redirectUris: texts,
  scopes: texts,
  redirectMode: v.string(),
  pkce: v.string(),
  authorizationParameters: pairs,
});

const redirect = v.looseObject({
  mode: v.picklist(['extension', 'capture', 'manual']),
  uri: v.string(),
});

const failure = v.looseObject({
  code: v.string(),
  cause: v.string(),
  remedy: v.string(),
  origins: v.optional(texts),
  foundIssuer: v.optional(v.string()),
});

const check = v.looseObject({
  name: v.string(),
  outcome: v.picklist(['passed', 'warning', 'failed', 'unknown']),
  detail: v.string(),
});

const exchange = v.looseObject({
  purpose: v.string(),
  request: v.looseObject({
    method: v.string(),
    url: v.string(),
    headers: pairs,
    form: v.optional(pairs),
    body: v.optional(v.string()),
    secretTraits: v.optional(texts),
  }),
  startedAt: v.number(),
  durationMs: v.number(),
  outcome: v.variant('kind', [
    v.looseObject({
      kind: v.literal('response'),
      status: v.number(),
      headers: pairs,
      body: v.string(),
      end: v.picklist(BODY_ENDS),
      firstInvalidByte: v.optional(v.number()),
      omittedHeaders: v.optional(v.number()),
    }),
    v.looseObject({ kind: v.literal('redirect') }),
    v.looseObject({ kind: v.literal('error'), message: v.string() }),
  ]),
});

const server = v.looseObject({
  issuer: v.optional(v.string()),
  authorization_endpoint: v.optional(v.string()),
  token_endpoint: v.string(),
  jwks_uri: v.optional(v.string()),
});

const useKind = v.picklist(['introspection', 'revocation', 'user-info', 'resource']);
const usedToken = v.picklist(['access_token', 'refresh_token']);
const use = v.looseObject({
  kind: useKind,
  at: v.number(),
  startedAt: v.optional(v.number()),
  token: usedToken,
  outcome: v.variant('ok', [
    v.looseObject({
      ok: v.literal(true),
      claims: v.optional(jsonObjectSchema),
      jwt: v.optional(v.string()),
      checks: v.array(check),
    }),
    v.looseObject({ ok: v.literal(false), failure }),
  ]),
});

const at = v.number();

const eventSchema = v.variant('type', [
  v.looseObject({
    type: v.literal('started'),
    at,
    runId: v.string(),
    client,
    redirect,
    overrides: v.optional(pairs),
    refreshes: v.optional(
      v.looseObject({
        runId: v.string(),
        scopes: texts,
        nonce: v.optional(v.string()),
        idTokenClaims: v.optional(jsonObjectSchema),
        refreshToken: v.optional(
          v.looseObject({
            receivedAt: v.number(),
            isReplaced: v.optional(v.literal(true)),
            isRevoked: v.optional(v.literal(true)),
            isAnswerLost: v.optional(v.literal(true)),
          }),
        ),
      }),
    ),
  }),
  v.looseObject({ type: v.literal('exchanged'), at, exchange }),
  v.looseObject({ type: v.literal('server-known'), at, server }),
  v.looseObject({
    type: v.literal('authorization-requested'),
    at,
    url: v.string(),
    state: v.string(),
    nonce: v.optional(v.string()),
    codeVerifier: v.optional(v.string()),
  }),
  v.looseObject({ type: v.literal('authorization-responded'), at, url: v.string() }),
  v.looseObject({ type: v.literal('tokens-accepted'), at, objection: v.optional(v.string()) }),
  v.looseObject({
    type: v.literal('id-token-judged'),
    at,
    verdict: v.looseObject({
      outcome: v.picklist(['genuine', 'refused', 'unverified']),
      checks: v.array(check),
      key: v.optional(v.looseObject({ alg: v.string(), kid: v.optional(v.string()) })),
    }),
  }),
  v.looseObject({
    type: v.literal('token-use-started'),
    at,
    use: v.looseObject({ kind: useKind, token: usedToken, startedAt: v.number() }),
  }),
  v.looseObject({ type: v.literal('token-used'), at, use }),
  v.looseObject({ type: v.literal('failed'), at, failure }),
  v.looseObject({ type: v.literal('cancelled'), at, by: v.picklist(['user', 'window']) }),
  v.looseObject({
    type: v.picklist([
      'discovering',
      'window-opened',
      'authorization-accepted',
      'finished',
      'interrupted',
    ]),
    at,
  }),
]);

/** The events of a run that was kept: all that screens read of them is as it should be, and nothing else is dropped. */
export const eventsSchema = v.pipe(
  v.array(eventSchema),
  v.transform((events) => events as unknown as readonly RunEvent[]),
);
