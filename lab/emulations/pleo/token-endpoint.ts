import { Refusal, jsonAnswer, type Answer } from '../shared/answer.ts';
import { findByCredentials, readCredentials } from '../shared/client-credentials.ts';
import type { EmulatedClient, SeenRequest } from '../shared/emulation.ts';
import { matchesChallenge } from '../shared/pkce.ts';
import { isForm } from '../shared/read-request.ts';
import { accessLifetime, type PleoServer } from './server.ts';
import type { TokenPair } from './token-store.ts';

/** The error bodies of Pleo are not documented: these are the ones of RFC 6749 section 5.2. */
const descriptions = {
  invalid_request: 'The request must be a form with every required parameter.',
  invalid_client: 'The client could not be authenticated.',
  invalid_grant: 'The code or refresh token is unknown, used, expired or not for this request.',
  unsupported_grant_type: 'The grant_type must be authorization_code or refresh_token.',
} as const;

function tokenError(error: Exclude<keyof typeof descriptions, 'invalid_client'>): Refusal {
  return new Refusal(jsonAnswer(400, { error, error_description: descriptions[error] }));
}

/** Finds the client by the methods that an endpoint takes. @throws Refusal with status 401 */
export function authenticate(
  server: PleoServer,
  request: SeenRequest,
  methods: 'basic-and-body' | 'basic-only',
): EmulatedClient {
  if (!isForm(request)) throw tokenError('invalid_request');
  const credentials = readCredentials(request, server.switches.get('basic-decoding'));
  const isAllowed =
    credentials.kind === 'credentials' &&
    (credentials.method === 'basic' || methods === 'basic-and-body');
  const client = isAllowed ? findByCredentials(server.clients, credentials) : undefined;
  if (client === undefined) {
    const error = 'invalid_client';
    throw new Refusal(
      jsonAnswer(
        401,
        { error, error_description: descriptions[error] },
        { 'WWW-Authenticate': 'Basic realm="Pleo emulation"' },
      ),
    );
  }
  return client;
}

/** `POST /oauth/token`. @throws Refusal */
export async function answerTokenRequest(
  server: PleoServer,
  request: SeenRequest,
): Promise<Answer> {
  const client = authenticate(server, request, server.switches.get('client-authentication'));
  const { form } = request;
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return redeemCode(server, client, form);
    case 'refresh_token':
      return refresh(server, client, form);
    case null:
      throw tokenError('invalid_request');
    default:
      throw tokenError('unsupported_grant_type');
  }
}

async function redeemCode(
  server: PleoServer,
  client: EmulatedClient,
  form: URLSearchParams,
): Promise<Answer> {
  const taken = server.codes.take(form.get('code'));
  if (taken.kind !== 'grant') throw tokenError('invalid_grant');
  const { clientId, person, scopes, redirectUri, codeChallenge } = taken.grant;
  const isProven =
    codeChallenge === undefined || matchesChallenge(form.get('code_verifier'), codeChallenge);
  if (clientId !== client.clientId || form.get('redirect_uri') !== redirectUri || !isProven) {
    throw tokenError('invalid_grant');
  }
  return tokenResponse(server, await server.tokens.start({ clientId, person, scopes }), scopes);
}

async function refresh(
  server: PleoServer,
  client: EmulatedClient,
  form: URLSearchParams,
): Promise<Answer> {
  const tokens = await server.tokens.refresh(form.get('refresh_token') ?? '', client.clientId);
  if (tokens === undefined) throw tokenError('invalid_grant');
  const scopes = server.tokens.findAccess(tokens.accessToken)?.grant.scopes ?? [];
  return tokenResponse(server, tokens, scopes);
}

/** `token_type` is required by RFC 6749 section 5.1; the documents of Pleo name the other three. */
function tokenResponse(
  { switches }: PleoServer,
  { accessToken, refreshToken }: TokenPair,
  scopes: readonly string[],
): Answer {
  return jsonAnswer(200, {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: 'Bearer',
    expires_in: accessLifetime,
    ...(switches.get('scope-in-response') === 'yes' && { scope: scopes.join(' ') }),
  });
}
