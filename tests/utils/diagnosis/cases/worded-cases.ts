import { page, refused } from './authorization-symptoms';
import { type CauseCase, done } from './symptoms';

const saying = (error: string, description: string, given = {}) =>
  refused({ error, error_description: description }, given);
const bare = refused({ error: 'access_denied' });
const quick = { after: 300 };

/** What servers say in words at the sign-in. */
export const wordedCases: Readonly<Record<string, CauseCase>> = {
  'password-forgotten': {
    fault: [saying('access_denied', 'AADB2C90118: The user has forgotten their password.', quick)],
    sound: [bare, page(400, 'Have you forgotten your password?'), done],
  },
  'user-cancelled': {
    fault: [
      saying('access_denied', 'AADB2C90091: The user has cancelled entering information.', quick),
      saying('access_denied', 'Request was rejected by the user', quick),
      refused({ error: 'CONSENT_REJECTED' }),
      refused({ error: 'consent_declined' }),
    ],
    sound: [
      bare,
      saying('access_denied', 'The user was rejected by policy 7', quick),
      saying('invalid_request', 'The server refused the user agent'),
      done,
    ],
  },
  'account-closed-to-user': {
    fault: [
      saying('access_denied', 'user is blocked', quick),
      saying('access_denied', 'Account locked out due to too many attempts', quick),
      saying('invalid_request', 'Your account has been temporarily suspended'),
    ],
    sound: [bare, saying('access_denied', 'user is not assigned to the client'), done],
  },
  'email-not-verified': {
    fault: [
      saying('unauthorized', 'Please verify your email before logging in.'),
      saying('access_denied', 'The e-mail address is not verified', quick),
    ],
    sound: [bare, saying('access_denied', 'E-mail missing'), done],
  },
  'client-switched-off': {
    fault: [
      saying('unauthorized_client', 'Application status is SUSPENDED'),
      saying('unauthorized_client', 'This application has been archived by its owner'),
      saying('invalid_request', 'The client "abc" is disabled'),
      page(400, '<p>Login requester not enabled</p>'),
    ],
    sound: [
      saying('unauthorized_client', 'Standard flow is disabled for the client.'),
      saying('invalid_request', 'The client is not registered'),
      bare,
      done,
    ],
  },
  'sign-in-failed-at-other-provider': {
    fault: [saying('server_error', 'Error when authenticating with identity provider: corp')],
    sound: [saying('invalid_scope', 'identity provider'), refused({ error: 'server_error' }), done],
  },
  'server-behind-sign-in-failed': {
    fault: [
      saying('server_error', 'javax.naming.CommunicationException: ldap01:389'),
      saying('temporarily_unavailable', 'database is not available'),
    ],
    sound: [
      saying('invalid_scope', 'database'),
      saying('server_error', 'NullPointerException'),
      done,
    ],
  },
};
