import * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { requiredOrigins } from '../clients/origins';
import { templates } from '../clients/templates/all-templates';
import { authorizationUrl } from './authorization-request';
import { judgeAuthorizationResponse } from './authorization-response';
import { discover } from './discovery';
import type { Exchange } from './exchange';
import { type Failure, fail, permissionMissing, type Result, succeed } from './failure';
import { judgeIdToken } from './judge-id-token';
import { probeAuthorizationPage } from './probe-authorization-page';
import { keepExchanges, type RecordingPorts } from './recording-fetch';
import { makeRedactor } from './redactor';
import type { PendingAuthorization, RunEvent } from './run-event';
import type { ServerMetadata } from './server-metadata';
import { requestTokens } from './token-request';
import { readTokenResponse } from './token-response';

/** How the sign-in window ended. */
export type WindowOutcome =
  | { readonly kind: 'redirected'; readonly url: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'busy' }
  /** The server was asked for the page and did not send one. */
  | { readonly kind: 'no-page' }
  | { readonly kind: 'not-loaded'; readonly message: string };

/** The world outside of the flow. */
export type FlowPorts = {
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A fresh unguessable value of 256 bits, as RFC 7636 §4.1 wants a code verifier. */
  readonly random: () => string;
  readonly openWindow: (authorizationUrl: string, onOpened: () => void) => Promise<WindowOutcome>;
  /** Those of the origins that may not be reached yet. */
  readonly missingOrigins: (origins: readonly string[]) => Promise<readonly string[]>;
  /** Keeps an event. The flow waits for it, so that nothing that arrived is lost. */
  readonly emit: (event: RunEvent) => Promise<void>;
  /** Aborted when the run is cancelled: the flow then ends without another event. */
  readonly signal: AbortSignal;
};

export type FlowInput = {
  readonly client: Client;
  readonly clientSecret: string | undefined;
  readonly redirectUri: string;
};

/** What every step works with. */
type FlowContext = FlowInput & { readonly ports: FlowPorts; readonly recording: RecordingPorts };

/**
 * Runs the authorization code flow with PKCE (RFC 6749 §4.1, RFC 7636, OpenID Connect Core §3.1), from the
 * endpoints to the verified tokens. Everything that happens is an event; the last one is `finished`,
 * `failed`, or `cancelled` when the user closed the window.
 */
export async function runAuthorizationCodeFlow(input: FlowInput, ports: FlowPorts): Promise<void> {
  const { ports: recording, exchanges } = keepExchanges({
    ...ports,
    redact: makeRedactor(input.client.clientId, input.clientSecret),
    onExchange: (exchange) => ports.emit({ type: 'exchanged', at: ports.now(), exchange }),
  });
  const last = await endOf(flow({ ...input, ports, recording }, exchanges));
  if (!ports.signal.aborted)
    await ports.emit({ ...withoutSecret(last, recording), at: ports.now() });
}

type Ending =
  | { readonly type: 'finished' }
  | { readonly type: 'cancelled'; readonly by: 'window' }
  | { readonly type: 'failed'; readonly failure: Failure };

async function endOf(outcome: Promise<Result<'done' | 'window-closed'>>): Promise<Ending> {
  try {
    const result = await outcome;
    if (!result.ok) return { type: 'failed', failure: result.failure };
    return result.value === 'done' ? { type: 'finished' } : { type: 'cancelled', by: 'window' };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const { failure } = fail(
      'unexpected',
      `a fault in OAuth Workbench itself: ${message}`,
      'Please report it, with the steps that led here.',
    );
    return { type: 'failed', failure };
  }
}

/** What a server said may repeat the secret in a spelling that only decoding reveals. */
function withoutSecret(ending: Ending, { redact }: RecordingPorts): Ending {
  if (ending.type !== 'failed') return ending;
  const { failure } = ending;
  return {
    ...ending,
    failure: { ...failure, cause: redact(failure.cause), remedy: redact(failure.remedy) },
  };
}

async function flow(
  context: FlowContext,
  exchanges: readonly Exchange[],
): Promise<Result<'done' | 'window-closed'>> {
  const { client, ports } = context;
  const ready = await checkBeforehand(context);
  if (!ready.ok) return ready;

  const known = await knowServer(context);
  if (!known.ok) return known;
  const server = known.value;

  const pending = await prepareAuthorization(context, server);
  await ports.emit({ type: 'authorization-requested', at: ports.now(), ...pending });
  const outcome = await ports.openWindow(
    pending.url,
    () => void ports.emit({ type: 'window-opened', at: ports.now() }),
  );
  ports.signal.throwIfAborted();
  if (outcome.kind === 'closed') return succeed('window-closed');
  if (outcome.kind === 'busy') return windowBusy();
  if (outcome.kind === 'no-page') return noPage(pending.url);
  if (outcome.kind === 'not-loaded') {
    return probeAuthorizationPage(pending.url, outcome.message, context.recording);
  }

  await ports.emit({ type: 'authorization-responded', at: ports.now(), url: outcome.url });
  const authorizationResponse = judgeAuthorizationResponse({
    url: outcome.url,
    redirectUri: context.redirectUri,
    state: pending.state,
    clientId: client.clientId,
    server,
  });
  if (!authorizationResponse.ok) return authorizationResponse;
  await ports.emit({ type: 'authorization-accepted', at: ports.now() });

  const tokens = await requestTokens(
    {
      server,
      client,
      clientSecret: context.clientSecret,
      authorizationResponse: authorizationResponse.value,
      redirectUri: context.redirectUri,
      codeVerifier: pending.codeVerifier,
    },
    context.recording,
  );
  if (!tokens.ok) return tokens;
  await ports.emit({ type: 'tokens-accepted', at: ports.now() });

  return verify(context, server, pending, {
    exchange: exchanges.findLast(({ purpose }) => purpose === 'token'),
    code: authorizationResponse.value.get('code') ?? '',
  });
}

async function checkBeforehand({
  client,
  clientSecret,
  ports,
}: FlowContext): Promise<Result<undefined>> {
  if (client.tokenEndpointAuthMethod !== 'none' && !clientSecret) {
    return fail(
      'secret_missing',
      `${client.tokenEndpointAuthMethod} needs the client secret, and none is in memory`,
      'Type the client secret into the client. It is kept until the browser closes.',
    );
  }
  return reach(requiredOrigins(client), ports);
}

async function reach(origins: readonly string[], ports: FlowPorts): Promise<Result<undefined>> {
  const missing = await ports.missingOrigins(origins);
  return missing.length === 0
    ? succeed(undefined)
    : { ok: false, failure: permissionMissing(missing) };
}

/** The server's metadata: discovered now, or as typed. */
async function knowServer({
  client,
  ports,
  recording,
}: FlowContext): Promise<Result<ServerMetadata>> {
  const isDiscovered = templates[client.provider].endpointSource === 'discovery';
  if (isDiscovered) await ports.emit({ type: 'discovering', at: ports.now() });
  const known = isDiscovered ? await discover(client.issuer ?? '', recording) : typedServer(client);
  if (!known.ok) return known;
  const { token_endpoint: token, jwks_uri: jwks } = known.value;
  const reachable = await reach(
    [token, jwks].flatMap((url) => (url === undefined ? [] : [new URL(url).origin])),
    ports,
  );
  if (!reachable.ok) return reachable;
  await ports.emit({ type: 'server-known', at: ports.now(), server: known.value });
  return known;
}

function typedServer(client: Client): Result<ServerMetadata> {
  const { authorization, token, jwks } = client.endpoints;
  if (authorization === undefined || token === undefined) {
    return fail(
      'client_incomplete',
      `the client has no ${authorization === undefined ? 'authorization' : 'token'} endpoint`,
      'Give both endpoints in the client.',
    );
  }
  return succeed({
    ...(client.issuer === undefined ? {} : { issuer: client.issuer }),
    authorization_endpoint: authorization,
    token_endpoint: token,
    ...(jwks === undefined ? {} : { jwks_uri: jwks }),
  });
}

async function prepareAuthorization(
  { client, redirectUri, ports }: FlowContext,
  server: ServerMetadata,
): Promise<PendingAuthorization> {
  const state = ports.random();
  const nonce = client.scopes.includes('openid') ? { nonce: ports.random() } : {};
  const codeVerifier = client.pkce === 'off' ? {} : { codeVerifier: ports.random() };
  const url = authorizationUrl({
    authorizationEndpoint: server.authorization_endpoint,
    client,
    redirectUri,
    state,
    ...nonce,
    ...(codeVerifier.codeVerifier === undefined
      ? {}
      : { codeChallenge: await codeChallenge(client, codeVerifier.codeVerifier) }),
  });
  return { url, state, ...nonce, ...codeVerifier };
}

async function codeChallenge(client: Client, codeVerifier: string): Promise<string> {
  return client.pkce === 'plain'
    ? codeVerifier
    : await oauth.calculatePKCECodeChallenge(codeVerifier);
}

async function verify(
  { client, clientSecret, ports, recording }: FlowContext,
  server: ServerMetadata,
  pending: PendingAuthorization,
  received: { readonly exchange: Exchange | undefined; readonly code: string },
): Promise<Result<'done'>> {
  const { exchange, code } = received;
  const response = exchange === undefined ? undefined : readTokenResponse(exchange);
  if (exchange === undefined || response?.idToken === undefined) return succeed('done');
  const verdict = await judgeIdToken(
    { client, clientSecret, server, nonce: pending.nonce, code, exchange, response },
    recording,
  );
  ports.signal.throwIfAborted();
  await ports.emit({ type: 'id-token-judged', at: ports.now(), verdict });
  const refused = verdict.checks.find(({ outcome }) => outcome === 'failed');
  return refused === undefined
    ? succeed('done')
    : fail(
        'id_token_refused',
        `the ID token is refused: ${refused.name}: ${refused.detail}`,
        'Do not trust this ID token. Each check is listed with the token below.',
      );
}

function windowBusy() {
  return fail(
    'window_busy',
    'another sign-in window of this browser is open',
    'The browser allows one at a time. Finish or close it, then run again. One that waits for a server without an answer has no window yet, and ends by itself.',
  );
}

function noPage(askedUrl: string) {
  return fail(
    'page_not_loaded',
    `${new URL(askedUrl).host} sent no sign-in page`,
    'The server took the authorization request and did not answer it. Look at its log. The browser may go on waiting for a while, and refuse another sign-in until then.',
  );
}
