import { openIdCore, rfc } from '../../findings/specifications';
import type { CauseRule, Suspicion } from '../diagnosis';
import { action, setting } from '../look';
import type { Symptoms } from '../symptoms';
import { listed } from '../words';
import { isTokenSent, scopesOfRun, wantedScopes } from './use-facts';

/** Why a good token does not reach far enough. */
export const scopeCauses: readonly CauseRule[] = [
  {
    id: 'use-user-info-without-user',
    part: 'use',
    cause: 'The token stands for the client alone, so there is no user to tell of.',
    remedy: 'Use the authorization code grant with the scope openid.',
    places: [setting('grant-type')],
    specification: openIdCore('5.3', 'UserInfo'),
    find: ({ place, run }) =>
      place === 'user-info' && run?.grant === 'client_credentials'
        ? { certainty: 'seen' }
        : undefined,
  },
  {
    id: 'use-user-info-without-openid',
    part: 'use',
    cause: 'User info takes only tokens with the scope openid.',
    remedy: 'Add openid to the scopes, and run again.',
    places: [setting('scopes'), action('run-again')],
    specification: openIdCore('5.3', 'UserInfo'),
    find: (symptoms) => {
      const { place, response, run } = symptoms;
      if (place !== 'user-info' || run === undefined || run.grant === 'client_credentials') {
        return undefined;
      }
      if (response === undefined || ![400, 401, 403].includes(response.status)) return undefined;
      const { requested, granted, isKnown } = scopesOfRun(symptoms);
      if (!requested.includes('openid')) {
        return {
          certainty: 'likely',
          cause: 'The run did not ask for the scope openid, which user info needs.',
        };
      }
      return isKnown && !granted.includes('openid')
        ? {
            certainty: 'likely',
            cause: 'The scope openid was asked for and not granted, and user info needs it.',
            remedy: 'Have openid allowed for this client at the provider, then run again.',
          }
        : undefined;
    },
  },
  {
    id: 'use-insufficient-scope',
    part: 'use',
    cause: 'The token is good, and lacks a scope that this call needs.',
    remedy: 'Add the scope that the API documents to the client, and run again.',
    places: [setting('scopes'), action('run-again')],
    specification: rfc(6750, '3.1'),
    find: (symptoms) =>
      isTokenSent(symptoms) && symptoms.error?.code === 'insufficient_scope'
        ? { certainty: 'said', ...missingOf(symptoms) }
        : undefined,
  },
  {
    id: 'use-forbidden',
    part: 'use',
    cause: 'The server knows the token, and does not allow this call with it.',
    remedy:
      'Compare the granted scopes with what the API documents for this call, and whether this user or app may do it at all.',
    places: [setting('scopes'), action('choose-account')],
    specification: rfc(6750, '3.1'),
    find: (symptoms) =>
      isTokenSent(symptoms) && symptoms.response?.status === 403 && symptoms.error === undefined
        ? { certainty: 'likely', ...grantedInWords(symptoms) }
        : undefined,
  },
];

function missingOf(symptoms: Symptoms): Partial<Suspicion> {
  const wanted = wantedScopes(symptoms);
  if (wanted.length === 0) return grantedInWords(symptoms);
  const { requested, granted, isKnown } = scopesOfRun(symptoms);
  const named = `The call needs ${wanted.length === 1 ? 'the scope' : 'the scopes'} ${listed(wanted)}`;
  if (symptoms.run === undefined) return { cause: `${named}, which the token lacks.` };
  const unasked = wanted.filter((scope) => !requested.includes(scope));
  if (unasked.length > 0) {
    return {
      cause: `${named}, and the run did not ask for ${listed(unasked)}.`,
      remedy: `Add ${listed(unasked)} to the scopes of the client, and run again.`,
    };
  }
  const refused = wanted.filter((scope) => !granted.includes(scope));
  if (isKnown && refused.length > 0) {
    return {
      cause: `${named}: the run asked for ${listed(refused)}, and the server did not grant it.`,
      remedy: 'Have it allowed for this client or user at the provider, then run again.',
    };
  }
  return { cause: `${named}.` };
}

function grantedInWords(symptoms: Symptoms): Partial<Suspicion> {
  const { granted, isKnown } = scopesOfRun(symptoms);
  return isKnown && granted.length > 0 ? { reasons: [`Granted were ${listed(granted)}.`] } : {};
}
