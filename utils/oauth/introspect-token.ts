import * as oauth from 'oauth4webapi';
import { unknown } from '../tokens/check';
import { isJsonObject, type JsonObject } from '../tokens/json';
import { checkIntrospection } from './check-introspection';
import { clientAuthentication } from './client-authentication';
import type { RecordedResponse } from './exchange';
import { toLibraryServer } from './library-server';
import { sendUse, type TokenUser } from './send-use';
import { checkSignedAnswer, jwtOf, signingAlgorithmOf, withObjection } from './signed-answer';
import { readTokenBody } from './token-body';
import type { UsedToken, UseOutcome } from './token-use';
import { isSuccess, otherMethods, readUseError, refusedUse, unreadableUse } from './use-failures';
import { placeOf } from './use-endpoints';
import { memberOf } from '../tokens/members';

const REMEDIES: ReadonlyMap<string, string> = new Map([
  [
    'invalid_client',
    'The server did not accept this client as one that may ask. Compare client ID, secret and client authentication; many servers let only confidential clients or APIs introspect (RFC 7662 §2.1).',
  ],
  [
    'unauthorized_client',
    'This client may not introspect tokens. Ask the provider, or use a client that may.',
  ],
  [
    'invalid_request',
    'A parameter is missing, unknown or repeated. Compare the request with what the provider documents.',
  ],
  [
    'invalid_token',
    'The server wants an access token that allows introspection, instead of the client’s own credentials (RFC 7662 §2.1).',
  ],
]);

/**
 * Asks the server what a token is worth (RFC 7662), if wanted as a JWT (RFC 9701). The answer is compared with what is
 * known of the token.
 */
export async function introspectToken(
  user: TokenUser,
  text: string,
  wanted: { readonly token: UsedToken; readonly isJwtWanted?: boolean | undefined },
): Promise<UseOutcome> {
  const { server, client, recording, run } = user;
  const place = placeOf('introspection', server.introspection_endpoint);
  const library = toLibraryServer(server);
  const party = { client_id: client.clientId };
  const sent = await sendUse({
    kind: 'introspection',
    place,
    recording,
    send: (options) =>
      oauth.introspectionRequest(library, party, clientAuthentication(user), text, {
        ...options,
        additionalParameters: { token_type_hint: wanted.token },
        requestJwtResponse: wanted.isJwtWanted === true,
      }),
    judge: async (response) => {
      const alg = await signingAlgorithmOf(response);
      const signed = alg === undefined ? {} : { introspection_signed_response_alg: alg };
      return oauth.processIntrospectionResponse(library, { ...party, ...signed }, response);
    },
  });
  if (!sent.ok) return sent;
  const { answer, objection } = sent.value;
  const refused = () =>
    refusedUse(answer, {
      place,
      remedies: REMEDIES,
      hint: otherMethods(
        server.introspection_endpoint_auth_methods_supported,
        client.tokenEndpointAuthMethod,
      ),
      otherwise:
        answer.status === 401 || answer.status === 403
          ? 'The server did not accept this client as one that may ask. Compare client ID, secret and client authentication.'
          : 'Is it the right address? The whole answer is shown below.',
    });
  if (!isSuccess(answer)) return refused();
  const jwt = jwtOf(answer);
  const claims = claimsOf(answer, jwt);
  if (claims === undefined && jwt?.kind !== 'jwe') {
    return readUseError(answer) === undefined
      ? unreadableUse(answer, place, 'what it knows of the token as JSON (RFC 7662 §2.2)')
      : refused();
  }
  const checks = [
    ...(jwt === undefined
      ? wanted.isJwtWanted === true
        ? [NOT_SIGNED]
        : []
      : await checkSignedAnswer(jwt, user, true)),
    ...(claims === undefined ? [] : checkIntrospection(claims, run, wanted.token, recording.now())),
  ];
  return {
    ok: true,
    ...(claims === undefined ? {} : { claims }),
    ...(jwt === undefined ? {} : { jwt: jwt.raw }),
    checks: withObjection(checks, objection),
  };
}

const NOT_SIGNED = unknown(
  'Signature',
  'A signed answer was asked for; this one is not signed, so nobody can prove who sent it.',
);

/** Some servers answer errors with success: what names an error, and no state of a token, is none. */
function claimsOf(answer: RecordedResponse, jwt: ReturnType<typeof jwtOf>): JsonObject | undefined {
  if (jwt?.kind === 'jwt') {
    const inner = memberOf(jwt.claims, 'token_introspection');
    return isJsonObject(inner) ? inner : jwt.claims;
  }
  if (jwt !== undefined || answer.end !== 'whole') return undefined;
  const body = readTokenBody(answer);
  if (body?.format !== 'json') return undefined;
  return readUseError(answer) !== undefined && memberOf(body.members, 'active') === undefined
    ? undefined
    : body.members;
}
