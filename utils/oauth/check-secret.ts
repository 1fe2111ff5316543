import type * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { templateOf } from '../clients/templates/all-templates';
import { clientAuthentication } from './client-authentication';
import { type Exchange, type RecordedResponse, responseOf } from './exchange';
import { NoResponseError, recordingFetch, type RecordingPorts } from './recording-fetch';
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
    'provider' | 'clientId' | 'tokenEndpointAuthMethod' | 'basicEncoding'
  >;
  readonly clientSecret: string;
  readonly tokenEndpoint: string;
  readonly redirectUri: string;
};

/** No server has issued this code. */
const MADE_UP_CODE = 'not-a-code-checking-the-client-secret';
/** 43 characters, as RFC 7636 §4.1 demands. */
const MADE_UP_VERIFIER = 'a-code-verifier-that-belongs-to-no-code-at-all';

/**
 * Asks for tokens with a made-up code: one request that changes nothing. A server authenticates the client before it
 * looks at the code (RFC 6749 §3.2.1, §4.1.3), so an objection to the code means that the secret was accepted, and
 * `invalid_client` that it was not.
 */
export async function checkSecret(
  input: SecretCheckInput,
  ports: RecordingPorts,
): Promise<SecretVerdict> {
  let exchange: Exchange | undefined;
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: MADE_UP_CODE,
    redirect_uri: input.redirectUri,
    code_verifier: MADE_UP_VERIFIER,
  });
  const headers = new Headers({ accept: 'application/json' });
  const authenticate = clientAuthentication(input);
  await authenticate(
    { issuer: input.tokenEndpoint },
    { client_id: input.client.clientId } satisfies oauth.Client,
    body,
    headers,
  );
  const send = recordingFetch('token', {
    ...ports,
    onExchange: async (recorded) => {
      exchange = recorded;
      await ports.onExchange(recorded);
    },
  });
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
      ...(exchange === undefined ? {} : { exchange }),
    };
  }
  const response = exchange === undefined ? undefined : responseOf(exchange);
  return {
    ...(response === undefined
      ? { verdict: 'unknown', reason: 'No answer was recorded.' }
      : judge(response, input.client.provider)),
    ...(exchange === undefined ? {} : { exchange }),
  };
}

/** Errors that a server can only know of once the client has proved itself. */
const AFTER_AUTHENTICATION = new Set(['invalid_grant', 'unauthorized_client']);

function judge(
  response: RecordedResponse,
  provider: string,
): Pick<SecretVerdict, 'verdict' | 'reason'> {
  const body = readTokenBody(response);
  const error = body === undefined ? undefined : readTokenError(body);
  const status = `HTTP ${response.status}`;
  const code = error?.code;
  const said =
    code === undefined
      ? `The server answered ${status}`
      : `The server answered ${code} (${status})`;
  const own = code === undefined ? undefined : ownVerdict(provider, code);
  if (
    code === 'invalid_client' ||
    own === 'refused' ||
    (code === undefined && response.status === 401)
  ) {
    return {
      verdict: 'refused',
      reason: `${said}: client ID, secret or client authentication are not those of the registration.`,
    };
  }
  if (code !== undefined && (AFTER_AUTHENTICATION.has(code) || own === 'accepted')) {
    return {
      verdict: 'accepted',
      reason: `${said} to a made-up code: it had authenticated the client before it looked at the code.`,
    };
  }
  return {
    verdict: 'unknown',
    reason: `${said}, which says nothing of the secret: it may not have been looked at.`,
  };
}

function ownVerdict(provider: string, code: string): 'accepted' | 'refused' | undefined {
  const codes = templateOf(provider).credentialErrors;
  return codes !== undefined && Object.hasOwn(codes, code) ? codes[code] : undefined;
}
