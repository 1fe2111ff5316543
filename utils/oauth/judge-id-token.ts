import * as oauth from 'oauth4webapi';
import type { Client } from '../clients/client';
import { failed, warning } from '../tokens/check';
import { decodeToken } from '../tokens/decode-token';
import { checkContinuity } from '../tokens/verify/check-continuity';
import type { JsonObject } from '../tokens/json';
import type { TokenVerification } from '../tokens/verify/verification';
import { verifyToken } from '../tokens/verify/verify-token';
import { loadIssuerKeys } from './issuer-keys';
import { toLibraryServer } from './library-server';
import type { RecordingPorts } from './recording-fetch';
import type { ServerMetadata } from './server-metadata';
import type { TokenResponse } from './token-response';

/** What an ID token answers to. */
export type IdTokenSource =
  | {
      readonly grant: 'authorization_code';
      readonly nonce: string | undefined;
      readonly code: string;
    }
  /** It should hold no nonce; one that it holds is that of the sign-in (OpenID Connect Core §12.2). */
  | {
      readonly grant: 'refresh_token';
      readonly nonce: string | undefined;
      /** Claims of the ID token of the run that is refreshed. */
      readonly earlier?: JsonObject | undefined;
    };

export type IdTokenInput = {
  readonly client: Client;
  readonly clientSecret: string | undefined;
  readonly server: ServerMetadata;
  readonly source: IdTokenSource;
  /** What was read of the token response. */
  readonly response: TokenResponse;
};

/** Verifies the ID token of a run with the keys of its issuer (OpenID Connect Core §3.1.3.7), each check listed. */
export async function judgeIdToken(
  input: IdTokenInput,
  ports: RecordingPorts,
): Promise<TokenVerification> {
  const { client, clientSecret, server, source, response } = input;
  // A refresh is no sign-in: how long ago that was does not count any more.
  const maxAge = source.grant === 'refresh_token' ? undefined : maxAgeOf(client);
  const verdict = await verifyToken({
    token: decodeToken(response.idToken ?? ''),
    profile: 'id-token',
    keys: {
      loadKeys: () => loadIssuerKeys(server.jwks_uri, ports),
      ...(clientSecret === undefined ? {} : { clientSecret }),
    },
    expected: {
      issuer: server.issuer,
      clientId: client.clientId,
      nonce: expectedNonce(input) ?? null,
      code: source.grant === 'authorization_code' ? source.code : undefined,
      accessToken: response.accessToken,
      maxAge,
      supportedAlgs: server.id_token_signing_alg_values_supported,
    },
    now: new Date(ports.now()),
  });
  const continued = withContinuity(verdict, input);
  if (continued.outcome !== 'genuine') return continued;
  const message = await libraryObjection(input, maxAge);
  if (message === undefined) return continued;
  // It refuses several audiences without “azp”, which OpenID Connect Core only advises against.
  const isAdvice = verdict.checks.some(
    ({ name, outcome }) => name === 'Authorized party' && outcome === 'warning',
  );
  const objection = (isAdvice ? warning : failed)('Library verdict', message);
  return {
    ...continued,
    outcome: isAdvice ? 'genuine' : 'refused',
    checks: [...continued.checks, objection],
  };
}

/** A refreshed ID token is of the same issuer and user as the one before (OpenID Connect Core §12.2). */
function withContinuity(
  verdict: TokenVerification,
  { source, response }: IdTokenInput,
): TokenVerification {
  const token = decodeToken(response.idToken ?? '');
  if (source.grant !== 'refresh_token' || source.earlier === undefined) return verdict;
  if (token.kind !== 'jwt') return verdict;
  const checks = checkContinuity(source.earlier, token.claims).filter(
    ({ name }) => name === 'Same issuer' || name === 'Same subject',
  );
  return {
    ...verdict,
    outcome: checks.some(({ outcome }) => outcome === 'failed') ? 'refused' : verdict.outcome,
    checks: [...verdict.checks, ...checks],
  };
}

function expectedNonce({ source, response }: IdTokenInput): string | undefined {
  if (source.grant === 'authorization_code') return source.nonce;
  const token = decodeToken(response.idToken ?? '');
  const hasNonce =
    token.kind === 'jwt' && token.claims !== undefined && Object.hasOwn(token.claims, 'nonce');
  return hasNonce ? source.nonce : undefined;
}

function maxAgeOf(client: Client): number | undefined {
  const parameter = client.authorizationParameters.find(([name]) => name === 'max_age');
  const seconds = Number(parameter?.[1]);
  return parameter !== undefined && Number.isInteger(seconds) ? seconds : undefined;
}

/** What the certified library has against an ID token that our checks let pass. */
async function libraryObjection(
  { client, server, source, response: judged }: IdTokenInput,
  maxAge: number | undefined,
): Promise<string | undefined> {
  const library = toLibraryServer(server);
  const party = { client_id: client.clientId };
  // What the answer holds besides was judged before: nothing but the ID token may be objected to here.
  const response = Response.json({
    access_token: judged.accessToken ?? 'judged-before',
    token_type: 'Bearer',
    id_token: judged.idToken,
  });
  try {
    await (source.grant === 'authorization_code'
      ? oauth.processAuthorizationCodeResponse(library, party, response, {
          expectedNonce: source.nonce ?? oauth.expectNoNonce,
          maxAge: maxAge ?? oauth.skipAuthTimeCheck,
        })
      : oauth.processRefreshTokenResponse(library, party, response));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
