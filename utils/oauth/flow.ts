import type { Client, Parameter } from '../clients/client';
import { endpointSourceOf } from '../clients/endpoint-source';
import { originsOfRun, requiredOrigins } from '../clients/origins';
import { canBeCaptured, captureRefusal, type Redirect } from '../clients/redirect';
import { discover } from './discovery';
import { type Exchange, lastTokenExchange } from './exchange';
import { fail, permissionMissing, type Result, succeed } from './failure';
import { type IdTokenSource, judgeIdToken } from './judge-id-token';
import type { RecordingPorts } from './recording-fetch';
import type { CallbackNotes, PendingAuthorization, RefreshedRun, RunEvent } from './run-event';
import { furtherMetadata, originsOfServer, type ServerMetadata } from './server-metadata';
import { requestTokens, type TokenGrant } from './token-request';
import { readTokenResponse } from './token-response';

/** How the sign-in window ended. */
export type WindowOutcome =
  | ({ readonly kind: 'redirected'; readonly url: string } & CallbackNotes)
  | { readonly kind: 'closed' }
  | { readonly kind: 'busy' }
  /** The server was asked for the page and did not send one. */
  | { readonly kind: 'no-page' }
  | { readonly kind: 'not-loaded'; readonly message: string }
  /** The request asks for no page, and the server has one to show. */
  | { readonly kind: 'page-shown' };

/** The world outside of a flow. */
export type FlowPorts = {
  readonly fetch: typeof fetch;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A fresh unguessable value of 256 bits, as RFC 7636 §4.1 wants a code verifier. */
  readonly random: () => string;
  /** Opens the browser's sign-in window, and waits for its end. */
  readonly openWindow: (authorizationUrl: string, onOpened: () => void) => Promise<WindowOutcome>;
  /** Opens the sign-in in a tab and captures what comes to the redirect URI. It does not wait for that. */
  readonly openTab: (authorization: PendingAuthorization) => Promise<Result<undefined>>;
  /** Those of the origins that may not be reached yet. */
  readonly missingOrigins: (origins: readonly string[]) => Promise<readonly string[]>;
  /** Keeps an event. The flow waits for it, so that nothing that arrived is lost; conclusions may be stored a little later. */
  readonly emit: (event: RunEvent) => Promise<void>;
  /** Aborted when the run is cancelled: the flow then ends without another event. */
  readonly signal: AbortSignal;
};

export type FlowInput = {
  readonly client: Client;
  /** Absent where there is none at hand. */
  readonly clientSecret: string | undefined;
  /** The secret is in the vault, and the vault is locked. */
  readonly isSecretSealed: boolean;
  readonly redirect: Redirect;
  /** Parameters of the authorization request of this run alone. */
  readonly overrides: readonly Parameter[];
  /** The run whose refresh token is used, and that token. */
  readonly refresh?: { readonly run: RefreshedRun; readonly refreshToken: string };
};

/** What every step works with. */
export type FlowContext = FlowInput & {
  readonly ports: FlowPorts;
  readonly recording: RecordingPorts;
  /** Those of this run so far, in order. */
  readonly exchanges: readonly Exchange[];
};

/** `waiting`: the callback will come later, to `continueFlow`. */
export type FlowEnd = 'done' | 'window-closed' | 'waiting';

/** What every flow begins with: whether the run can begin, and what is known of the server. */
export async function beginFlow(context: FlowContext): Promise<Result<ServerMetadata>> {
  const ready = checkSecret(context);
  if (!ready.ok) return ready;
  const reachable = await checkAccess(context);
  return reachable.ok ? knowServer(context) : reachable;
}

/** Asks for tokens, and keeps what is thought of the answer. */
export async function obtainTokens(
  context: FlowContext,
  server: ServerMetadata,
  grant: TokenGrant,
): Promise<Result<undefined>> {
  const tokens = await requestTokens(context, server, grant);
  if (!tokens.ok) return tokens;
  const { ports } = context;
  await ports.emit({ type: 'tokens-accepted', at: ports.now(), ...tokens.value });
  return succeed(undefined);
}

/** Whether the client has the secret that it needs. */
export function checkSecret({
  client,
  clientSecret,
  isSecretSealed,
}: Pick<FlowInput, 'client' | 'clientSecret' | 'isSecretSealed'>): Result<undefined> {
  if (client.tokenEndpointAuthMethod !== 'none' && !clientSecret) {
    return isSecretSealed
      ? fail(
          'vault_locked',
          'the client secret is sealed in the vault, and the vault is locked',
          'Unlock the vault with its passphrase, and the run starts by itself.',
        )
      : fail(
          'secret_missing',
          `${client.tokenEndpointAuthMethod} needs the client secret, and none is in memory`,
          'Type the client secret into the client. It is kept until the browser closes, or sealed if you say so there.',
        );
  }
  return succeed(undefined);
}

/** Whether the servers may be reached, and what comes to the redirect URI be captured. */
async function checkAccess({
  client,
  redirect,
  refresh,
  ports,
}: FlowContext): Promise<Result<undefined>> {
  if (refresh !== undefined || client.grantType !== 'authorization_code') {
    return reach(requiredOrigins(client), ports);
  }
  return redirect.mode === 'capture' && !canBeCaptured(redirect.uri)
    ? fail(
        'client_incomplete',
        `what comes to ${redirect.uri} cannot be captured`,
        captureRefusal(redirect.uri),
      )
    : reach(originsOfRun(client, redirect), ports);
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
  const isDiscovered = endpointSourceOf(client) === 'discovery';
  if (isDiscovered) await ports.emit({ type: 'discovering', at: ports.now() });
  const known = isDiscovered ? await discover(client.issuer ?? '', recording) : typedServer(client);
  if (!known.ok) return known;
  const reachable = await reach(originsOfServer(known.value), ports);
  if (!reachable.ok) return reachable;
  await ports.emit({ type: 'server-known', at: ports.now(), server: known.value });
  return known;
}

function typedServer(client: Client): Result<ServerMetadata> {
  const { authorization, token, jwks, ...further } = client.endpoints;
  const needsAuthorization = client.grantType === 'authorization_code';
  if (token === undefined || (needsAuthorization && authorization === undefined)) {
    return fail(
      'client_incomplete',
      `the client has no ${token === undefined ? 'token' : 'authorization'} endpoint`,
      'Give it in the client.',
    );
  }
  return succeed({
    ...(client.issuer === undefined ? {} : { issuer: client.issuer }),
    ...(authorization === undefined ? {} : { authorization_endpoint: authorization }),
    token_endpoint: token,
    ...(jwks === undefined ? {} : { jwks_uri: jwks }),
    ...furtherMetadata(further),
  });
}

/** Verifies the ID token of the last token response, where one came; the run ends with the verdict. */
export async function verifyTokens(
  { client, clientSecret, ports, recording, exchanges }: FlowContext,
  server: ServerMetadata,
  source: IdTokenSource,
): Promise<Result<FlowEnd>> {
  const exchange = lastTokenExchange(exchanges);
  const response = exchange === undefined ? undefined : readTokenResponse(exchange);
  if (response?.idToken === undefined) return succeed('done');
  const verdict = await judgeIdToken({ client, clientSecret, server, source, response }, recording);
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
