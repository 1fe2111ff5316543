import { rfc } from '../../findings/specifications';
import type { CauseRule } from '../diagnosis';

/** Causes that show as an error of the authorization endpoint. */
export const authorizationCauses: readonly CauseRule[] = [
  {
    id: 'user-denied',
    part: 'authorization response',
    cause: 'The user, or a policy of the server, refused the consent.',
    remedy:
      'Run again and allow the scopes. If no page asked, ask for fewer scopes or as another user.',
    places: [
      { kind: 'action', action: 'run-again' },
      { kind: 'action', action: 'choose-account' },
    ],
    specification: rfc(6749, '4.1.2.1'),
    find: ({ place, error }) =>
      place === 'authorization response' &&
      (error?.code === 'access_denied' || error?.code === 'user_denied')
        ? { certainty: 'said' }
        : undefined,
  },
];
