import * as oauth from 'oauth4webapi';
import { type Check, warning } from '../tokens/check';
import { showValue } from '../tokens/show-value';
import { clientAuthentication } from './client-authentication';
import { mediaTypeOf, type RecordedResponse } from './exchange';
import { toLibraryServer } from './library-server';
import { sendUse, type TokenUser } from './send-use';
import { withObjection } from './signed-answer';
import type { UsedToken, UseOutcome } from './token-use';
import { placeOf } from './use-endpoints';
import { isSuccess, otherMethods, readUseError, refusedUse } from './use-failures';

const REMEDIES: ReadonlyMap<string, string> = new Map([
  [
    'unsupported_token_type',
    'The server does not revoke tokens of this kind (RFC 7009 §2.2.1). Revoke the other one: with a refresh token the access tokens of its grant should go too.',
  ],
  [
    'invalid_client',
    'Client authentication failed: compare client ID, secret and client authentication with the registration.',
  ],
  [
    'unauthorized_client',
    'This client may not revoke this token: it has to be the one that it was issued to (RFC 7009 §2.1).',
  ],
  [
    'invalid_request',
    'A parameter is missing, unknown or repeated. Compare the request with what the provider documents.',
  ],
]);

/** Asks the server to take a token back (RFC 7009). A success says the same of a token that it does not know (§2.2). */
export async function revokeToken(
  user: TokenUser,
  text: string,
  token: UsedToken,
): Promise<UseOutcome> {
  const { server, client, recording } = user;
  const place = placeOf('revocation', server.revocation_endpoint);
  const library = toLibraryServer(server);
  const sent = await sendUse({
    kind: 'revocation',
    place,
    recording,
    send: (options) =>
      oauth.revocationRequest(
        library,
        { client_id: client.clientId },
        clientAuthentication(user),
        text,
        { ...options, additionalParameters: { token_type_hint: token } },
      ),
    judge: (response) => oauth.processRevocationResponse(response),
  });
  if (!sent.ok) return sent;
  const { answer, objection } = sent.value;
  return isSuccess(answer)
    ? { ok: true, checks: withObjection(checkContents(answer), objection) }
    : refusedUse(answer, {
        place,
        remedies: REMEDIES,
        hint: otherMethods(
          server.revocation_endpoint_auth_methods_supported,
          client.tokenEndpointAuthMethod,
        ),
        otherwise:
          answer.status === 401
            ? 'Client authentication failed: compare client ID, secret and client authentication with the registration.'
            : 'Is it the right address? The token has to be taken for alive. The whole answer is shown below.',
      });
}

/**
 * What a success says in its body does not count (RFC 7009 §2.2). Still, a page or an error there is a sign that it was
 * not the revocation endpoint that answered, or that it did not do what it was asked to.
 */
function checkContents(answer: RecordedResponse): readonly Check[] {
  if (isPage(answer)) {
    return [
      warning(
        'Contents',
        'The answer is an HTML page, such as of a sign-in: it may not come from the revocation endpoint. A client ignores what a success says besides (RFC 7009 §2.2), and yet a revocation endpoint has no page to show.',
      ),
    ];
  }
  const error = readUseError(answer);
  return error === undefined
    ? []
    : [
        warning(
          'Contents',
          `The status says success, and the answer names the error ${showValue(error.code)}. A client goes by the status (RFC 7009 §2.2).`,
        ),
      ];
}

function isPage(answer: RecordedResponse): boolean {
  return (
    mediaTypeOf(answer).includes('html') || /^\s*<(?:!doctype\s+html|html)[\s>]/i.test(answer.body)
  );
}
