import * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { parseJsonObject } from '../tokens/json';
import { type Check, type IdTokenVerdict, verifyIdToken } from '../tokens/verify-id-token';
import { type Exchange, responseOf } from './exchange';
import { toLibraryServer } from './library-server';
import { NoResponseError, recordingFetch, type RecordingPorts } from './recording-fetch';
import type { ServerMetadata } from './server-metadata';
import type { TokenResponse } from './token-response';

export type IdTokenInput = {
  readonly client: Client;
  readonly clientSecret: string | undefined;
  readonly server: ServerMetadata;
  readonly nonce: string | undefined;
  readonly code: string;
  /** The token exchange, and what was read of it. */
  readonly exchange: Exchange;
  readonly response: TokenResponse;
};

/** Verifies the ID token of a run with the keys of its issuer (OpenID Connect Core §3.1.3.7), each check listed. */
export async function judgeIdToken(
  input: IdTokenInput,
  ports: RecordingPorts,
): Promise<IdTokenVerdict> {
  const { client, clientSecret, server, response } = input;
  const maxAge = maxAgeOf(client);
  const verdict = await verifyIdToken({
    idToken: response.idToken ?? '',
    issuer: server.issuer,
    clientId: client.clientId,
    nonce: input.nonce,
    code: input.code,
    ...(response.accessToken === undefined ? {} : { accessToken: response.accessToken }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...(server.id_token_signing_alg_values_supported === undefined
      ? {}
      : { supportedAlgs: server.id_token_signing_alg_values_supported }),
    loadKeys: () => loadKeys(server, ports),
    now: new Date(ports.now()),
  });
  if (verdict.outcome !== 'genuine') return verdict;
  const objection = await libraryObjection(input, maxAge);
  return objection === undefined
    ? verdict
    : { ...verdict, outcome: 'refused', checks: [...verdict.checks, objection] };
}

async function loadKeys(server: ServerMetadata, ports: RecordingPorts) {
  if (server.jwks_uri === undefined) {
    return { ok: false, message: 'no address of the issuer’s keys (jwks_uri) is known' } as const;
  }
  try {
    const response = await recordingFetch('jwks', ports)(server.jwks_uri, {
      headers: { accept: 'application/json, application/jwk-set+json' },
    });
    if (response.status !== 200) {
      return {
        ok: false,
        message: `${server.jwks_uri} answered HTTP ${response.status}`,
      } as const;
    }
    const json = parseJsonObject(await response.text());
    return json.ok
      ? ({ ok: true, jwks: json.value } as const)
      : ({ ok: false, message: `${server.jwks_uri}: ${json.message}` } as const);
  } catch (error) {
    if (!(error instanceof NoResponseError)) throw error;
    return { ok: false, message: `${server.jwks_uri} ${error.message}` } as const;
  }
}

function maxAgeOf(client: Client): number | undefined {
  const parameter = client.authorizationParameters.find(([name]) => name === 'max_age');
  const seconds = Number(parameter?.[1]);
  return parameter !== undefined && Number.isInteger(seconds) ? seconds : undefined;
}

/** What the certified library has against an ID token that our checks let pass. */
async function libraryObjection(
  { client, server, nonce, exchange }: IdTokenInput,
  maxAge: number | undefined,
): Promise<Check | undefined> {
  const recorded = responseOf(exchange);
  if (recorded === undefined) return undefined;
  try {
    await oauth.processAuthorizationCodeResponse(
      toLibraryServer(server),
      { client_id: client.clientId },
      new Response(recorded.body, {
        status: recorded.status,
        headers: recorded.headers.map(([name, value]): [string, string] => [name, value]),
      }),
      {
        expectedNonce: nonce ?? oauth.expectNoNonce,
        maxAge: maxAge ?? oauth.skipAuthTimeCheck,
      },
    );
    return undefined;
  } catch (error) {
    return {
      name: 'Library verdict',
      outcome: 'failed',
      detail: error instanceof Error ? error.message : String(error),
    };
  }
}
