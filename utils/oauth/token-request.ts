import * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { parseJsonObject } from '../tokens/json';
import { mediaTypeOf, type RecordedResponse } from './exchange';
import { fail, type Result, succeed } from './failure';
import { toLibraryServer } from './library-server';
import {
  keepExchanges,
  NoResponseError,
  recordingFetch,
  type RecordingPorts,
} from './recording-fetch';
import type { ServerMetadata } from './server-metadata';

export type TokenRequestInput = {
  readonly server: ServerMetadata;
  readonly client: Pick<Client, 'clientId' | 'tokenEndpointAuthMethod'>;
  readonly clientSecret: string | undefined;
  /** As `judgeAuthorizationResponse` gave them. */
  readonly authorizationResponse: URLSearchParams;
  readonly redirectUri: string;
  readonly codeVerifier: string | undefined;
};

/**
 * Exchanges the code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5) and has oauth4webapi judge the answer.
 * The ID token is judged apart, so that a fault in it does not hide the tokens.
 */
export async function requestTokens(
  input: TokenRequestInput,
  ports: RecordingPorts,
): Promise<Result<undefined>> {
  const server = toLibraryServer(input.server);
  const client: oauth.Client = { client_id: input.client.clientId };
  const { ports: kept, exchanges } = keepExchanges(ports);
  try {
    const response = await oauth.authorizationCodeGrantRequest(
      server,
      client,
      clientAuthentication(input),
      input.authorizationResponse,
      input.redirectUri,
      input.codeVerifier ?? oauth.nopkce,
      {
        signal: ports.signal,
        [oauth.allowInsecureRequests]: true,
        [oauth.customFetch]: recordingFetch('token', kept),
      },
    );
    await oauth.processGenericTokenEndpointResponse(server, client, await withoutIdToken(response));
    return succeed(undefined);
  } catch (error) {
    if (error instanceof NoResponseError) {
      const host = new URL(input.server.token_endpoint).host;
      return fail(
        'server_unreachable',
        `the token endpoint at ${host} ${error.message}`,
        'Check the address of the token endpoint and whether the server runs. The code was not confirmed as used; run again for a new one.',
      );
    }
    const outcome = exchanges.at(-1)?.outcome;
    if (outcome?.kind !== 'response') throw error;
    return refusedTokenResponse(outcome, error);
  }
}

function clientAuthentication(input: TokenRequestInput): oauth.ClientAuth {
  switch (input.client.tokenEndpointAuthMethod) {
    case 'none':
      return oauth.None();
    case 'client_secret_basic':
      return oauth.ClientSecretBasic(input.clientSecret ?? '');
    case 'client_secret_post':
      return oauth.ClientSecretPost(input.clientSecret ?? '');
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

/** What to do about the errors of RFC 6749 §5.2. */
const TOKEN_ERROR_REMEDIES: ReadonlyMap<string, string> = new Map([
  [
    'invalid_client',
    'Client authentication failed: compare client ID, client secret and client authentication with the registration.',
  ],
  [
    'invalid_grant',
    'The code is wrong, used or expired, or redirect URI or code verifier differ from the authorization request. Run again at once.',
  ],
  [
    'unauthorized_client',
    'This client may not use the authorization code grant. Check its grant types at the provider.',
  ],
  [
    'unsupported_grant_type',
    'The token endpoint does not know the authorization code grant. Is it the right address?',
  ],
  [
    'invalid_request',
    'A parameter is missing, unknown or repeated. Compare the request with what the provider documents.',
  ],
  ['invalid_scope', 'The scope is unknown or more than the user granted.'],
]);

function refusedTokenResponse(response: RecordedResponse, error: unknown) {
  const status = `HTTP ${response.status}`;
  const json = parseJsonObject(response.body);
  const code = json.ok ? json.value['error'] : undefined;
  if (json.ok && typeof code === 'string') {
    const description = json.value['error_description'];
    return fail(
      'token_error',
      typeof description === 'string'
        ? `${code}: ${description} (token endpoint, ${status})`
        : `${code} (token endpoint, ${status})`,
      TOKEN_ERROR_REMEDIES.get(code) ??
        'The token endpoint refused the request. Its whole answer is shown at the step Token request.',
    );
  }
  if (response.status === 429 || response.status === 503) {
    const retryAfter = response.headers.find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
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
        : 'Is it the right address? A proxy, a sign-in page or an error page may have answered. The whole answer is shown at the step Token request.',
    );
  }
  if (response.isTruncated) {
    return fail(
      'token_response_invalid',
      `the token endpoint answered ${status} with more than ${response.body.length.toLocaleString('en')} characters`,
      'That is more than is read here, and more than any token response. Its beginning is shown at the step Token request.',
    );
  }
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
