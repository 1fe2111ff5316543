import type { Run } from '../../../utils/oauth/run';
import type { RunEvent } from '../../../utils/oauth/run-event';
import { refreshedRun } from '../../../utils/oauth/refreshed-run';
import { refreshTokenOf } from '../../../utils/oauth/run-result';
import { encode } from '../tokens/vectors';
import { authorization, exchangeOf, runOf, started, tokenBody } from './sample-run';

/** A token with these claims; nobody signed it. */
export const makeJwt = (claims: object) => `${encode({ alg: 'RS256' })}.${encode(claims)}.c2ln`;

/** What an ID token says of a sign-in. */
export const signedIn = {
  iss: 'https://auth.example.com',
  sub: 'ada',
  aud: 'cid',
  auth_time: 7,
  role: 'a',
};

/** The first answer of the token endpoint. */
export const first = {
  ...tokenBody,
  refresh_token: 'one',
  access_token: makeJwt({ sub: 'ada', scope: 'openid profile', exp: 1, jti: 'x', plan: 'free' }),
  id_token: makeJwt({ ...signedIn, iat: 1 }),
};

/** A run with this answer, or one that failed; of a refresh with the run before. */
export function runWith(members: object | undefined, refreshes?: Run, runId = 'run-1'): Run {
  const exchange = exchangeOf(members ?? { error: 'server_error' }, {
    request: {
      method: 'POST',
      url: 'https://auth.example.com/token',
      headers: [],
      form:
        refreshes === undefined
          ? []
          : [
              ['grant_type', 'refresh_token'],
              ['refresh_token', refreshTokenOf(refreshes) ?? ''],
            ],
    },
  });
  return runOf([
    {
      ...started,
      runId,
      ...(refreshes === undefined ? {} : { refreshes: refreshedRun(refreshes) }),
    } as RunEvent,
    ...(refreshes === undefined
      ? [{ type: 'authorization-requested', at: 2, ...authorization } as RunEvent]
      : []),
    { type: 'exchanged', at: 3, exchange },
    { type: 'finished', at: 4 },
  ]);
}

/** The run of the first answer. */
export const before = runWith(first);
