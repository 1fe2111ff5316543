import * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { remedyForError } from '../tokens/error-meanings';
import { parseJsonObject } from '../tokens/json';
import { clientAuthentication } from './client-authentication';
import { headerOf, mediaTypeOf, type RecordedResponse } from './exchange';
import { fail, type Result, succeed } from './failure';
import { toLibraryServer } from './library-server';
import {
  keepExchanges,
  NoResponseError,
  recordingFetch,
  type RecordingPorts,
} from './recording-fetch';
import type { ServerMetadata } from './server-metadata';
import { tooLargeInWords } from './response-words';
import { readTokenBody, readTokenError } from './token-body';
import { readTokenResponse } from './token-response';

/** Who asks for tokens, and how what is sent and answered is kept. */
export type TokenRequester = {
  readonly client: Pick<Client, 'clientId' | 'tokenEndpointAuthMethod' | 'basicEncoding'>;
  readonly clientSecret: string | undefined;
  readonly recording: RecordingPorts;
};

/** What the tokens are asked for with. */
export type TokenGrant =
  | {
      readonly type: 'authorization_code';
      /** As `judgeAuthorizationResponse` gave them. */
      readonly authorizationResponse: URLSearchParams;
      readonly redirectUri: string;
      readonly codeVerifier: string | undefined;
    }
  | { readonly type: 'client_credentials'; readonly scopes: readonly string[] }
  | { readonly type: 'refresh_token'; readonly refreshToken: string };

/** What came of a token request that brought tokens. */
export type TokenVerdict = {
  /** What oauth4webapi has against the answer, where strict clients would refuse it. */
  readonly objection?: string;
};

/**
 * Asks for tokens (RFC 6749 §4.1.3, §4.4.2, §6) and has oauth4webapi judge the answer. An answer that it refuses,
 * but that holds an access token, is accepted with its objection: real servers send such.
 * The ID token is judged apart, so that a fault in it does not hide the tokens.
 */
export async function requestTokens(
  requester: TokenRequester,
  metadata: ServerMetadata,
  grant: TokenGrant,
): Promise<Result<TokenVerdict>> {
  const server = toLibraryServer(metadata);
  const client: oauth.Client = { client_id: requester.client.clientId };
  const { ports: kept, exchanges } = keepExchanges(requester.recording);
  const send = senderOf(grant, server, client, {
    authentication: clientAuthentication(requester),
    options: {
      signal: kept.signal,
      [oauth.allowInsecureRequests]: true,
      [oauth.customFetch]: recordingFetch('token', kept),
    },
  });
  try {
    const response = await send();
    await oauth.processGenericTokenEndpointResponse(server, client, await withoutIdToken(response));
    return succeed({});
  } catch (error) {
    if (error instanceof NoResponseError) {
      const host = new URL(metadata.token_endpoint).host;
      return fail(
        'server_unreachable',
        `the token endpoint at ${host} ${error.message}`,
        `${exchanges.at(-1)?.outcome.kind === 'response' ? CUT_SHORT : NOT_REACHED} ${LOST_ANSWERS[grant.type]}`,
      );
    }
    const exchange = exchanges.at(-1);
    if (exchange?.outcome.kind !== 'response') throw error;
    const response = exchange.outcome;
    const isSuccess = response.status >= 200 && response.status < 300 && response.end === 'whole';
    const tokens = isSuccess ? readTokenResponse(exchange) : undefined;
    return tokens?.accessToken !== undefined || (tokens?.nested.length ?? 0) > 0
      ? succeed({ objection: error instanceof Error ? error.message : String(error) })
      : refusedTokenResponse(response, grant, error);
  }
}

const NOT_REACHED = 'Check the address of the token endpoint and whether the server runs.';
const CUT_SHORT =
  'Look at the server, or at a proxy before it. What had arrived is shown at the step Token request.';

/** What a lost answer may have used up. */
const LOST_ANSWERS = {
  authorization_code: 'The code was not confirmed as used; run again for a new one.',
  client_credentials: 'Nothing was used up: run again.',
  refresh_token:
    'The server may have used the refresh token up all the same. It is kept with this run: refresh once more, since many servers take the one before for a while. If it is refused, run the client anew.',
} as const satisfies Record<TokenGrant['type'], string>;

type Sending = {
  readonly authentication: oauth.ClientAuth;
  readonly options: oauth.TokenEndpointRequestOptions;
};

function senderOf(
  grant: TokenGrant,
  server: oauth.AuthorizationServer,
  client: oauth.Client,
  { authentication, options }: Sending,
): () => Promise<Response> {
  switch (grant.type) {
    case 'authorization_code':
      return () =>
        oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          grant.authorizationResponse,
          grant.redirectUri,
          grant.codeVerifier ?? oauth.nopkce,
          options,
        );
    case 'client_credentials':
      return () =>
        oauth.clientCredentialsGrantRequest(
          server,
          client,
          authentication,
          new URLSearchParams(grant.scopes.length === 0 ? {} : { scope: grant.scopes.join(' ') }),
          options,
        );
    case 'refresh_token':
      return () =>
        oauth.refreshTokenGrantRequest(server, client, authentication, grant.refreshToken, options);
  }
}

async function withoutIdToken(response: Response): Promise<Response> {
  const text = await response.clone().text();
  const json = parseJsonObject(text);
  if (!json.ok || typeof json.value['id_token'] !== 'string') return response;
  const { id_token: _judgedApart, ...rest } = json.value;
  return new Response(JSON.stringify(rest), {
    status: response.status,
    headers: response.headers,
  });
}

/** `invalid_grant` means what was handed in: a code, or a refresh token. */
const INVALID_GRANT_REMEDIES = {
  authorization_code:
    'The code is wrong, used or expired, or redirect URI or code verifier differ from the authorization request. Run again for a new code.',
  client_credentials: 'The server does not accept these credentials for this grant.',
  refresh_token:
    'The refresh token is wrong, used, expired or revoked, or belongs to another client. Run the client anew for a new one.',
} as const satisfies Record<TokenGrant['type'], string>;

function remedyFor(code: string, grant: TokenGrant): string {
  if (code === 'invalid_grant') return INVALID_GRANT_REMEDIES[grant.type];
  return (
    remedyForError(code, 'token') ??
    'The token endpoint refused the request. Its whole answer is shown at the step Token request.'
  );
}

function refusedTokenResponse(response: RecordedResponse, grant: TokenGrant, error: unknown) {
  const status = `HTTP ${response.status}`;
  const body = readTokenBody(response);
  const tokenError = body === undefined ? undefined : readTokenError(body);
  if (tokenError !== undefined) {
    const { code, description } = tokenError;
    return fail(
      'token_error',
      `${description === undefined ? code : `${code}: ${description}`} (token endpoint, ${status})`,
      remedyFor(code, grant),
    );
  }
  if (response.status === 429 || response.status === 503) {
    const retryAfter = headerOf(response, 'retry-after');
    return fail(
      'token_error',
      `the token endpoint answered ${status}: it is ${response.status === 429 ? 'asked too often' : 'not available now'}`,
      retryAfter === undefined
        ? 'Try again later.'
        : `Try again later: it says Retry-After: ${retryAfter}.`,
    );
  }
  if (response.status !== 200) {
    return fail(
      'token_error',
      `the token endpoint answered ${status} with ${bodyInWords(response)}`,
      response.status === 401
        ? 'Client authentication failed: compare client ID, client secret and client authentication with the registration.'
        : 'Is it the right address? The whole answer is shown at the step Token request.',
    );
  }
  if (response.end === 'too large') {
    return fail(
      'token_response_invalid',
      `the token endpoint answered ${status} with ${tooLargeInWords(response)}`,
      'That is more than is read here, and more than any token response. Its beginning is shown at the step Token request.',
    );
  }
  const json = parseJsonObject(response.body);
  if (!json.ok) {
    return fail(
      'token_response_invalid',
      mediaTypeOf(response).includes('json') && response.body.trim() !== ''
        ? `the token endpoint answered ${status} with JSON that cannot be used: ${json.message}`
        : `the token endpoint answered ${status} with ${bodyInWords(response)} instead of JSON`,
      'Is it the right address? The whole answer is shown at the step Token request.',
    );
  }
  return fail(
    'token_response_invalid',
    `the token response is not valid: ${error instanceof Error ? error.message : String(error)}`,
    'The answer breaks RFC 6749 §5.1. What could be read of it is shown below, its whole text at the step Token request.',
  );
}

function bodyInWords(response: RecordedResponse): string {
  if (response.body.trim() === '') return 'an empty body';
  const mediaType = mediaTypeOf(response);
  return mediaType === '' ? 'a body of no stated type' : mediaType;
}
