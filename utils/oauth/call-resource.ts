import * as oauth from 'oauth4webapi';
import { BEARER_REMEDIES } from './bearer-remedies';
import { fail } from './failure';
import type { RecordingPorts } from './recording-fetch';
import { bodyOf, resourceError } from './resource-request';
import { sendUse } from './send-use';
import type { ResourceRequest, UseOutcome } from './token-use';
import { isSuccess, refusedUse } from './use-failures';

/**
 * Calls an API with an access token in the header `Authorization` (RFC 6750 §2.1). A redirect is not followed: the token
 * is for the typed address alone.
 */
export async function callResource(
  recording: RecordingPorts,
  text: string,
  request: ResourceRequest,
): Promise<UseOutcome> {
  const wrong = resourceError(request);
  if (wrong !== undefined) {
    return fail('token_use_failed', wrong.message, 'Correct it, and send the request again.');
  }
  const url = new URL(request.url);
  const body = bodyOf(request);
  // One name in several lines makes one header of all their values (RFC 9110 §5.3).
  const headers = new Headers(
    request.headers.map(([name, value]): [string, string] => [name, value]),
  );
  if (!headers.has('accept')) headers.set('accept', 'application/json, */*;q=0.5');
  if (body !== undefined && !headers.has('content-type')) headers.set('content-type', body.type);
  const sent = await sendUse({
    kind: 'resource',
    place: url.host,
    recording,
    send: (options) =>
      oauth.protectedResourceRequest(text, request.method, url, headers, undefined, {
        ...options,
        // The library knows more kinds of bodies than can be recorded.
        [oauth.customFetch]: (address, { method, headers: sentHeaders, redirect }) =>
          options[oauth.customFetch](address, {
            method,
            headers: sentHeaders,
            redirect,
            body: body?.content,
          }),
      }),
    judge: async () => undefined,
  });
  if (!sent.ok) return sent;
  const { answer } = sent.value;
  if (isSuccess(answer)) return { ok: true, checks: [] };
  return refusedUse(answer, {
    place: url.host,
    remedies: BEARER_REMEDIES,
    otherwise:
      answer.status === 401 || answer.status === 403
        ? 'The API did not accept the token for this request: it may be expired, meant for another API, or lack a scope or a permission of the user.'
        : 'The API answered with an error. Whether it has looked at the token cannot be told from that; its whole answer is shown below.',
  });
}
