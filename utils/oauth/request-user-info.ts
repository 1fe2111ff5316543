import * as oauth from 'oauth4webapi';
import { type Check, failed, passed, unknown } from '../tokens/check';
import { describeWrong } from '../tokens/verify/check-identity';
import type { JsonObject } from '../tokens/json';
import { showValue } from '../tokens/show-value';
import { BEARER_REMEDIES } from './bearer-remedies';
import type { RecordedResponse } from './exchange';
import { toLibraryServer } from './library-server';
import type { Run } from './run';
import { resultOf } from './run-result';
import { sendUse, type TokenUser } from './send-use';
import { checkSignedAnswer, jwtOf, signingAlgorithmOf, withObjection } from './signed-answer';
import { readTokenBody } from './token-body';
import type { UseOutcome } from './token-use';
import { placeOf } from './use-endpoints';
import { isSuccess, readUseError, refusedUse, unreadableUse } from './use-failures';
import { memberOf } from '../tokens/members';

/**
 * Asks for the claims of the user (OpenID Connect Core §5.3). Their `sub` has to be that of the ID token (§5.3.2), and a
 * signed answer is checked as such.
 */
export async function requestUserInfo(user: TokenUser, text: string): Promise<UseOutcome> {
  const { server, client, recording, run } = user;
  const place = placeOf('user-info', server.userinfo_endpoint);
  const library = toLibraryServer(server);
  const party = { client_id: client.clientId };
  const sent = await sendUse({
    kind: 'user-info',
    place,
    recording,
    send: (options) => oauth.userInfoRequest(library, party, text, options),
    judge: async (response) => {
      const alg = await signingAlgorithmOf(response);
      const signed = alg === undefined ? {} : { userinfo_signed_response_alg: alg };
      return oauth.processUserInfoResponse(
        library,
        { ...party, ...signed },
        oauth.skipSubjectCheck,
        response,
      );
    },
  });
  if (!sent.ok) return sent;
  const { answer, objection } = sent.value;
  if (!isSuccess(answer)) {
    return refusedUse(answer, {
      place,
      remedies: BEARER_REMEDIES,
      otherwise:
        answer.status === 401 || answer.status === 403
          ? 'The server does not accept this access token here. It needs the scope openid, and has to be alive.'
          : 'Is it the right address? The whole answer is shown below.',
    });
  }
  const jwt = jwtOf(answer);
  const claims = jwt?.kind === 'jwt' ? jwt.claims : membersOf(answer);
  if (claims === undefined && jwt === undefined) {
    return readUseError(answer) === undefined
      ? unreadableUse(answer, place, 'the claims of the user as JSON')
      : refusedUse(answer, {
          place,
          remedies: BEARER_REMEDIES,
          otherwise: 'See the answer below.',
        });
  }
  const checks = [
    ...(jwt === undefined ? [] : await checkSignedAnswer(jwt, user, false)),
    ...(claims === undefined ? [] : [checkUserSubject(claims, run)]),
  ];
  return {
    ok: true,
    ...(claims === undefined ? {} : { claims }),
    ...(jwt === undefined ? {} : { jwt: jwt.raw }),
    checks: withObjection(checks, objection),
  };
}

/** Some servers answer errors with success: what names an error, and no user, is none. */
function membersOf(answer: RecordedResponse): JsonObject | undefined {
  const body = answer.end !== 'whole' ? undefined : readTokenBody(answer);
  if (body?.format !== 'json') return undefined;
  return readUseError(answer) !== undefined && memberOf(body.members, 'sub') === undefined
    ? undefined
    : body.members;
}

function checkUserSubject(claims: JsonObject, run: Run): Check {
  const sub = memberOf(claims, 'sub');
  if (typeof sub !== 'string') return failed('Subject', describeWrong('sub', sub, 'a string'));
  const { idToken } = resultOf(run);
  const expected = idToken?.kind === 'jwt' ? memberOf(idToken.claims, 'sub') : undefined;
  if (expected === undefined) {
    return unknown(
      'Subject',
      `"sub" is ${showValue(sub)}; there is no ID token to compare it with.`,
    );
  }
  return sub === expected
    ? passed('Subject', `"sub" is ${showValue(sub)}, as in the ID token.`)
    : failed(
        'Subject',
        `"sub" is ${showValue(sub)}, and ${showValue(expected)} in the ID token: these claims are of somebody else, and must not be used (OpenID Connect Core §5.3.2).`,
      );
}
