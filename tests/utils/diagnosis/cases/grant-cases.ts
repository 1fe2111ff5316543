import { redirectUri } from '../../oauth/sample-run';
import { errorOf, type Refusal, refusedToken } from './refused-token';
import { type CauseCase, done } from './symptoms';

/** What RFC 6749 §5.2 says of the error, which many servers repeat: all that it may be. */
const several = errorOf(
  'invalid_grant',
  'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI, or was issued to another client.',
);
const bare = errorOf('invalid_grant');
const refresh = (description?: string, more: Refusal = {}) =>
  errorOf('invalid_grant', description, { grant: 'refresh_token', ...more });
const bareRefresh = refresh();
const HOUR = 3_600_000;

/** How many servers describe every invalid_grant, in the words of RFC 6749 §5.2. */
const DEFINITION =
  'The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client.';

/** Codes and refresh tokens that are not taken. */
export const grantCases: Readonly<Record<string, CauseCase>> = {
  'code-verifier-missing': {
    fault: [
      errorOf('invalid_grant', 'PKCE verification failed', {
        client: { pkce: 'off' },
        asked: { code_challenge: undefined },
        form: { grant_type: 'authorization_code', code: 'c', redirect_uri: redirectUri },
      }),
      errorOf('invalid_request', 'code_verifier is required', {
        form: { grant_type: 'authorization_code', code: 'c', redirect_uri: redirectUri },
      }),
    ],
    sound: [done, bare, bareRefresh],
  },
  'code-verifier-without-challenge': {
    fault: [errorOf('invalid_grant', undefined, { asked: { code_challenge: undefined } })],
    sound: [done, bare],
  },
  'redirect-uri-changed-since': {
    fault: [
      errorOf('invalid_grant', undefined, {
        asked: { redirect_uri: 'https://app.example.com/cb/' },
      }),
      errorOf('invalid_grant', undefined, {
        form: { grant_type: 'authorization_code', code: 'c', code_verifier: 'v' },
      }),
    ],
    sound: [done, bare, bareRefresh],
  },
  'code-verifier-refused': {
    fault: [
      errorOf('invalid_grant', 'code_verifier does not match'),
      errorOf('invalid_grant', 'PKCE failed', { client: { pkce: 'plain' } }),
      errorOf('invalid_request', 'Missing parameter: code_verifier'),
    ],
    sound: [done, bare, bareRefresh],
  },
  'redirect-uri-refused-with-code': {
    fault: [
      errorOf('invalid_grant', 'redirect_uri mismatch'),
      errorOf('unauthorized_client', 'Redirect URI does not match'),
    ],
    sound: [done, bare, bareRefresh],
  },
  'code-of-other-client': {
    fault: [
      errorOf('invalid_grant', 'The code was issued to another client'),
      refresh('Token was not issued to this client'),
    ],
    sound: [done, bare, several, bareRefresh],
  },
  'code-used-before': {
    fault: [
      errorOf('invalid_grant', 'The code was already used'),
      errorOf('invalid_grant', undefined, { notes: { isSeenByApp: true } }),
      errorOf('invalid_grant', undefined, { notes: { isPasted: true } }),
    ],
    sound: [
      done,
      bare,
      errorOf('invalid_grant', undefined, { notes: { isPasted: true }, isOwnRedirect: true }),
      bareRefresh,
    ],
  },
  'code-expired': {
    fault: [
      errorOf('invalid_grant', 'The authorization code has expired'),
      errorOf('invalid_grant', undefined, { waited: 5 * 60_000 }),
      errorOf('invalid_grant', undefined, {
        waited: 5 * 60_000,
        notes: { isPasted: true },
        isOwnRedirect: true,
      }),
    ],
    sound: [
      done,
      bare,
      several,
      errorOf('invalid_grant', 'The code is unknown, used or expired'),
      errorOf('invalid_client', undefined, { waited: 5 * 60_000 }),
      errorOf('E15', 'Your trial has expired'),
    ],
  },
  'pkce-method-not-announced': {
    fault: [
      errorOf('invalid_grant', undefined, {
        client: { pkce: 'plain' },
        metadata: { code_challenge_methods_supported: ['S256'] },
      }),
    ],
    sound: [
      done,
      bare,
      errorOf('invalid_grant', undefined, {
        metadata: { code_challenge_methods_supported: ['S256'] },
      }),
    ],
  },
  'code-not-accepted': {
    fault: [bare, errorOf('invalid_grant', DEFINITION)],
    sound: [done, bareRefresh, errorOf('invalid_client')],
  },
  'refresh-token-revoked-here': {
    fault: [refresh(undefined, { token: { receivedAt: 0, isRevoked: true } })],
    sound: [done, bareRefresh, refresh(undefined, { token: { receivedAt: 0 } })],
  },
  'refresh-token-rotated': {
    fault: [
      refresh(undefined, { token: { receivedAt: 0, isReplaced: true } }),
      refresh('Token is expired', { token: { receivedAt: 0, isReplaced: true } }),
    ],
    sound: [done, bareRefresh, bare],
  },
  'refresh-token-answer-lost': {
    fault: [refresh(undefined, { token: { receivedAt: 0, isAnswerLost: true } })],
    sound: [done, bareRefresh],
  },
  'refresh-token-used-before': {
    fault: [refresh('Refresh token has already been used')],
    sound: [done, bareRefresh, errorOf('invalid_grant', 'The code was already used')],
  },
  'refresh-token-withdrawn': {
    fault: [refresh('Session not active'), refresh('The token was revoked')],
    sound: [done, bareRefresh],
  },
  'refresh-token-expired': {
    fault: [
      refresh('Token is expired'),
      refresh(undefined, { token: { receivedAt: 0 }, waited: HOUR }),
    ],
    sound: [done, bareRefresh, refresh(undefined, { token: { receivedAt: 0 } })],
  },
  'refresh-token-not-accepted': {
    fault: [bareRefresh, refresh(undefined, { token: { receivedAt: 0 } })],
    sound: [
      done,
      bare,
      refusedToken({ grant: 'refresh_token', body: { error: 'invalid_client' } }),
    ],
  },
};
