import { Refusal, jsonAnswer, type Answer } from '../shared/answer.ts';
import { findByCredentials, readCredentials } from '../shared/client-credentials.ts';
import type { EmulatedClient, SeenRequest } from '../shared/emulation.ts';
import { matchesChallenge } from '../shared/pkce.ts';
import { isForm } from '../shared/read-request.ts';
import { splitScope } from '../shared/scope-in-words.ts';
import { isStoreApp, type ApaleoGrant, type ApaleoServer } from './server.ts';
import { accessLifetime, issueAccessToken, issueIdToken, issueRefreshToken } from './tokens.ts';

/** A token error as apaleo sends it: a bare code (https://github.com/apaleo/api/issues/91). Also for a bad client the status is 400 (/133). */
function tokenError(error: string): Refusal {
  return new Refusal(jsonAnswer(400, { error }));
}

/** The client that a request proves to come from. Basic and form both work. @throws Refusal */
export function authenticate(server: ApaleoServer, request: SeenRequest): EmulatedClient {
  // apaleo takes forms only; which error other content gets is a choice of this lab.
  if (!isForm(request)) throw tokenError('invalid_request');
  const decoding = server.switches.get('basic-decoding');
  const client = findByCredentials(server.clients, readCredentials(request, decoding));
  if (client === undefined) throw tokenError('invalid_client');
  return client;
}

/** `POST /connect/token`. @throws Refusal */
export function answerTokenRequest(server: ApaleoServer, request: SeenRequest): Promise<Answer> {
  const client = authenticate(server, request);
  const { form } = request;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return redeemCode(server, client, form);
    case 'refresh_token':
      return refresh(server, client, form);
    case 'client_credentials':
      return giveClientCredentials(server, client, form);
    case null:
      // These two are not documented: RFC 6749 section 5.2.
      throw tokenError('invalid_request');
    default:
      throw tokenError('unsupported_grant_type');
  }
}

async function redeemCode(
  server: ApaleoServer,
  client: EmulatedClient,
  form: URLSearchParams,
): Promise<Answer> {
  const taken = server.codes.take(form.get('code'));
  if (taken.kind !== 'grant') throw tokenError('invalid_grant');
  const { grant } = taken;
  // Another app, or a custom app: https://github.com/apaleo/api/issues/291
  if (grant.clientId !== client.clientId) throw tokenError('invalid_grant');
  // Without it as well as with another one: https://github.com/apaleo/api/issues/196 and /215
  if (form.get('redirect_uri') !== grant.redirectUri) throw tokenError('invalid_grant');
  if (
    grant.codeChallenge !== undefined &&
    !matchesChallenge(form.get('code_verifier'), grant.codeChallenge)
  ) {
    throw tokenError('invalid_grant');
  }
  const { clientId, person, scopes } = grant;
  return tokenResponse(server, {
    accessToken: await issueAccessToken(server, grant),
    refreshToken: scopes.includes('offline_access')
      ? issueRefreshToken(server, { clientId, person, scopes })
      : undefined,
    idToken: scopes.includes('openid') ? await issueIdToken(server, grant) : undefined,
    scopes,
  });
}

async function refresh(
  server: ApaleoServer,
  client: EmulatedClient,
  form: URLSearchParams,
): Promise<Answer> {
  const presented = form.get('refresh_token') ?? '';
  const grant = server.refreshTokens.get(presented);
  if (grant === undefined || grant.clientId !== client.clientId) throw tokenError('invalid_grant');
  if (server.switches.get('scopes-added-since-sign-in') === 'yes') {
    throw tokenError('invalid_request');
  }
  const scopes = narrow(form, grant);
  const accessToken = await issueAccessToken(server, { ...grant, scopes });
  return tokenResponse(server, {
    accessToken,
    refreshToken: rotate(server, presented, grant),
    // OpenID Connect leaves a new ID token open (Core §12.2), and apaleo's documents say nothing.
    idToken: undefined,
    scopes,
  });
}

/** Fewer scopes may be asked for in a refresh, never more (RFC 6749 §6); apaleo's documents say nothing. */
function narrow(form: URLSearchParams, grant: ApaleoGrant): readonly string[] {
  const asked = splitScope(form.get('scope'));
  if (asked.some((name) => !grant.scopes.includes(name))) throw tokenError('invalid_scope');
  return asked.length === 0 ? grant.scopes : asked;
}

function rotate(server: ApaleoServer, presented: string, grant: ApaleoGrant): string {
  if (server.switches.get('refresh-rotation') === 'same') return presented;
  server.refreshTokens.delete(presented);
  return issueRefreshToken(server, grant);
}

async function giveClientCredentials(
  server: ApaleoServer,
  client: EmulatedClient,
  form: URLSearchParams,
): Promise<Answer> {
  // https://github.com/apaleo/api/issues/48
  if (isStoreApp(client)) throw tokenError('invalid_scope');
  const asked = splitScope(form.get('scope'));
  if (asked.some((name) => !client.scopes.includes(name))) throw tokenError('invalid_scope');
  const scopes = asked.length === 0 ? client.scopes : asked;
  const { clientId } = client;
  return tokenResponse(server, {
    accessToken: await issueAccessToken(server, { clientId, person: undefined, scopes }),
    refreshToken: undefined,
    idToken: undefined,
    scopes,
  });
}

type Issued = {
  readonly accessToken: string;
  readonly refreshToken: string | undefined;
  readonly idToken: string | undefined;
  readonly scopes: readonly string[];
};

function tokenResponse(
  { switches }: ApaleoServer,
  { accessToken, refreshToken, idToken, scopes }: Issued,
): Answer {
  return jsonAnswer(200, {
    ...(idToken !== undefined && { id_token: idToken }),
    access_token: accessToken,
    expires_in: accessLifetime,
    token_type: 'Bearer',
    ...(refreshToken !== undefined && { refresh_token: refreshToken }),
    ...(switches.get('scope-in-response') === 'yes' && { scope: scopes.join(' ') }),
  });
}
