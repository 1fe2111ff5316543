import type * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { templateOf } from '../clients/templates/all-templates';
import { clientAuthentication } from './client-authentication';
import { type Exchange, type RecordedResponse, responseOf } from './exchange';
import {
  keepExchanges,
  NoResponseError,
  recordingFetch,
  type RecordingPorts,
} from './recording-fetch';
import { readTokenBody, readTokenError } from './token-body';

/** Whether the server takes a secret, and how that was concluded. */
export type SecretVerdict = {
  readonly verdict: 'accepted' | 'refused' | 'unknown';
  readonly reason: string;
  /** What was sent and answered; absent where nothing was sent. */
  readonly exchange?: Exchange;
};

export type SecretCheckInput = {
  readonly client: Pick<
    Client,
    'provider' | 'clientId' | 'grantType' | 'tokenEndpointAuthMethod' | 'basicEncoding'
  >;
  readonly clientSecret: string;
  readonly tokenEndpoint: string;
  readonly redirectUri: string;
};

/** No server knows this scope. */
const MADE_UP_SCOPE = 'not-a-scope-checking-the-client-secret';
/** No server has issued this code. */
const MADE_UP_CODE = 'not-a-code-checking-the-client-secret';
/** 43 characters, as RFC 7636 §4.1 demands. */
const MADE_UP_VERIFIER = 'a-code-verifier-that-belongs-to-no-code-at-all';

/**
 * Asks for tokens with a made-up code, or for a made-up scope where the client has no user: one request that changes
 * nothing. A server authenticates the client before it looks at either (RFC 6749 §3.2.1, §4.1.3, §4.4.2), so an
 * objection to them speaks for the secret, and `invalid_client` against it.
 */
export async function checkSecret(
  input: SecretCheckInput,
  ports: RecordingPorts,
): Promise<SecretVerdict> {
  if (input.client.tokenEndpointAuthMethod === 'none') {
    return {
      verdict: 'unknown',
      reason: 'Nothing was sent: a public client (client authentication None) sends no secret.',
    };
  }
  const body = new URLSearchParams(
    input.client.grantType === 'client_credentials'
      ? { grant_type: 'client_credentials', scope: MADE_UP_SCOPE }
      : {
          grant_type: 'authorization_code',
          code: MADE_UP_CODE,
          redirect_uri: input.redirectUri,
          code_verifier: MADE_UP_VERIFIER,
        },
  );
  const headers = new Headers({ accept: 'application/json' });
  const authenticate = clientAuthentication(input);
  await authenticate(
    { issuer: input.tokenEndpoint },
    { client_id: input.client.clientId } satisfies oauth.Client,
    body,
    headers,
  );
  const { ports: kept, exchanges } = keepExchanges(ports);
  const send = recordingFetch('token', kept);
  try {
    await send(input.tokenEndpoint, {
      method: 'POST',
      headers: Object.fromEntries(headers),
      body,
      // The secret is for this address, and for no other.
      redirect: 'manual',
    });
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    return {
      verdict: 'unknown',
      reason: `${new URL(input.tokenEndpoint).host} ${error.message}.`,
      ...recorded(exchanges),
    };
  }
  const [exchange] = exchanges;
  const response = exchange === undefined ? undefined : responseOf(exchange);
  return {
    ...(response === undefined
      ? { verdict: 'unknown', reason: 'No answer was recorded.' }
      : judge(response, input.client)),
    ...recorded(exchanges),
  };
}

function recorded([exchange]: readonly Exchange[]): Pick<SecretVerdict, 'exchange'> {
  return exchange === undefined ? {} : { exchange };
}

/** Errors about what was handed in, which a server looks at once the client has proved itself. */
const AFTER_AUTHENTICATION = new Set(['invalid_grant', 'invalid_scope']);

function judge(
  response: RecordedResponse,
  { provider, grantType }: Pick<Client, 'provider' | 'grantType'>,
): Pick<SecretVerdict, 'verdict' | 'reason'> {
  const body = readTokenBody(response);
  const code = body === undefined ? undefined : readTokenError(body)?.code;
  const status = `HTTP ${response.status}`;
  const said =
    code === undefined
      ? `The server answered ${status}`
      : `The server answered ${code} (${status})`;
  const own = code === undefined ? undefined : ownVerdict(provider, code);
  if (code === 'invalid_client' || own === 'refused' || response.status === 401) {
    return {
      verdict: 'refused',
      reason: `${said}: client ID, secret or client authentication are not those of the registration.`,
    };
  }
  if (code !== undefined && (AFTER_AUTHENTICATION.has(code) || own === 'accepted')) {
    return {
      verdict: 'accepted',
      reason: `${said}: it objects to what was made up, not to the client. A server that follows RFC 6749 looks at that only after it has authenticated the client.`,
    };
  }
  if (
    grantType === 'client_credentials' &&
    code === undefined &&
    response.status === 200 &&
    body?.members['access_token'] !== undefined
  ) {
    return {
      verdict: 'accepted',
      reason: `${said} with a token, though the scope was made up. The token is not used.`,
    };
  }
  return {
    verdict: 'unknown',
    reason: `${said}. Whether it has looked at the secret cannot be told from that.`,
  };
}

function ownVerdict(provider: string, code: string): 'accepted' | 'refused' | undefined {
  const codes = templateOf(provider).credentialErrors;
  return codes !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
}
