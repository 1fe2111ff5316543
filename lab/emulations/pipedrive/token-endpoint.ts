import { Refusal, jsonAnswer, type Answer } from '../shared/answer.ts';
import { findByCredentials, readCredentials } from '../shared/client-credentials.ts';
import type { EmulatedClient, SeenRequest } from '../shared/emulation.ts';
import { isForm } from '../shared/read-request.ts';
import { tokenErrors, type PipedriveError } from './messages.ts';
import type { PipedriveServer } from './server.ts';
import type { Installation } from './token-store.ts';

/** An error in the form of the tests of github.com/pipedrive/client-nodejs. */
export function pipedriveError(
  { error, message }: PipedriveError,
  status = 400,
  headers: Readonly<Record<string, string>> = {},
): Refusal {
  return new Refusal(jsonAnswer(status, { success: false, message, error }, headers));
}

/** The app that a request proves to come from. @throws Refusal */
export function authenticate(server: PipedriveServer, request: SeenRequest): EmulatedClient {
  const { switches, clients } = server;
  if (!isForm(request)) throw pipedriveError(tokenErrors.notAForm);
  const credentials = readCredentials(request, switches.get('basic-decoding'));
  const isBasic = credentials.kind !== 'missing' && credentials.method === 'basic';
  if (
    credentials.kind !== 'credentials' ||
    (!isBasic && switches.get('client-authentication') === 'basic-only')
  ) {
    throw refuseClient(server, tokenErrors.noCredentials, isBasic);
  }
  const client = findByCredentials(clients, credentials);
  if (client === undefined) throw refuseClient(server, tokenErrors.badClient, isBasic);
  return client;
}

function refuseClient(
  { switches }: PipedriveServer,
  error: PipedriveError,
  isBasic: boolean,
): Refusal {
  if (!isBasic || switches.get('client-authentication-failure') === '400') {
    return pipedriveError(error);
  }
  return pipedriveError(error, 401, { 'WWW-Authenticate': 'Basic realm="Service"' });
}

/** `POST /oauth/token`, with or without a slash at the end. @throws Refusal */
export function answerTokenRequest(server: PipedriveServer, request: SeenRequest): Answer {
  const client = authenticate(server, request);
  const { form } = request;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return redeemCode(server, client, form);
    case 'refresh_token':
      return refresh(server, client, form);
    case 'exchange_api_token':
      // There are no API tokens here, so that none can be right.
      throw pipedriveError(tokenErrors.badApiToken);
    case null:
      throw pipedriveError(tokenErrors.noGrantType);
    default:
      throw pipedriveError(tokenErrors.badGrantType);
  }
}

function redeemCode(
  server: PipedriveServer,
  client: EmulatedClient,
  form: URLSearchParams,
): Answer {
  const redirectUri = form.get('redirect_uri');
  if (redirectUri === null || !URL.canParse(redirectUri)) {
    throw pipedriveError(tokenErrors.noRedirectUri);
  }
  const taken = server.codes.take(form.get('code'));
  if (taken.kind === 'expired') throw pipedriveError(tokenErrors.expiredCode);
  if (taken.kind === 'unknown' || taken.grant.clientId !== client.clientId) {
    throw pipedriveError(tokenErrors.badCode);
  }
  if (taken.grant.redirectUri !== redirectUri) throw pipedriveError(tokenErrors.badRedirectUri);
  const { clientId, person, scopes } = taken.grant;
  const installation = { clientId, person, scopes };
  return tokenResponse(server, installation, server.tokens.issueRefresh(installation));
}

function refresh(server: PipedriveServer, client: EmulatedClient, form: URLSearchParams): Answer {
  const { tokens, switches } = server;
  const presented = form.get('refresh_token') ?? '';
  const isTheirs = tokens.ownerOf(presented)?.installation.clientId === client.clientId;
  const installation = isTheirs ? tokens.useRefresh(presented) : undefined;
  if (installation === undefined) throw pipedriveError(tokenErrors.badRefreshToken);
  if (switches.get('refresh-rotation') === 'kept') {
    return tokenResponse(server, installation, presented);
  }
  tokens.remove(presented);
  return tokenResponse(server, installation, tokens.issueRefresh(installation));
}

function tokenResponse(
  { origin, tokens }: PipedriveServer,
  installation: Installation,
  refreshToken: string,
): Answer {
  return jsonAnswer(200, {
    access_token: tokens.issueAccess(installation),
    token_type: 'Bearer',
    expires_in: 3599,
    refresh_token: refreshToken,
    scope: installation.scopes.join(','),
    api_domain: origin,
  });
}
