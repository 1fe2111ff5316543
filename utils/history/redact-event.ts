import type { Client, Parameter } from '../clients/client';
import type { Exchange } from '../oauth/exchange';
import type { Failure } from '../oauth/failure';
import type { RefreshedRun, RunEvent } from '../oauth/run-event';
import type { ServerMetadata } from '../oauth/server-metadata';
import type { TokenUse } from '../oauth/token-use';
import type { Redaction } from '../share/redaction';
import type { ReportedBody } from '../share/report';
import { reportExchange } from '../share/report-exchange';
import type { Check } from '../tokens/check';
import { isJsonObject, type JsonObject } from '../tokens/json';

/** An event of a run without anything that lets somebody in or says who they are, in the shape that screens know. */
export function redactEvent(event: RunEvent, redaction: Redaction): RunEvent {
  const { text, url, pairs, secret } = redaction;
  switch (event.type) {
    case 'started': {
      const { type, at, runId, client, redirect, overrides, refreshes } = event;
      return {
        type,
        at,
        runId,
        client: redactClient(client, redaction),
        redirect: { ...redirect, uri: url(redirect.uri) },
        ...(overrides === undefined ? {} : { overrides: pairs(overrides) }),
        ...(refreshes === undefined ? {} : { refreshes: redactRefreshed(refreshes, redaction) }),
      };
    }
    case 'exchanged':
      return { ...event, exchange: redactExchange(event.exchange, redaction) };
    case 'server-known':
      return { ...event, server: redactServer(event.server, redaction) };
    case 'authorization-requested': {
      const { type, at, state, nonce, codeVerifier } = event;
      return {
        type,
        at,
        url: url(event.url),
        state: secret('state', state),
        ...(nonce === undefined ? {} : { nonce: secret('nonce', nonce) }),
        ...(codeVerifier === undefined
          ? {}
          : { codeVerifier: secret('code verifier', codeVerifier) }),
      };
    }
    case 'authorization-responded':
      return { ...event, url: url(event.url) };
    case 'tokens-accepted': {
      const { type, at, objection } = event;
      return { type, at, ...(objection === undefined ? {} : { objection: text(objection) }) };
    }
    case 'id-token-judged': {
      const { outcome, checks, key } = event.verdict;
      const verdict = {
        outcome,
        checks: redactChecks(checks, redaction),
        ...(key === undefined
          ? {}
          : {
              key: {
                alg: text(key.alg),
                ...(key.kid === undefined ? {} : { kid: text(key.kid) }),
              },
            }),
      };
      return { ...event, verdict };
    }
    case 'token-used':
      return { ...event, use: redactUse(event.use, redaction) };
    case 'failed':
      return { ...event, failure: redactFailure(event.failure, redaction) };
    case 'discovering':
    case 'window-opened':
    case 'authorization-accepted':
    case 'finished':
    case 'token-use-started':
    case 'cancelled':
    case 'interrupted':
      return event;
  }
}

/** As much of the client as screens show of a run: nothing of its registration, nor of its secrets. */
function redactClient(client: Client, { text, url, pairs }: Redaction): Client {
  const { endpoints, issuer } = client;
  return {
    id: client.id,
    slug: client.slug,
    // It is stored in the clear with the client itself.
    label: client.label,
    provider: client.provider,
    environment: client.environment,
    grantType: client.grantType,
    registration: {},
    ...(issuer === undefined ? {} : { issuer: url(issuer) }),
    endpoints: Object.fromEntries(
      Object.entries(endpoints).map(([name, address]) => [name, url(address)]),
    ),
    clientId: text(client.clientId),
    tokenEndpointAuthMethod: client.tokenEndpointAuthMethod,
    basicEncoding: client.basicEncoding,
    secrets: [],
    redirectUris: client.redirectUris.map(url),
    scopes: client.scopes.map(text),
    redirectMode: client.redirectMode,
    pkce: client.pkce,
    originHeader: client.originHeader,
    authorizationParameters: pairs(client.authorizationParameters) satisfies readonly Parameter[],
  };
}

function redactRefreshed(
  { runId, scopes, idTokenClaims, refreshToken }: RefreshedRun,
  redaction: Redaction,
): RefreshedRun {
  return {
    runId,
    scopes: scopes.map(redaction.text),
    ...(idTokenClaims === undefined
      ? {}
      : { idTokenClaims: redactMembers(idTokenClaims, redaction) }),
    // Times and flags, nothing of the token itself.
    ...(refreshToken === undefined ? {} : { refreshToken }),
  };
}

/** Lists and flags stay as they are; each text in them is redacted. */
function redactServer(server: ServerMetadata, { text }: Redaction): ServerMetadata {
  return Object.fromEntries(
    Object.entries(server).map(([name, value]) => [
      name,
      typeof value === 'string' ? text(value) : Array.isArray(value) ? value.map(text) : value,
    ]),
  ) as ServerMetadata;
}

/** As reports tell it, in the shape of an exchange. */
function redactExchange(exchange: Exchange, redaction: Redaction): Exchange {
  const { purpose, request, startedAt, durationMs, outcome } = exchange;
  const told = reportExchange(exchange, redaction, {
    hasBodies: true,
    hasHosts: true,
    hasClaims: true,
  });
  return {
    purpose,
    startedAt,
    durationMs,
    request: {
      method: told.method,
      url: told.url,
      headers: told.headers.map(({ name, value }) => [name, value] as const),
      ...(told.body === undefined
        ? {}
        : 'form' in told.body
          ? { form: told.body.form.map(({ name, value }) => [name, value] as const) }
          : { body: textOfBody(told.body) }),
      // Words of our own on how the secret travelled.
      ...(request.secretTraits === undefined ? {} : { secretTraits: request.secretTraits }),
    },
    outcome:
      outcome.kind === 'response'
        ? {
            kind: 'response',
            status: outcome.status,
            headers: (told.response_headers ?? []).map(({ name, value }) => [name, value] as const),
            body: told.response_body === undefined ? '' : textOfBody(told.response_body),
            end: outcome.end,
            ...(outcome.firstInvalidByte === undefined
              ? {}
              : { firstInvalidByte: outcome.firstInvalidByte }),
            ...(outcome.omittedHeaders === undefined
              ? {}
              : { omittedHeaders: outcome.omittedHeaders }),
          }
        : outcome.kind === 'error'
          ? { kind: 'error', message: redaction.text(outcome.message) }
          : outcome,
  };
}

function textOfBody(body: ReportedBody): string {
  if ('json' in body) return JSON.stringify(body.json);
  // Marks are not final yet, so that nothing may be encoded here.
  if ('form' in body) return body.form.map(({ name, value }) => `${name}=${value}`).join('&');
  return body.note;
}

function redactUse(use: TokenUse, redaction: Redaction): TokenUse {
  const { outcome } = use;
  if (!outcome.ok) {
    return { ...use, outcome: { ok: false, failure: redactFailure(outcome.failure, redaction) } };
  }
  // An answer that came as a JWT is told by its claims.
  return {
    ...use,
    outcome: {
      ok: true,
      ...(outcome.claims === undefined ? {} : { claims: redactMembers(outcome.claims, redaction) }),
      checks: redactChecks(outcome.checks, redaction),
    },
  };
}

/** A failure with its words redacted. */
function redactFailure(failure: Failure, { text, url }: Redaction): Failure {
  const { code, cause, remedy, origins, foundIssuer } = failure;
  return {
    code,
    cause: text(cause),
    remedy: text(remedy),
    ...(origins === undefined ? {} : { origins: origins.map(url) }),
    ...(foundIssuer === undefined ? {} : { foundIssuer: url(foundIssuer) }),
  };
}

function redactChecks(checks: readonly Check[], { text }: Redaction): readonly Check[] {
  return checks.map((check) => ({ ...check, detail: text(check.detail) }));
}

/** The members of an object, redacted; of one that is too large for that, nothing. */
export function redactMembers(members: JsonObject, redaction: Redaction): JsonObject {
  const redacted = redaction.json(members);
  return isJsonObject(redacted) ? redacted : {};
}
