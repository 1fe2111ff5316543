import { rfc } from '../../findings/specifications';
import type { CauseRule } from '../diagnosis';
import type { Symptoms } from '../symptoms';
import { EXPIRED, MENTIONS_PKCE, namesSeveral, USED, VERIFIER_MISSED } from './code-words';

/** What the words of a refused grant say, where no run is there to look at. */
const WORDED: readonly (Pick<CauseRule, 'id' | 'cause' | 'remedy' | 'specification'> & {
  readonly words: RegExp;
})[] = [
  {
    id: 'pasted-verifier-missing',
    words: VERIFIER_MISSED,
    cause: 'The token request came without the code_verifier of PKCE.',
    remedy:
      'Send the code_verifier whose challenge was in the authorization request: many apps lose it with the session between the two.',
    specification: rfc(7636, '4.5'),
  },
  {
    id: 'pasted-verifier-refused',
    words: MENTIONS_PKCE,
    cause: 'The code_verifier does not fit the code_challenge of the authorization request.',
    remedy:
      'Use the verifier of the same sign-in: a second tab, a retry or another process may have replaced it. With S256 the challenge is the SHA-256 of the verifier in base64url without padding.',
    specification: rfc(7636, '4.6'),
  },
  {
    id: 'pasted-redirect-refused',
    words: /redirect(?:ion)?[ _-]?ur[il]/i,
    cause: 'The redirect_uri of the token request is not that of the authorization request.',
    remedy: 'Send the same redirect_uri in both, character by character.',
    specification: rfc(6749, '4.1.3'),
  },
  {
    id: 'pasted-grant-used',
    words: USED,
    cause: 'The code or refresh token was used before.',
    remedy:
      'Look for a second request with it: a retry, a reload of the callback, or two refreshes at once.',
    specification: rfc(6749, '4.1.2'),
  },
  {
    id: 'pasted-grant-expired',
    words: EXPIRED,
    cause: 'The code or refresh token has expired.',
    remedy: 'Hand in a code as soon as it has come; after a refresh token the user signs in again.',
    specification: rfc(6749, '4.1.2'),
  },
];

/** Causes that the words of a pasted `invalid_grant` name. */
export const pastedCodeCauses: readonly CauseRule[] = WORDED.map(
  ({ id, cause, remedy, ...rule }, index) => ({
    id,
    cause,
    remedy,
    ...(rule.specification === undefined ? {} : { specification: rule.specification }),
    part: 'token request',
    places: [],
    find: (symptoms) =>
      isPastedGrant(symptoms) &&
      WORDED.findIndex(({ words }) => words.test(symptoms.said)) === index &&
      !namesSeveral(symptoms.said)
        ? { certainty: 'said' }
        : undefined,
  }),
);

function isPastedGrant({ place, run, error }: Symptoms): boolean {
  return place === 'token request' && run === undefined && error?.code === 'invalid_grant';
}
